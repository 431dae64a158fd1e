import { type NDArray, diagonal, div, eye, expandDims, mul, scope, sqrt, square, sum, tril, where } from "@linnet/core";
import { NotPositiveDefiniteError, cholesky, solveTriangular } from "@linnet/linalg";

/** Of the inverse of the columns' correlations: up to here their factor keeps what eigenvalues above 2⁻²⁰·λ₁ keep. */
const MOST = 2 ** 20;
/** Squares that are smaller have lost digits to underflow. */
const LEAST = 2 ** -960;

/**
 * R with few rows in place of C with many: Rᵀ·R = Cᵀ·C, where that loses no digits of small eigenvalues.
 *
 *     Cᵀ·C = D·K·D,  D² = diag(Cᵀ·C),  K = L·Lᵀ,  R = Lᵀ·D
 *
 * Rounding in the products and in L is relative to the columns, |δ(Cᵀ·C)ᵢⱼ| ≤ γ·dᵢ·dⱼ. So xᵀ·δ·x ≤ p·γ·‖D·x‖² ≤ p·γ·‖K⁻¹‖·xᵀ·Cᵀ·C·x for every x:
 * the eigenvalues of Rᵀ·R, however small, are those of Cᵀ·C to the relative p·γ·‖K⁻¹‖, which does not know of different scales of
 * columns. ‖K⁻¹‖ ≤ tr K⁻¹ = ‖L⁻¹‖², Frobenius, decides.
 *
 * @param products Cᵀ·C, `[p, p]`, of which the lower triangle is read
 * @returns `[p, p]`; null where columns depend on each other, or ‖L⁻¹‖² > 2²⁰, or their squares underflow
 * @see Demmel & Veselić, *Jacobi's method is more accurate than QR*, 1992, §2
 */
export function scaledFactor(products: NDArray): NDArray | null {
  return scope(() => {
    const squares: NDArray = diagonal(products);
    if (squares.toTypedArray().some((v: number) => v > 0 && v < LEAST)) return null;
    const scale: NDArray = sqrt(squares);
    const divisor: NDArray = where(scale.equal(0), 1, scale);
    const relative = div(div(tril(products), expandDims(divisor, 1)), divisor) as NDArray;
    const unit = eye(scale.size);
    const L = factorOf(where(unit.equal(1), 1, relative));
    if (L === null || !((sum(square(solveTriangular(L, unit, "lower") as NDArray)) as NDArray).item() <= MOST))
      return null;
    return mul(L.T as NDArray, scale) as NDArray;
  });
}

function factorOf(correlations: NDArray): NDArray | null {
  try {
    return cholesky(correlations).L;
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}
