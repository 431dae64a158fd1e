import type { MatrixView } from "@linnet/kernels";
import { complexSweep } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { isNegligible } from "./francis.js";
import { EPSILON, TINY } from "./schur-task.js";
import { hypot } from "../vector/vector.js";

/** A complex Hessenberg matrix on its way to Schur form, and what goes with it. */
export interface ComplexSchurTask {
  /** n×n complex128, H becomes T. */
  readonly h: MatrixView;
  /** Zᴴ, its rows are transformed as those of H; null when nobody asks for it. */
  readonly zh: MatrixView | null;
  /** Whether all of T is wanted, or its diagonal only. */
  readonly whole: boolean;
}

/** Every so many steps without deflation, a shift that breaks cycles. */
const EXCEPTIONAL = 10;

/**
 * Single-shift QR iteration by plane rotations on rows and columns [lo, hi] of a complex Hessenberg matrix: its eigenvalues
 * end on the diagonal.
 *
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @remarks About 2 steps per eigenvalue, 4·n real operations per rotated row or column
 * @see LAPACK zlahqr for shifts and deflation; Golub & Van Loan §7.5
 */
export function complexSchurForm(task: ComplexSchurTask, lo: number, hi: number): number {
  const limit = 30 * Math.max(10, hi - lo + 1);
  for (let bottom = hi; bottom > lo; bottom--) if (!deflate(task, lo, hi, bottom, limit)) return bottom + 1;
  return 0;
}

/** Steps until the eigenvalue at `bottom` splits off; whether it does. */
function deflate({ h, zh, whole }: ComplexSchurTask, lo: number, hi: number, bottom: number, limit: number): boolean {
  let top = lo;
  for (let step = 1; step <= limit + 1; step++) {
    top = splitAbove(h, top, bottom, lo, hi);
    if (top > lo) {
      const at = 2 * (h.offset + top * h.rowStride + top - 1);
      float64Data(h).fill(0, at, at + 2);
    }
    if (top === bottom) return true;
    chooseShift(h, top, bottom, step);
    const from = startOfSweep(h, top, bottom);
    const extent = { from, bottom, begun: from > top, above: whole ? 0 : top, right: whole ? h.cols : bottom + 1 };
    complexSweep(h, zh, extent, start);
  }
  return false;
}

/** |Re| + |Im|, within √2 of the magnitude. */
function size(H: Float64Array, at: number): number {
  return Math.abs(H[at]) + Math.abs(H[at + 1]);
}

function splitAbove(h: MatrixView, top: number, bottom: number, lo: number, hi: number): number {
  const H = float64Data(h);
  const ld = 2 * h.rowStride;
  for (let k = bottom; k > top; k--) {
    const at = 2 * h.offset + k * (ld + 2);
    const sub = size(H, at - 2);
    if (sub <= TINY) return k;
    const above = at - ld - 2;
    let scale = size(H, above) + size(H, at);
    if (scale === 0) {
      if (k - 2 >= lo) scale += size(H, above - 2);
      if (k + 1 <= hi) scale += size(H, at + ld);
    }
    if (sub > EPSILON * scale) continue;
    const difference = Math.abs(H[above] - H[at]) + Math.abs(H[above + 1] - H[at + 1]);
    if (isNegligible(sub, size(H, at - ld), size(H, at), difference)) return k;
  }
  return top;
}

/** The shift of the next sweep, and the vector of its first rotation. */
const shift = new Float64Array(2);
const start = new Float64Array(4);
const root = new Float64Array(4);

/** The eigenvalue of the trailing 2×2 block that is nearer to its last entry (Wilkinson). */
function chooseShift(h: MatrixView, top: number, bottom: number, step: number): void {
  const H = float64Data(h);
  const ld = 2 * h.rowStride;
  const at = 2 * h.offset + bottom * (ld + 2);
  if (step % EXCEPTIONAL === 0) {
    const first = 2 * h.offset + top * (ld + 2);
    const fromTop = step % (2 * EXCEPTIONAL) !== 0;
    const from = fromTop ? first : at;
    shift[0] = H[from] + 0.75 * size(H, fromTop ? first + ld : at - 2);
    shift[1] = H[from + 1];
    return;
  }
  shift[0] = H[at];
  shift[1] = H[at + 1];
  squareRoot(H[at - ld], H[at - ld + 1], 0);
  squareRoot(H[at - 2], H[at - 1], 2);
  const u = [root[0] * root[2] - root[1] * root[3], root[0] * root[3] + root[1] * root[2]];
  const sizeOfU = Math.abs(u[0]) + Math.abs(u[1]);
  if (sizeOfU === 0) return;
  const x = [0.5 * (H[at - ld - 2] - H[at]), 0.5 * (H[at - ld - 1] - H[at + 1])];
  const scale = Math.max(sizeOfU, Math.abs(x[0]) + Math.abs(x[1]));
  const [a, b, c, d] = [x[0] / scale, x[1] / scale, u[0] / scale, u[1] / scale];
  squareRoot(a * a - b * b + (c * c - d * d), 2 * (a * b + c * d), 0);
  const sign = a * root[0] + b * root[1] < 0 ? -scale : scale;
  const y = [x[0] + sign * root[0], x[1] + sign * root[1]];
  // t − u²/(x ± y), by the larger denominator
  const length = hypot(y[0], y[1]);
  const [p, q] = [y[0] / length, y[1] / length];
  const quotient = [(u[0] * p + u[1] * q) / length, (u[1] * p - u[0] * q) / length];
  shift[0] -= u[0] * quotient[0] - u[1] * quotient[1];
  shift[1] -= u[0] * quotient[1] + u[1] * quotient[0];
}

/** √(re + i·im) with a real part ≥ 0, to `root[to]`. */
function squareRoot(re: number, im: number, to: number): void {
  const half = Math.sqrt((Math.abs(re) + hypot(re, im)) / 2);
  const other = half === 0 ? 0 : im / (2 * half);
  root[to] = re >= 0 ? half : Math.abs(other);
  root[to + 1] = re >= 0 ? other : im >= 0 ? half : -half;
}

/** Lowest row from which a sweep may start because two consecutive subdiagonal entries are small; sets `start`. */
function startOfSweep(h: MatrixView, top: number, bottom: number): number {
  const H = float64Data(h);
  const ld = 2 * h.rowStride;
  for (let m = bottom - 1; ; m--) {
    const at = 2 * h.offset + m * (ld + 2);
    start[0] = H[at] - shift[0];
    start[1] = H[at + 1] - shift[1];
    start[2] = H[at + ld];
    start[3] = H[at + ld + 1];
    if (m === top) return m;
    const [a, b] = [size(start, 0), size(start, 2)];
    const s = a + b;
    if (size(H, at - 2) * (b / s) <= EPSILON * ((a / s) * (size(H, at) + size(H, at + ld + 2)))) return m;
  }
}
