import { float64 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { takeNumbers, vectorOf } from "./numbers.js";
import { tridiagonalFamily } from "./tridiagonal-family.js";

/**
 * Householder tridiagonalization QᵀAQ = T: one call for the whole of it.
 *
 * @param a n×n float64, rows contiguous; the upper triangle is read, what lies below is spoiled. Row r becomes, from column r + 1 on, the
 *   vector of reflection Hᵣ = I − τᵣ·v·vᵀ, its leading 1 included; Q = H₀·H₁⋯
 * @param d n numbers, written: the diagonal of T; `e` and `tau` n − 1, written: beside it, and the τ
 */
export function tridiagonalizeRows(a: MatrixView, d: Float64Array, e: Float64Array, tau: Float64Array): void {
  const n = a.rows;
  if (n === 0) return;
  const { f64_tridiagonalize, tridiagonalize_room } = tridiagonalFamily.exports;
  const out = scratch(24 * n + tridiagonalize_room(n));
  const run = (p: number): void => f64_tridiagonalize(n, p, a.rowStride, out, out + 24 * n);
  if (inHeap(a.storage)) run(address(a));
  else withStaged([], [spanOf(a)], run);
  takeOut(out, n, d, e, tau);
}

/**
 * The first rows of the same reduction, as many as `d` has numbers, of a complex Hermitian matrix, where Hᵣ = I − τᵣ·vᴴ·v and T is real
 * all the same. The rows below stay as they are: what they are to become is A − conj(vw)ᵀ·wv, a product of what is written to `vw` and
 * `wv`.
 *
 * @param a n×n complex128, rows contiguous; the real parts of its diagonal are read. All rows may be asked for
 * @param vw complex128, rows contiguous: rows 2k and 2k + 1 receive V and W of row k, in the columns of A, from k + 1 on
 * @param wv likewise, of the same row stride: W and V
 * @param tau a number a row, interleaved; `e` a number a row, but none for the last row of A
 */
export function tridiagonalizePanel(
  a: MatrixView,
  vw: MatrixView,
  wv: MatrixView,
  d: Float64Array,
  e: Float64Array,
  tau: Float64Array,
): void {
  const rows = d.length;
  if (rows === 0) return;
  const out = scratch(64 * rows);
  const { c128_tridiagonalize_panel } = tridiagonalFamily.exports;
  const run = (p: number, v: number, w: number): void =>
    c128_tridiagonalize_panel(a.rows, rows, p, a.rowStride, v, w, vw.rowStride, out);
  if (inHeap(a.storage) && inHeap(vw.storage) && inHeap(wv.storage)) run(address(a), address(vw), address(wv));
  else withStaged([], [spanOf(a), spanOf(vw), spanOf(wv)], run);
  takeOut(out, rows, d, e, tau);
}

/** Copies d, e and τ, each from a multiple of `step` on. */
function takeOut(at: number, step: number, d: Float64Array, e: Float64Array, tau: Float64Array): void {
  takeNumbers(at, d);
  takeNumbers(at + 8 * step, e);
  takeNumbers(at + 16 * step, tau);
}

/**
 * q ← Qᴴ for the Q whose reflections `tridiagonalizeRows`, or `tridiagonalizePanel` of all rows, left in the rows of a.
 *
 * @param q n×n, of the type of a, rows contiguous
 */
export function formTridiagonalBasis(a: MatrixView, tau: Float64Array, q: MatrixView): void {
  if (a.rows === 0) return;
  const taus = vectorOf(float64, tau);
  const { f64_form_transposed, c128_form_adjoint } = tridiagonalFamily.exports;
  const kernel = a.type.kind === "complex" ? c128_form_adjoint : f64_form_transposed;
  const run = (p: number, t: number, o: number): void => kernel(a.rows, p, a.rowStride, t, o, q.rowStride);
  if (inHeap(a.storage) && inHeap(taus.storage) && inHeap(q.storage)) run(address(a), address(taus), address(q));
  else withStaged([spanOf(a), spanOf(taus)], [spanOf(q)], run);
  release(taus.storage);
}
