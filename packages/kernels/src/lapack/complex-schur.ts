import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/**
 * Single-shift QR iteration by plane rotations on rows and columns [lo, hi] of a complex Hessenberg matrix: its eigenvalues end on the
 * diagonal. One call for the whole of it.
 *
 * @param h n×n complex128, rows contiguous
 * @param zh complex128, rows contiguous: its rows are rotated as those of h; or null
 * @param whole whether all of T is wanted, or its diagonal only
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @see LAPACK zlahqr for shifts and deflation; Golub & Van Loan §7.5
 */
export function complexSchur(h: MatrixView, zh: MatrixView | null, whole: boolean, lo: number, hi: number): number {
  const run = (x: number, y: number): number =>
    schurFamily.exports.c128_schur(h.rows, x, h.rowStride, lo, hi, whole, y, zh?.rowStride ?? 0, zh?.cols ?? 0);
  if (inHeap(h.storage) && (zh === null || inHeap(zh.storage))) {
    return run(address(h), zh === null ? 0 : address(zh));
  }
  if (zh === null) return withStaged([spanOf(h)], [spanOf(h)], (x) => run(x, 0));
  return withStaged([spanOf(h), spanOf(zh)], [spanOf(h), spanOf(zh)], run);
}

/**
 * Moves entry `from` of the diagonal of a complex Schur form up to place `to`, by rotations that exchange neighbours.
 *
 * @param t n×n complex128, rows contiguous
 * @param zh complex128, rows contiguous: its rows are rotated as those of t
 * @see LAPACK ztrexc
 */
export function moveComplexUp(t: MatrixView, zh: MatrixView, from: number, to: number): void {
  const run = (x: number, y: number): void =>
    schurFamily.exports.c128_move_up(t.rows, x, t.rowStride, y, zh.rowStride, zh.cols, from, to);
  if (inHeap(t.storage) && inHeap(zh.storage)) run(address(t), address(zh));
  else withStaged([spanOf(t), spanOf(zh)], [spanOf(t), spanOf(zh)], run);
}
