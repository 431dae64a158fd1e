import { float64 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { elements, inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { vectorOf } from "./numbers.js";
import { tridiagonalFamily } from "./tridiagonal-family.js";

/**
 * Householder tridiagonalization QᵀAQ = T a row at a time, for small matrices: one call for the whole of it.
 *
 * @param a n×n float64, rows contiguous; the upper triangle is read. Row r becomes, from column r + 1 on, the vector of reflection
 *   Hᵣ = I − τᵣ·v·vᵀ, its leading 1 included; Q = H₀·H₁⋯
 * @param d n numbers, written: the diagonal of T; `e` and `tau` n − 1, written: beside it, and the τ
 */
export function tridiagonalizeRows(a: MatrixView, d: Float64Array, e: Float64Array, tau: Float64Array): void {
  const n = a.rows;
  if (n === 0) return;
  const out = vectorOf(float64, new Float64Array(4 * n));
  const { f64_tridiagonalize } = tridiagonalFamily.exports;
  const run = (p: number, q: number): void => f64_tridiagonalize(n, p, a.rowStride, q);
  if (inHeap(a.storage) && inHeap(out.storage)) run(address(a), address(out));
  else withStaged([], [spanOf(a), spanOf(out)], run);
  const data = elements(out.storage, float64) as Float64Array; // of the type that vectorOf was given
  d.set(data.subarray(0, n));
  e.set(data.subarray(n, 2 * n - 1));
  tau.set(data.subarray(2 * n, 3 * n - 1));
  release(out.storage);
}

/**
 * The first rows of the same reduction, as many as `d` has numbers, of a real symmetric or a complex Hermitian matrix, where
 * Hᵣ = I − τᵣ·vᴴ·v and T is real all the same. The rows below stay as they are: what they are to become is
 * A − conj(vw)ᵀ·wv, a product of what is written to `vw` and `wv`.
 *
 * @param a n×n float64 or complex128, rows contiguous; the real parts of its diagonal are read. Of a complex one all rows may be asked for
 * @param vw in the type of a, rows contiguous: rows 2k and 2k + 1 receive V and W of row k, in the columns of A, from k + 1 on
 * @param wv likewise, of the same row stride: W and V
 * @param tau a number a row, interleaved where a is complex; `e` a number a row, but none for the last row of A
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
  const out = vectorOf(float64, new Float64Array(8 * rows));
  const { f64_tridiagonalize_panel, c128_tridiagonalize_panel } = tridiagonalFamily.exports;
  const kernel = a.type.kind === "complex" ? c128_tridiagonalize_panel : f64_tridiagonalize_panel;
  const run = (p: number, v: number, w: number, q: number): void =>
    kernel(a.rows, rows, p, a.rowStride, v, w, vw.rowStride, q);
  if (inHeap(a.storage) && inHeap(vw.storage) && inHeap(wv.storage) && inHeap(out.storage)) {
    run(address(a), address(vw), address(wv), address(out));
  } else {
    withStaged([], [spanOf(a), spanOf(vw), spanOf(wv), spanOf(out)], run);
  }
  const data = elements(out.storage, float64) as Float64Array; // of the type that vectorOf was given
  d.set(data.subarray(0, rows));
  e.set(data.subarray(rows, rows + e.length));
  tau.set(data.subarray(2 * rows, 2 * rows + tau.length));
  release(out.storage);
}

/** q ← Qᵀ: row i is column i of the Q whose reflections `tridiagonalizeRows` left in the rows of a. q n×n float64, rows contiguous. */
export function formTridiagonalBasis(a: MatrixView, tau: Float64Array, q: MatrixView): void {
  if (a.rows === 0) return;
  const taus = vectorOf(float64, tau);
  const { f64_form_transposed } = tridiagonalFamily.exports;
  const run = (p: number, t: number, o: number): void => f64_form_transposed(a.rows, p, a.rowStride, t, o, q.rowStride);
  if (inHeap(a.storage) && inHeap(taus.storage) && inHeap(q.storage)) run(address(a), address(taus), address(q));
  else withStaged([spanOf(a), spanOf(taus)], [spanOf(q)], run);
  release(taus.storage);
}
