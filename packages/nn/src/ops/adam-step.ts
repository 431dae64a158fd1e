import { type NDArray, add, div, maximum, mul, neg, sqrt, square, sub } from "@linnet/core";
import {
  type PrimitiveMany,
  bindMany,
  contiguousLike,
  currentInterpreter,
  dense,
  primitiveMany,
} from "@linnet/core/extend";
import { type AdamCoefficients, adamStep as adamKernel } from "@linnet/kernels/nn";

/** A parameter with the means of its gradient and of its square, and the largest of the latter, if it is kept. */
export interface AdamStep {
  readonly x: NDArray;
  readonly first: NDArray;
  readonly second: NDArray;
  readonly largest: NDArray | null;
}

/**
 * One step of Adam of one parameter, in one pass over memory. While it is differentiated or batched it is made of public operations.
 */
export function adamStep(before: AdamStep, g: NDArray, coefficients: AdamCoefficients): AdamStep {
  if (currentInterpreter() !== null) return composed(before, g, coefficients);
  const { x, first, second, largest } = before;
  const inputs = largest === null ? [x, g, first, second] : [x, g, first, second, largest];
  const [next, nextFirst, nextSecond, nextLargest = null] = bindMany(adamStepP, inputs, coefficients);
  return { x: next, first: nextFirst, second: nextSecond, largest: nextLargest };
}

/** The kernel. It is bound where nothing is recorded, so that it needs no derivative. */
const adamStepP: PrimitiveMany<AdamCoefficients> = /* @__PURE__ */ primitiveMany("adamStep", {
  abstract: (inputs) => inputs.slice(1).map(() => contiguousLike(inputs[0])),
  evaluate(inputs, [next, nextFirst, nextSecond, nextLargest = null], coefficients) {
    const [x, g, first, second, largest = null] = inputs.map(dense);
    adamKernel([x, g, first, second, largest], [next, nextFirst, nextSecond, nextLargest], coefficients);
  },
  derivative: false,
});

function composed(before: AdamStep, g: NDArray, coefficients: AdamCoefficients): AdamStep {
  const { sign, decay, shrink, beta1, beta2, root, epsilon, rate } = coefficients;
  let d = sign < 0 ? neg(g) : g;
  if (decay !== 0) d = add(d, mul(before.x, decay));
  const first = add(mul(before.first, beta1), mul(d, 1 - beta1));
  const second = add(mul(before.second, beta2), mul(square(d), 1 - beta2));
  const largest = before.largest === null ? null : maximum(before.largest, second);
  const scale = add(mul(sqrt(largest ?? second), root), epsilon);
  const x = sub(shrink === 1 ? before.x : mul(before.x, shrink), mul(div(first, scale), rate));
  return { x, first, second, largest };
}
