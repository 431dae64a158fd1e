import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { putNumbers, takeNumbers } from "./numbers.js";
import { tridiagonalFamily } from "./tridiagonal-family.js";

/**
 * Eigenvalues alone of the symmetric tridiagonal matrix with diagonal d and off-diagonal e, by the root-free QL iteration of
 * Pal, Walker and Kahan. Overwrites d with them, ascending, and e.
 *
 * @returns how many off-diagonals did not converge: 0 is success
 * @see LAPACK dsterf; Parlett, *The Symmetric Eigenvalue Problem*, §8.15
 */
export function tridiagonalEigenvalues(d: Float64Array, e: Float64Array): number {
  const n = d.length;
  const at = scratch(16 * n);
  putNumbers(d, at);
  putNumbers(e, at + 8 * n);
  const remaining = tridiagonalFamily.exports.f64_tridiagonal_values(n, at, at + 8 * n);
  takeNumbers(at, d);
  takeNumbers(at + 8 * n, e);
  if (remaining === 0) d.sort();
  return remaining;
}

/**
 * Eigenvalues of the same matrix by implicit QL with Wilkinson's shift. Overwrites d with them, unsorted, and e with zeros.
 *
 * @param z float64 with n contiguous rows; the rotations are applied to them: when it comes in as the identity, row i goes out as the
 *   eigenvector of d[i]
 * @returns how many off-diagonals did not converge: 0 is success
 * @remarks Runs from the end of smaller magnitude (QL or QR), so that graded matrices keep their small eigenvalues.
 * @see LAPACK dsteqr; Parlett, *The Symmetric Eigenvalue Problem*, ch. 8
 */
export function diagonalizeTridiagonal(d: Float64Array, e: Float64Array, z: MatrixView): number {
  const n = d.length;
  const { f64_tridiagonal_vectors, tridiagonal_work } = tridiagonalFamily.exports;
  const at = scratch(16 * n + tridiagonal_work(n));
  putNumbers(d, at);
  putNumbers(e, at + 8 * n);
  const run = (rows: number): number =>
    f64_tridiagonal_vectors(n, at, at + 8 * n, z.cols, rows, z.rowStride, at + 16 * n);
  const remaining = inHeap(z.storage) ? run(address(z)) : withStaged([], [spanOf(z)], run);
  takeNumbers(at, d);
  takeNumbers(at + 8 * n, e);
  return remaining;
}
