import type { MatrixView } from "@linnet/kernels";
import { rot } from "@linnet/kernels/lapack";
import { hypot } from "../vector/vector.js";

/** Unit roundoff. */
const U = 2 ** -53;

/** What is left of a rank-one problem, as indices of rows, and what is solved already. */
export interface Deflation {
  /** By ascending pole. */
  readonly kept: Int32Array;
  readonly dropped: readonly number[];
  /** Indices into `kept`: first the rows that are zero beyond the first half, then full ones, then those zero in the first half. */
  readonly grouped: Int32Array;
  /** How many there are of each. */
  readonly counts: readonly [number, number, number];
}

/** In which halves a row has elements. */
const FIRST = 0;
const BOTH = 1;
const SECOND = 2;

/**
 * Finds the eigenpairs of diag(d) + ρ·z·zᵀ that are those of diag(d) to working precision: where z is negligible, and, of two poles
 * that nearly agree, one, after a rotation that makes its component of z zero. Rotates the rows of q along and changes d and z.
 *
 * @param order d in ascending order
 * @param m rows of q before it are zero from column m on, the others before it
 * @returns null when nothing is left to do
 * @see LAPACK dlaed2; Dongarra & Sorensen 1987
 */
export function deflate(
  d: Float64Array,
  z: Float64Array,
  rho: number,
  order: Int32Array,
  q: MatrixView,
  m: number,
): Deflation | null {
  const tolerance = 8 * U * Math.max(largest(d), largest(z));
  if (rho * largest(z) <= tolerance) return null;
  const kind = new Uint8Array(d.length).fill(FIRST, 0, m).fill(SECOND, m);
  const kept: number[] = [];
  const dropped: number[] = [];
  let previous = -1;
  for (const j of order) {
    if (rho * Math.abs(z[j]) <= tolerance) {
      dropped.push(j);
      continue;
    }
    if (previous >= 0) {
      if (rotateAway(d, z, previous, j, tolerance, q)) {
        if (kind[previous] !== kind[j]) kind[j] = BOTH;
        dropped.push(previous);
      } else {
        kept.push(previous);
      }
    }
    previous = j;
  }
  kept.push(previous); // at least the largest z is not negligible
  return { kept: Int32Array.from(kept), dropped, ...byKind(kept, kind) };
}

/** Makes zᵢ zero by a rotation with zⱼ, where that leaves no more than `tolerance` off the diagonal; answers whether it did. */
function rotateAway(d: Float64Array, z: Float64Array, i: number, j: number, tolerance: number, q: MatrixView): boolean {
  const length = hypot(z[i], z[j]);
  const c = z[j] / length;
  const s = -z[i] / length;
  if (Math.abs((d[j] - d[i]) * c * s) > tolerance) return false;
  z[j] = length;
  z[i] = 0;
  const n = q.cols;
  rot(q.block(i, 0, 1, n).T, q.block(j, 0, 1, n).T, c, s);
  const [di, dj] = [d[i], d[j]];
  d[i] = di * c * c + dj * s * s;
  d[j] = di * s * s + dj * c * c;
  return true;
}

function largest(x: Float64Array): number {
  let size = 0;
  for (let i = 0; i < x.length; i++) size = Math.max(size, Math.abs(x[i]));
  return size;
}

function byKind(kept: readonly number[], kind: Uint8Array): Pick<Deflation, "grouped" | "counts"> {
  const counts: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < kept.length; i++) counts[kind[kept[i]]]++;
  const next = [0, counts[FIRST], counts[FIRST] + counts[BOTH]];
  const grouped = new Int32Array(kept.length);
  for (let i = 0; i < kept.length; i++) grouped[next[kind[kept[i]]]++] = i;
  return { grouped, counts };
}
