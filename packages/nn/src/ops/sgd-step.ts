import { type NDArray, add, mul, neg, sub } from "@linnet/core";
import {
  type PrimitiveMany,
  bindMany,
  contiguousLike,
  currentInterpreter,
  dense,
  primitiveMany,
} from "@linnet/core/extend";
import { type SgdCoefficients, sgdStep as sgdKernel } from "@linnet/kernels/nn";

/** A parameter and its velocity, if it has one. */
export interface SgdStep {
  readonly x: NDArray;
  readonly velocity: NDArray | null;
}

/**
 * One step of stochastic gradient descent of one parameter, in one pass over memory. While it is differentiated or batched it is made of
 * public operations.
 */
export function sgdStep(x: NDArray, g: NDArray, velocity: NDArray | null, coefficients: SgdCoefficients): SgdStep {
  if (currentInterpreter() !== null) return composed(x, g, velocity, coefficients);
  const [next, nextVelocity = null] = bindMany(sgdStepP, velocity === null ? [x, g] : [x, g, velocity], coefficients);
  return { x: next, velocity: nextVelocity };
}

/** The kernel. It is bound where nothing is recorded, so that it needs no derivative. */
const sgdStepP: PrimitiveMany<SgdCoefficients> = /* @__PURE__ */ primitiveMany("sgdStep", {
  abstract: ([x, , v]) => (v === undefined ? [contiguousLike(x)] : [contiguousLike(x), contiguousLike(x)]),
  evaluate(inputs, [next, velocity = null], coefficients) {
    const [x, g, v = null] = inputs.map(dense);
    sgdKernel([x, g, v], [next, velocity], coefficients);
  },
  derivative: false,
});

function composed(x: NDArray, g: NDArray, velocity: NDArray | null, coefficients: SgdCoefficients): SgdStep {
  const { sign, decay, momentum, gain, rate, nesterov } = coefficients;
  let d = sign < 0 ? neg(g) : g;
  if (decay !== 0) d = add(d, mul(x, decay));
  if (velocity === null) return { x: sub(x, mul(d, rate)), velocity };
  const next = add(mul(velocity, momentum), mul(d, gain));
  return { x: sub(x, mul(nesterov ? add(d, mul(next, momentum)) : next, rate)), velocity: next };
}
