import { MatrixView, release, workspace } from "@linnet/kernels";
import { scal, swapRows } from "@linnet/kernels/lapack";
import { complexSchurVectors } from "./complex-schur-vectors.js";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix } from "../matrix/copy.js";
import { schurVectors } from "./schur-vectors.js";

/**
 * Left eigenvectors, yᴴT = λyᴴ, of a quasi-triangular T as `schurVectors` gives right ones. They are the right ones of Tᵀ
 * for λ̄; and Tᵀ with rows and columns in the opposite order is quasi-triangular again.
 */
export function leftSchurVectors(t: MatrixView, im: Float64Array, x: MatrixView): void {
  const n = t.rows;
  withBackwardsTranspose(t, (flipped, y) => {
    // of a pair the one with positive imaginary part comes first in both orders
    const imaginary = im.map((_, k) => -im[n - 1 - k]);
    schurVectors(flipped, imaginary, y);
    copyMatrix(backwards(y), x);
  });
  for (let k = 0; k < n; k++) {
    if (im[k] <= 0) continue;
    swapRows(x, k, k + 1);
    scal(-1, x.block(k + 1, 0, 1, n).T);
  }
}

/** The same for a complex upper triangular T. */
export function leftComplexSchurVectors(t: MatrixView, x: MatrixView): void {
  withBackwardsTranspose(t, (flipped, y) => {
    conjugateInPlace(flipped);
    complexSchurVectors(flipped, y);
    copyMatrix(backwards(y), x);
  });
}

function withBackwardsTranspose(t: MatrixView, solve: (flipped: MatrixView, y: MatrixView) => void): void {
  const flipped = workspace(t.type, t.rows, t.rows);
  const y = workspace(t.type, t.rows, t.rows);
  copyMatrix(backwards(t).T, flipped);
  solve(flipped, y);
  release(flipped.storage);
  release(y.storage);
}

/** Rows and columns in the opposite order, sharing memory. */
function backwards({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView): MatrixView {
  const last = offset + (rows - 1) * rowStride + (cols - 1) * colStride;
  return new MatrixView(type, storage, last, rows, cols, -rowStride, -colStride);
}
