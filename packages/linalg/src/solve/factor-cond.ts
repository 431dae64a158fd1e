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

/** Condition of one matrix from itself and its factors. */
export type EstimateOne = (a: MatrixView, ...factors: readonly MatrixView[]) => number;

/** A real number per matrix, a constant to differentiation. */
export function condFromFactors(a: NDArray, factors: readonly NDArray[], estimate: EstimateOne): NDArray {
  return bind(factorCondP, [a, ...factors], estimate);
}

const factorCondP: Primitive<EstimateOne> = /* @__PURE__ */ primitive<EstimateOne>("cond", {
  batch: [2],
  abstract: ([a]) => ({ type: realType(a.type), layout: rowMajor(batchDims(a)) }),

  evaluate(inputs, out, estimate) {
    let count = 0;
    for (const [a, ...factors] of matrices(inputs)) {
      const value = estimate(a, ...factors);
      elements(out.storage, out.type)[count++] = value; // read again: the estimate allocates
    }
  },

  derivative: false,
});
