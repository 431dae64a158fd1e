import type { NDArray } from "@linnet/core";
import type { MatrixView } from "@linnet/core/extend";

/** What is done with the factors of one square matrix, whatever they are. */
export interface FactorMethod {
  /** Whether A is symmetric or Hermitian, and read from its lower triangle. */
  readonly hermitian: boolean;
  /** x ← A⁻¹·x, or A⁻ᵀ·x when `transposed`, in place; x is n×k with contiguous rows, of a's dtype. */
  readonly solve: (factors: readonly MatrixView[], x: MatrixView, transposed: boolean) => void;
  /** Writes n numbers whose product is ±det A (two parts each where A is complex); the first that is 0 makes A singular. */
  readonly pivots: (factors: readonly MatrixView[], out: Float64Array) => void;
  /** Writes the product of the factors, n×n with contiguous rows. */
  readonly product: (factors: readonly MatrixView[], out: MatrixView) => void;
  /** The sign that goes with that product. */
  readonly sign: (factors: readonly MatrixView[]) => number;
}

/**
 * A and its factors. What is computed from them takes both as inputs and is differentiated with respect to A; the factors
 * are constants that save it from factoring again.
 */
export interface Factored {
  readonly method: FactorMethod;
  /** `[…, n, n]` */
  readonly a: NDArray;
  /** Each with a's leading axes and two of its own. */
  readonly factors: readonly NDArray[];
}

/** The index of the first pivot that is exactly zero, or −1. */
export function firstZero(method: FactorMethod, factors: readonly MatrixView[], n: number, complex: boolean): number {
  const width = complex ? 2 : 1;
  const pivots = new Float64Array(width * n);
  method.pivots(factors, pivots);
  for (let i = 0; i < n; i++) {
    if (pivots[width * i] === 0 && (width === 1 || pivots[width * i + 1] === 0)) return i;
  }
  return -1;
}
