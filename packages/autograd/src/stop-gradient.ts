import { mapTree } from "@linnet/core";
import { type Primitive, alias, bind, primitive } from "@linnet/core/extend";

/**
 * The same values, taken as constants: no derivative flows through, of any order.
 *
 * @param tree an array, or a tree of arrays
 * @example
 * grad((x: NDArray) => sum(mul(x, stopGradient(x))))(x); // x, not 2·x
 */
export function stopGradient<T>(tree: T): T {
  return mapTree((x) => bind(stopGradientP, [x], undefined), tree);
}

const stopGradientP: Primitive = /* @__PURE__ */ primitive("stopGradient", {
  abstract: ([x]) => x,
  view: (x) => alias(x),
  derivative: false,
});
