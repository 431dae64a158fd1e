import { type NDArray, onesLike, scope } from "@linnet/core";
import { interpretWith } from "@linnet/core/extend";
import { aliasLeaves } from "./alias.js";
import { cotangentTree } from "./cotangent-tree.js";
import { leavesOf, requireDifferentiable, requirePositions, requireScalar, requireSynchronous } from "./require.js";
import type { Argnums, Aux, GradOptions, Gradient, Returned, Scalar, Value } from "./signature.js";
import { Tape } from "./tape.js";

/**
 * The gradient of a scalar function, as a function of the same arguments.
 *
 *     grad(f)(x, …)  =  ∂f(x, …)/∂x
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
  return (...args) => {
    const { gradient, aux } = differentiate("grad", f, options, args);
    return (options.hasAux === true ? [gradient, aux] : gradient) as never; // what X and N say
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
  return (...args) => {
    const { value, gradient, aux } = differentiate("valueAndGrad", f, options, args);
    return (options.hasAux === true ? [value, gradient, aux] : [value, gradient]) as never; // what X and N say
  };
}

interface Differentiated {
  readonly value: NDArray;
  readonly gradient: unknown;
  readonly aux: unknown;
}

function differentiate<A extends readonly unknown[]>(
  op: string,
  f: (...args: A) => Returned,
  { argnums = 0, hasAux = false }: GradOptions<Argnums, boolean>,
  args: A,
): Differentiated {
  const positions = typeof argnums === "number" ? [argnums] : argnums;
  requirePositions(op, positions, args.length);
  const given: unknown[] = [...args];
  for (const i of positions) {
    requireDifferentiable(op, `argument ${i}`, args[i]);
    given[i] = aliasLeaves(args[i]);
  }
  const differentiated = positions.map((i) => given[i]);

  const tape = new Tape(leavesOf(differentiated));
  const returned = interpretWith(tape, () => f(...(given as unknown as A))); // aliases have the types of the originals
  requireSynchronous(op, returned);
  const [value, aux] = hasAux ? (returned as readonly [unknown, unknown]) : [returned, undefined];
  requireScalar(op, value);

  // What the walk makes on its way to the gradients is given back at once.
  const gradients = scope(() => {
    const cotangents = new Map([[value, onesLike(value)]]);
    tape.pullOnce(cotangents);
    return cotangentTree(differentiated, cotangents);
  });
  return { value, gradient: typeof argnums === "number" ? gradients[0] : gradients, aux };
}
