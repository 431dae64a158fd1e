import type { NDArray } from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  elements,
  matrices,
  primitive,
  rowMajor,
} from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { conjugateInPlace } from "./blocked/complex-view.js";
import { estimateCondition, norm1, norm1Hermitian } from "./blocked/condition-estimate.js";
import { type FactorMethod, type Factored, firstZero } from "./factor-method.js";

/**
 * LAPACK's estimate of ‖A‖₁·‖A⁻¹‖₁ from the factors, one per matrix: a lower bound, hardly ever less than a third of it;
 * Infinity where a pivot is 0. A constant to differentiation.
 *
 * @remarks Four or five solves of one right-hand side.
 */
export function condFrom({ method, a, factors }: Factored): NDArray {
  return bind(factoredCondP, [a, ...factors], method);
}

const factoredCondP: Primitive<FactorMethod> = /* @__PURE__ */ primitive<FactorMethod>("factoredCond", {
  abstract: ([a]) => ({
    type: a.type.kind === "complex" ? realType(a.type) : a.type,
    layout: rowMajor(batchDims(a)),
  }),

  evaluate([a, ...factors], out, method) {
    let at = out.offset;
    for (const [matrix, ...views] of matrices([a, ...factors])) {
      const value = conditionOf(method, matrix, views);
      elements(out.storage, out.type)[at++] = value;
    }
  },

  derivative: false,
});

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
