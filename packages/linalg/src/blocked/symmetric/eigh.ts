import { type ElementType, type MatrixView, float64, release, unsetWorkspace, workspace } from "@linnet/kernels";
import {
  diagonalizeTridiagonal,
  formTridiagonalBasis,
  gatherRows,
  tridiagonalEigenvalues,
} from "@linnet/kernels/lapack";
import { interleaved, partOf } from "../matrix/complex-view.js";
import { copyMatrix } from "../matrix/copy.js";
import { applyReflectorsToRows } from "../reflector/householder.js";
import { clearLower, fromLower } from "../matrix/lower-triangle.js";
import { ascending, divideAndConquer } from "./tridiagonal-divide.js";
import { tridiagonalize } from "./tridiagonalize.js";

/** Up to this order Q is formed. */
const SMALL = 32;

/**
 * Eigenvalues of a symmetric or Hermitian matrix, ascending, and eigenvectors on request. Reads the lower triangle, of the
 * diagonal the real parts; computes in float64 or complex128 whatever the type.
 *
 * @param a n×n, any strides, any of the four float types; not changed
 * @param values length n, written
 * @param vectors n×k, its columns written, or null; real where a is
 * @param first which eigenvalue is that of the first column
 * @returns how many off-diagonals did not converge: 0 is success
 * @remarks A is scaled by a power of two where something could over- or underflow.
 */
export function symmetricEigen(a: MatrixView, values: Float64Array, vectors: MatrixView | null, first = 0): number {
  const n = a.rows;
  if (n === 0) return 0;
  const { work, factor } = fromLower(a);
  let unconverged: number;
  if (vectors === null) {
    const { d, e } = tridiagonalize(work);
    unconverged = tridiagonalEigenvalues(d, e);
    values.set(d);
  } else if (n <= SMALL) {
    unconverged = smallEigen(work, values, vectors, first);
  } else {
    unconverged = largeEigen(work, values, vectors, first);
  }
  for (let i = 0; i < n; i++) values[i] /= factor;
  release(work.storage);
  return unconverged;
}

/** Rotates the basis in which the matrix is tridiagonal along with QL: rows z·Qᴴ, conjugates of eigenvectors of conj(A). */
function smallEigen(work: MatrixView, values: Float64Array, vectors: MatrixView, first: number): number {
  const n = work.rows;
  const { d, e, tau } = tridiagonalize(work);
  const rows = workspace(work.type, n, n);
  formTridiagonalBasis(work, tau, rows);
  const unconverged = diagonalizeTridiagonal(d, e, work.type === float64 ? rows : interleaved(rows));
  values.set(d);
  const chosen = sortedRows(values, rows, first, vectors.cols, work.type);
  copyMatrix(chosen.T, vectors);
  release(chosen.storage);
  return unconverged;
}

/** Takes eigenvectors z of T back to A: z·Qᴴ is the conjugate of Q·zᵀ, an eigenvector of conj(A), so it is one of A. */
function largeEigen(work: MatrixView, values: Float64Array, vectors: MatrixView, first: number): number {
  const n = work.rows;
  const { d, e, tau } = tridiagonalize(work);
  const rows = workspace(float64, n, n);
  const unconverged = divideAndConquer(d, e, rows, [first, first + vectors.cols]);
  values.set(d);
  const chosen = sortedRows(values, rows, first, vectors.cols, work.type);
  clearLower(work); // what is left are the reflectors
  applyReflectorsToRows(chosen, work.block(0, 0, n - 1, n), tau, 1);
  copyMatrix(chosen.T, vectors);
  release(chosen.storage);
  return unconverged;
}

/** Sorts values, and answers the rows of `count` of them from `first` on, in the same type or a complex one; releases `rows`. */
function sortedRows(
  values: Float64Array,
  rows: MatrixView,
  first: number,
  count: number,
  type: ElementType,
): MatrixView {
  const n = values.length;
  const order = ascending(values);
  values.sort();
  const chosen = order.subarray(first, first + count);
  const sorted = unsetWorkspace(rows.type, count, n);
  gatherRows(rows, chosen, sorted);
  release(rows.storage);
  if (type === rows.type) return sorted;
  const complex = workspace(type, count, n);
  copyMatrix(sorted, partOf(complex, 0));
  release(sorted.storage);
  return complex;
}
