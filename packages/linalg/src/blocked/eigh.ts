import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { copyMatrix, float64Data, maxAbs } from "./copy.js";
import { applyReflectorsToRows } from "./householder.js";
import { powerOfTwoScale } from "./scaling.js";
import { divideAndConquer } from "./tridiagonal-divide.js";
import { diagonalizeTridiagonal } from "./tridiagonal-ql.js";
import { tridiagonalize } from "./tridiagonalize.js";

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
  const work = workspace(float64, n, n);
  const factor = copySymmetric(a, work);
  const reflectors = vectors === null ? null : workspace(float64, n, n);
  const { d, e, tau } = tridiagonalize(work, reflectors);
  const z = vectors === null ? null : work; // its contents are no longer needed
  if (z !== null) float64Data(z).fill(0, z.offset, z.offset + n * z.rowStride);
  const unconverged = z === null ? diagonalizeTridiagonal(d, e, null) : divideAndConquer(d, e, z);
  const order = Int32Array.from(d.keys()).sort((i, j) => d[i] - d[j] || i - j);
  for (let i = 0; i < n; i++) values[i] = d[order[i]] / factor;
  if (vectors !== null && z !== null && reflectors !== null) {
    const rows = workspace(float64, n, n);
    for (let i = 0; i < n; i++) copyMatrix(z.block(order[i], 0, 1, n), rows.block(i, 0, 1, n));
    applyReflectorsToRows(rows, reflectors.block(0, 0, n - 1, n), tau, 1);
    copyMatrix(rows, vectors.T);
    release(rows.storage);
    release(reflectors.storage);
  }
  release(work.storage);
  return unconverged;
}

/** Both triangles from the lower one, scaled; returns the factor. */
function copySymmetric(a: MatrixView, work: MatrixView): number {
  const n = a.rows;
  for (let i = 0; i < n; i++) copyMatrix(a.block(i, 0, 1, i + 1), work.block(i, 0, 1, i + 1));
  const factor = powerOfTwoScale(maxAbs(work)); // the upper triangle is still zero
  const W = float64Data(work);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const x = W[work.offset + i * work.rowStride + j] * factor;
      W[work.offset + i * work.rowStride + j] = x;
      W[work.offset + j * work.rowStride + i] = x;
    }
  }
  return factor;
}
