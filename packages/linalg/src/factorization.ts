import type { NDArray } from "@linnet/core";

/** A square matrix factored once and used many times. Derivatives flow through every method. */
export interface Factorization {
  /** X with A·X = B, for `b` of shape `[n]` or `[…, n, k]`. */
  solve(b: NDArray): NDArray;
  /** det A, one per matrix. */
  det(): NDArray;
  /** log |det A|, which neither over- nor underflows where det A would. */
  logAbsDet(): NDArray;
  /** A⁻¹. */
  inverse(): NDArray;
  /** The product of the factors: A up to rounding. */
  reconstruct(): NDArray;
}
