import { float64 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { vectorOf } from "./numbers.js";
import { schurFamily } from "./schur-family.js";

/**
 * Entries from … to − 1 of the eigenvectors of a quasi-triangular T, (T − λI)·x = 0, for its eigenvalues from that index on; of
 * a pair k, k + 1 row k of x holds the real part and row k + 1 the imaginary part of the vector of the one with positive imaginary
 * part. A vector is scaled down where it would overflow.
 *
 * @param t n×n float64, rows contiguous, in standard form; `from` and `to` split none of its 2×2 blocks
 * @param x n×n float64, rows contiguous: these entries of a row hold −T[from … to − 1, to …]·x[to …] at first, which is zero where
 *   the vector begins here
 * @see LAPACK dtrevc for the substitution, dlaln2 for its scaling
 */
export function substitute(t: MatrixView, x: MatrixView, from: number, to: number): void {
  const { f64_substitute } = schurFamily.exports;
  const run = (p: number, q: number): void => f64_substitute(t.rows, p, t.rowStride, q, x.rowStride, from, to);
  if (inHeap(t.storage) && inHeap(x.storage)) run(address(t), address(x));
  else withStaged([spanOf(t)], [spanOf(x)], run);
}

/**
 * The same for a complex T, which is triangular: a row of x for each eigenvalue.
 *
 * @param t n×n complex128, rows contiguous
 * @param x n×n complex128, rows contiguous
 * @see LAPACK ztrevc
 */
export function complexSubstitute(t: MatrixView, x: MatrixView, from: number, to: number): void {
  const { c128_substitute } = schurFamily.exports;
  const work = vectorOf(float64, new Float64Array(2 * t.rows));
  const run = (p: number, q: number, r: number): void =>
    c128_substitute(t.rows, p, t.rowStride, q, x.rowStride, from, to, r);
  if ([t, x, work].every(({ storage }) => inHeap(storage))) run(address(t), address(x), address(work));
  else withStaged([spanOf(t), spanOf(x), spanOf(work)], [spanOf(x)], run);
  release(work.storage);
}
