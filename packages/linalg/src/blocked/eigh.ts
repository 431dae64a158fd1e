import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { formTridiagonalBasis, tridiagonalizeRows } from "@linnet/kernels/lapack";
import { copyMatrix, float64Data } from "./copy.js";
import { applyReflectorsToRows } from "./householder.js";
import { powerOfTwoScale } from "./scaling.js";
import { ascending, divideAndConquer } from "./tridiagonal-divide.js";
import { diagonalizeTridiagonal } from "./tridiagonal-ql.js";
import { tridiagonalEigenvalues } from "./tridiagonal-values.js";
import { tridiagonalize } from "./tridiagonalize.js";

/** Up to this order everything is done one row at a time. */
const SMALL = 32;

/**
 * Eigenvalues of a symmetric matrix, ascending, and eigenvectors on request. Reads the lower triangle; computes in
 * float64 whatever the type.
 *
 * @param a n×n, any strides; not changed
 * @param values length n, written
 * @param vectors n×n, its columns written, or null
 * @returns how many off-diagonals did not converge: 0 is success
 * @remarks A is scaled by a power of two so that nothing over- or underflows.
 */
export function symmetricEigen(a: MatrixView, values: Float64Array, vectors: MatrixView | null): number {
  const n = a.rows;
  if (n === 0) return 0;
  const factor = powerOfTwoScale(largestOfLower(a));
  const work = workspace(float64, n, n);
  copyMatrix(a.T, work, factor); // so that the upper triangle, which is all that is read, is A's lower one
  let unconverged: number;
  if (vectors === null) {
    const { d, e } = tridiagonalize(work);
    unconverged = tridiagonalEigenvalues(d, e);
    values.set(d);
  } else {
    const rows = workspace(float64, n, n);
    unconverged = n <= SMALL ? smallEigen(work, rows, values) : largeEigen(work, rows, values);
    sortInto(values, rows, vectors);
    release(rows.storage);
  }
  for (let i = 0; i < n; i++) values[i] /= factor;
  release(work.storage);
  return unconverged;
}

/** Rotates the basis in which the matrix is tridiagonal along with QL. */
function smallEigen(work: MatrixView, rows: MatrixView, values: Float64Array): number {
  const n = work.rows;
  const e = new Float64Array(n - 1);
  const tau = new Float64Array(n - 1);
  tridiagonalizeRows(work, values, e, tau);
  formTridiagonalBasis(work, tau, rows);
  return diagonalizeTridiagonal(values, e, rows);
}

/** Finds the vectors of the tridiagonal matrix and takes them back. */
function largeEigen(work: MatrixView, rows: MatrixView, values: Float64Array): number {
  const n = work.rows;
  const { d, e, tau } = tridiagonalize(work);
  const unconverged = divideAndConquer(d, e, rows);
  values.set(d);
  const W = float64Data(work);
  for (let i = 0; i < n; i++) W.fill(0, work.offset + i * work.rowStride, work.offset + i * (work.rowStride + 1) + 1);
  applyReflectorsToRows(rows, work.block(0, 0, n - 1, n), tau, 1);
  return unconverged;
}

/** Sorts values, and writes the rows that belong to them as columns in the same order. */
function sortInto(values: Float64Array, rows: MatrixView, vectors: MatrixView): void {
  const n = values.length;
  const order = ascending(values);
  values.sort();
  const from = rows.data;
  const to = vectors.data;
  for (let j0 = 0; j0 < n; j0 += TILE) {
    for (let i0 = 0; i0 < n; i0 += TILE) {
      const end = Math.min(j0 + TILE, n);
      for (let i = i0; i < Math.min(i0 + TILE, n); i++) {
        const at = rows.offset + i;
        const out = vectors.offset + i * vectors.rowStride;
        for (let j = j0; j < end; j++) to[out + j * vectors.colStride] = from[at + order[j] * rows.rowStride];
      }
    }
  }
}

/** Side of the tiles in which a transposing copy goes. */
const TILE = 16;

/** max |aᵢⱼ| for j ≤ i. */
function largestOfLower({ data, offset, rows, rowStride, colStride }: MatrixView): number {
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    const row = offset + i * rowStride;
    for (let j = 0; j <= i; j++) largest = Math.max(largest, Math.abs(data[row + j * colStride]));
  }
  return largest;
}
