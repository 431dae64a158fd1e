import { type NDArray, diagonal } from "@linnet/core";
import { NotPositiveDefiniteError, cholesky } from "@linnet/linalg";

/**
 * L of C = L·Lᵀ, where no column of the data depends on the others: one whose variance is nearly all explained by those before it
 * leaves a pivot that is rounding, and no distance may be built on that.
 *
 * @param n how many rows the covariance is of
 * @throws {NotPositiveDefiniteError} for a pivot that is not above n·ε times its variance
 */
export function covarianceFactor(op: string, covariance: NDArray, n: number): NDArray {
  const L = lowerFactor(op, covariance);
  const epsilon = covariance.dtype === "float32" ? 2 ** -23 : Number.EPSILON;
  const limit = Math.max(n, covariance.shape[0]) * epsilon;
  const variances = diagonal(covariance).toTypedArray();
  for (const [j, root] of diagonal(L).toTypedArray().entries()) {
    if (root * root <= limit * variances[j]) throw new NotPositiveDefiniteError(op, j, root * root, [], "covariance");
  }
  return L;
}

function lowerFactor(op: string, covariance: NDArray): NDArray {
  try {
    return cholesky(covariance).L;
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
    throw new NotPositiveDefiniteError(op, error.pivot, error.value, [], "covariance");
  }
}
