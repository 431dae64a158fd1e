import type { NDArray } from "@linnet/core";
import type { MatrixView } from "@linnet/core/extend";
import { conjugateInPlace } from "../blocked/matrix/complex-view.js";
import { estimateCondition, norm1, norm1Hermitian } from "../blocked/solve/condition-estimate.js";
import { condFromFactors } from "./factor-cond.js";
import { type FactorMethod, type Factored, firstZero } from "./factor-method.js";

/**
 * LAPACK's estimate of ‖A‖₁·‖A⁻¹‖₁ from the factors, one per matrix: a lower bound, hardly ever less than a third of it;
 * Infinity where a pivot is 0. A constant to differentiation.
 *
 * @remarks Four or five solves of one right-hand side.
 */
export function condFrom({ method, a, factors }: Factored): NDArray {
  return condFromFactors(a, factors, (matrix, ...views) => conditionOf(method, matrix, views));
}

/** The estimate for one matrix. */
export function conditionOf(method: FactorMethod, a: MatrixView, factors: readonly MatrixView[]): number {
  const n = a.rows;
  if (firstZero(method, factors, n, a.type.kind === "complex") >= 0) return Infinity;
  return estimateCondition(method.hermitian ? norm1Hermitian(a) : norm1(a), n, a.type, (x, adjoint) => {
    if (!adjoint) method.solve(factors, x, false);
    else {
      conjugateInPlace(x);
      method.solve(factors, x, true);
      conjugateInPlace(x);
    }
  });
}
