import type { NDArray } from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import { copyMatrix } from "../blocked/matrix/copy.js";

/**
 * A value that is found by one formula, with the derivative of another that is the same up to rounding.
 *
 * @param smooth matrices that can be differentiated
 * @param value of the same shape and dtype, a constant to differentiation
 */
export function withValue(smooth: NDArray, value: NDArray): NDArray {
  return bind(withValueP, [smooth, value], undefined);
}

const withValueP: Primitive = /* @__PURE__ */ primitive("withValue", {
  batch: [2],
  abstract: ([smooth]) => contiguousLike(smooth),
  evaluate([, value], out) {
    for (const [from, to] of matrices([value, out])) copyMatrix(from, to);
  },
  derivative: { vjp: (ct) => [() => ct, null], jvp: ([dx]) => dx },
});
