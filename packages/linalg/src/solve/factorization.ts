import type { NDArray } from "@linnet/core";

/** A square matrix factored once and used many times. Derivatives flow through every method but `rank` and `cond`. */
export interface Factorization {
  /** X with A·X = B, for `b` of shape `[n]` or `[…, n, k]`. */
  solve(b: NDArray): NDArray;
  /** det A, one per matrix. */
  det(): NDArray;
  /** log |det A|, which neither over- nor underflows where det A would. */
  logAbsDet(): NDArray;
  /** A⁻¹. */
  inverse(): NDArray;
  /** How many pivots are not negligible: int32, one per matrix. */
  rank(): NDArray;
  /**
   * LAPACK's estimate of the condition number ‖A‖₁·‖A⁻¹‖₁ from the factors, one real number per matrix: a lower bound, nearly always
   * within a factor of 3; Infinity for a singular matrix. A constant to differentiation. `cond(a)` is exact, and costs more.
   */
  cond(): NDArray;
  /** The product of the factors: A up to rounding. */
  reconstruct(): NDArray;
}
