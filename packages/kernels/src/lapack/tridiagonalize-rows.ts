import { float64 } from "../element-type.js";
import { MatrixView } from "../matrix-view.js";
import { allocate, release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
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
  const out = room(4 * n);
  const { f64_tridiagonalize } = tridiagonalFamily.exports;
  const run = (p: number, q: number): void => f64_tridiagonalize(n, p, a.rowStride, q);
  if (inHeap(a.storage) && inHeap(out.storage)) run(address(a), address(out));
  else withStaged([], [spanOf(a), spanOf(out)], run);
  takeOut(out, n, d, e, tau);
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
  const out = room(8 * rows);
  const { f64_tridiagonalize_panel, c128_tridiagonalize_panel } = tridiagonalFamily.exports;
  const kernel = a.type.kind === "complex" ? c128_tridiagonalize_panel : f64_tridiagonalize_panel;
  const run = (p: number, v: number, w: number, q: number): void =>
    kernel(a.rows, rows, p, a.rowStride, v, w, vw.rowStride, q);
  if (inHeap(a.storage) && inHeap(vw.storage) && inHeap(wv.storage) && inHeap(out.storage)) {
    run(address(a), address(vw), address(wv), address(out));
  } else {
    withStaged([], [spanOf(a), spanOf(vw), spanOf(wv), spanOf(out)], run);
  }
  takeOut(out, rows, d, e, tau);
}

/** Where a kernel writes its numbers. */
function room(numbers: number): MatrixView {
  return new MatrixView(float64, allocate(8 * numbers), 0, numbers, 1, 1, 1);
}

/** Copies d, e and τ, each from a multiple of `step` on, and gives their place back. */
function takeOut(out: MatrixView, step: number, d: Float64Array, e: Float64Array, tau: Float64Array): void {
  const { data } = out;
  for (let i = 0; i < d.length; i++) d[i] = data[i];
  for (let i = 0; i < e.length; i++) e[i] = data[step + i];
  for (let i = 0; i < tau.length; i++) tau[i] = data[2 * step + i];
  release(out.storage);
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
