import { requireOptions } from "@linnet/core/extend";
import { differentiate } from "./differentiate.js";
import type { Argnums, Aux, GradOptions, Gradient, Returned, Scalar, Value } from "./signature.js";

/**
 * The gradient of a scalar function, as a function of the same arguments.
 *
 *     grad(f)(x, …)  =  ∂f(x, …)/∂x
 *
 * By a complex x it is ∂f/∂Re x + i·∂f/∂Im x: the direction of steepest ascent, twice the derivative by x̄.
 *
 * Arguments are trees: arrays, or lists, objects and class instances that hold arrays. The gradient is a tree of the same
 * type, whose static parts (numbers, integer arrays, functions) are those of the argument.
 *
 * `f` receives a fresh alias of each leaf. So an array that is passed as two arguments has two gradients, and an array that
 * `f` merely captures is a constant. The same array in two places of one argument is one leaf (tied weights): both places
 * of the gradient hold the whole derivative by it.
 *
 * @param f returns a 0-d float array, or `[value, aux]` with `hasAux`; must be synchronous
 * @returns a function that answers the gradient, or `[gradient, aux]` with `hasAux`
 * @throws {ShapeError} when `f` does not return a scalar; known shapes do not compile
 * @throws {DTypeError} when an argument to differentiate by holds no float array, or `f` returns no float
 * @throws {ValueError} when `f` returns a promise or a number
 * @throws {UnusedInputError} with `unused: "error"`, when the value does not depend on an array
 * @throws {NaNError} with `checkNaN`, when an operation made a NaN, on the way forward or back
 * @remarks About 2 to 3 times the flops of `f`. Keeps what `f` computed until the backward pass has used it.
 * @example
 * grad((x: NDArray) => sum(square(x)))(array([1, 2, 3])).toArray(); // [2, 4, 6]
 */
export function grad<
  A extends readonly unknown[],
  R extends Returned,
  const N extends Argnums = 0,
  const X extends boolean = false,
>(
  f: ((...args: A) => R) & Scalar<R, X, "grad">,
  options: GradOptions<N, X> = {},
): (...args: A) => X extends true ? readonly [Gradient<A, N>, Aux<R>] : Gradient<A, N> {
  const { hasAux = false } = requireOptions("grad", options);
  return (...args) => {
    const { gradient, aux } = differentiate("grad", f, options, args);
    return (hasAux ? [gradient, aux] : gradient) as never; // what X and N say
  };
}

/**
 * As `grad`, with the value that was computed on the way.
 *
 * @returns a function that answers `[value, gradient]`, or `[value, gradient, aux]` with `hasAux`
 * @example
 * const [loss, gradient] = valueAndGrad((w: NDArray) => mean(square(sub(matmul(x, w), y))))(w);
 */
export function valueAndGrad<
  A extends readonly unknown[],
  R extends Returned,
  const N extends Argnums = 0,
  const X extends boolean = false,
>(
  f: ((...args: A) => R) & Scalar<R, X, "valueAndGrad">,
  options: GradOptions<N, X> = {},
): (
  ...args: A
) => X extends true
  ? readonly [Value<R, X>, Gradient<A, N>, Aux<R>]
  : readonly [value: Value<R, X>, gradient: Gradient<A, N>] {
  const { hasAux = false } = requireOptions("valueAndGrad", options);
  return (...args) => {
    const { value, gradient, aux } = differentiate("valueAndGrad", f, options, args);
    return (hasAux ? [value, gradient, aux] : [value, gradient]) as never; // what X and N say
  };
}
