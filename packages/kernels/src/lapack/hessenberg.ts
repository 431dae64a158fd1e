import { float64 } from "../element-type.js";
import { MatrixView } from "../matrix-view.js";
import { allocate, release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { vectorOf } from "./numbers.js";
import { schurFamily } from "./schur-family.js";

/**
 * Householder reduction of columns from … hi − 2 to upper Hessenberg form, one at a time; rows and columns beyond hi are not reduced.
 *
 * @param a n×n float64, rows contiguous, becomes H with zeros below its subdiagonal
 * @param reflectors n×n float64, rows contiguous: row k receives the vector of Hₖ = I − τₖ·v·vᵀ from column k + 1 on, its leading 1
 *   included
 * @param tau their numbers from … hi − 2 are written
 * @see LAPACK dgehd2
 */
export function hessenberg(a: MatrixView, from: number, hi: number, reflectors: MatrixView, tau: Float64Array): void {
  const n = a.rows;
  if (hi - from < 2) return;
  const taus = new MatrixView(float64, allocate(2 * n * 8), 0, 2 * n, 1, 1, 1);
  const { f64_hessenberg } = schurFamily.exports;
  const run = (p: number, v: number, t: number): void =>
    f64_hessenberg(n, p, a.rowStride, from, hi, v, reflectors.rowStride, t);
  if (inHeap(a.storage) && inHeap(reflectors.storage) && inHeap(taus.storage)) {
    run(address(a), address(reflectors), address(taus));
  } else withStaged([], [spanOf(a), spanOf(reflectors), spanOf(taus)], run);
  const { data } = taus;
  for (let k = from; k < hi - 1; k++) tau[k] = data[k];
  release(taus.storage);
}

/**
 * The columns of Hₗₒ⋯H₍ₕᵢ₋₂₎ as the rows of q, from reflectors as `hessenberg` leaves them.
 *
 * @param q n×n float64, rows contiguous, written
 */
export function formHessenbergBasis(
  reflectors: MatrixView,
  tau: Float64Array,
  lo: number,
  hi: number,
  q: MatrixView,
): void {
  if (q.rows === 0) return;
  const taus = vectorOf(float64, tau);
  const { f64_form_basis } = schurFamily.exports;
  const run = (v: number, t: number, o: number): void =>
    f64_form_basis(q.rows, v, reflectors.rowStride, t, lo, hi, o, q.rowStride);
  if (inHeap(reflectors.storage) && inHeap(taus.storage) && inHeap(q.storage)) {
    run(address(reflectors), address(taus), address(q));
  } else withStaged([spanOf(reflectors), spanOf(taus)], [spanOf(q)], run);
  release(taus.storage);
}
