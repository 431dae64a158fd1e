import type { MatrixView } from "@linnet/kernels";
import { dot, nrm2, rot, swapRows } from "@linnet/kernels/lapack";
import { interleaved } from "../matrix/complex-view.js";
import { dotc, scale } from "../vector/complex-vector.js";
import { float64Data, rowOf } from "../matrix/copy.js";

/** Sweeps over all pairs; graded matrices take about five, none has been seen to take half of this. */
const SWEEPS = 30;
/** Distance from 1 to the next float. */
const EPS = 2 ** -52;
/** Products of norms below this have inner products that underflow. */
const SMALL = 2 ** -960;

interface Rows {
  readonly x: MatrixView;
  readonly g: MatrixView | null;
  /** The same rows as columns of reals. */
  readonly xs: readonly MatrixView[];
  readonly gs: readonly MatrixView[];
  readonly norms: Float64Array;
  /** The cosine between two rows, after `cosine`. */
  readonly angle: Float64Array;
}

/**
 * Rotates the rows of X in pairs until all are orthogonal to each other: one-sided Jacobi, G·X = diag(norms)·W. Each norm is a
 * singular value of X to a relative error of about κ(D⁻¹·X)·u, whatever the row scaling D.
 *
 * @param x r×n float64 or complex128, overwritten
 * @param g r×r of the same type, rotated along, or null
 * @param norms length r, written
 * @returns how many pairs were not yet orthogonal in the last sweep: 0 is success
 * @remarks Each step begins with the longest row left (de Rijk 1989), which sorts them and speeds up convergence.
 * @see Demmel & Veselić 1992; Drmač & Veselić 2008, *New fast and accurate Jacobi SVD algorithm I*; LAPACK dgesvj
 */
export function orthogonalizeRows(x: MatrixView, g: MatrixView | null, norms: Float64Array): number {
  const count = x.rows;
  const rows: Rows = { x, g, xs: realRows(x), gs: g === null ? [] : realRows(g), norms, angle: new Float64Array(2) };
  const tolerance = Math.sqrt(x.cols) * EPS;
  let rotations = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 0; i < count; i++) norms[i] = nrm2(rows.xs[i]);
    rotations = 0;
    for (let p = 0; p < count - 1; p++) {
      bringLongest(rows, p);
      if (norms[p] === 0) break;
      for (let q = p + 1; q < count; q++) if (norms[q] > 0 && makeOrthogonal(rows, p, q, tolerance)) rotations++;
    }
    if (rotations === 0) return 0;
  }
  return rotations;
}

function realRows(x: MatrixView): MatrixView[] {
  const real = x.type.kind === "complex" ? interleaved(x) : x;
  return Array.from({ length: x.rows }, (_, i) => rowOf(real, i));
}

function bringLongest({ x, g, norms }: Rows, p: number): void {
  let longest = p;
  for (let i = p + 1; i < norms.length; i++) if (norms[i] > norms[longest]) longest = i;
  if (longest === p) return;
  for (const a of [x, g]) if (a !== null) swapRows(a.type.kind === "complex" ? interleaved(a) : a, p, longest);
  const norm = norms[p];
  norms[p] = norms[longest];
  norms[longest] = norm;
}

/** One rotation, if the rows need it. */
function makeOrthogonal(rows: Rows, p: number, q: number, tolerance: number): boolean {
  const { xs, gs, norms, angle } = rows;
  cosine(rows, p, q);
  const size = Math.hypot(angle[0], angle[1]);
  if (!(size > tolerance)) return false;
  let cos = angle[0];
  if (rows.x.type.kind === "complex") {
    turn(rows.x, q, angle[0] / size, -angle[1] / size);
    if (rows.g !== null) turn(rows.g, q, angle[0] / size, -angle[1] / size);
    cos = size;
  }
  const zeta = (norms[q] / norms[p] - norms[p] / norms[q]) / (2 * cos);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  rot(xs[p], xs[q], c, -c * t);
  if (rows.g !== null) rot(gs[p], gs[q], c, -c * t);
  norms[p] = nrm2(xs[p]);
  norms[q] = nrm2(xs[q]);
  return true;
}

/** ⟨x_p, x_q⟩ / (‖x_p‖·‖x_q‖), where tiny rows are scaled first. */
function cosine({ x, xs, norms, angle }: Rows, p: number, q: number): void {
  const product = norms[p] * norms[q];
  const isComplex = x.type.kind === "complex";
  if (product > SMALL && !isComplex) {
    angle[0] = dot(xs[p], xs[q]) / product;
    return;
  }
  const data = float64Data(x);
  const [i, j] = [xs[p].offset, xs[q].offset];
  if (product > SMALL) {
    dotc(x.cols, data, i, data, j, angle);
    angle[0] /= product;
    angle[1] /= product;
    return;
  }
  const first = Float64Array.from(data.subarray(i, i + xs[p].rows), (value) => value / norms[p]);
  const second = Float64Array.from(data.subarray(j, j + xs[q].rows), (value) => value / norms[q]);
  if (isComplex) dotc(x.cols, first, 0, second, 0, angle);
  else angle[0] = first.reduce((sum, value, k) => sum + value * second[k], 0);
}

/** Row q times the phase re + i·im. */
function turn(a: MatrixView, q: number, re: number, im: number): void {
  scale(a.cols, re, im, float64Data(a), 2 * (a.offset + q * a.rowStride));
}
