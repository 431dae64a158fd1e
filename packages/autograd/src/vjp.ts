import { type NDArray, conj, mapTree, scope } from "@linnet/core";
import { interpretWith } from "@linnet/core/extend";
import { aliasLeaves } from "./alias.js";
import { type Cotangents, accumulate } from "./cotangents.js";
import { cotangentTree } from "./cotangent-tree.js";
import { requireDifferentiable, requireFunction, requireLike, requireSynchronous } from "./require.js";
import { Tape } from "./tape.js";

/**
 * The value of `f` and its pullback: the function that takes a cotangent of the output to those of the arguments.
 *
 *     y = f(x),   pullback(ct) = ctᵀ·∂f/∂x
 *
 * Complex numbers are pairs of real ones: Re Σ conj(pullback(ct))·dx = Re Σ conj(ct)·dy. For a holomorphic f that is
 * ct·conj(f′(x)).
 *
 * @param f takes and returns trees of arrays; must be synchronous
 * @returns `[output, pullback]`; the pullback answers one cotangent for each argument, of the argument's type, and may be
 *   called many times
 * @throws {DTypeError} when no argument holds a float array
 * @throws {ValueError} when `f` returns a promise
 * @throws {ShapeError} by the pullback, when a cotangent has not the shape of its output
 * @remarks The pullback holds everything that `f` computed.
 * @example
 * const [y, pullback] = vjp((x: NDArray) => square(x), array([1, 2, 3]));
 * pullback(array([1, 0, 0]))[0].toArray(); // [2, 0, 0]
 */
export function vjp<A extends readonly unknown[], R>(
  f: (...args: A) => R,
  ...args: A
): readonly [output: R, pullback: (ct: R) => A] {
  requireFunction("vjp", f);
  const inputs: NDArray[] = [];
  const given = args.map((x) => aliasLeaves(x, inputs)) as unknown as A; // each argument is a tree of its own
  requireDifferentiable("vjp", "one of the arguments", args, inputs);
  const tape = new Tape(inputs);
  const output = interpretWith(tape, () => f(...given));
  requireSynchronous("vjp", output);

  const pullback = (ct: R): A =>
    scope(() => {
      const cotangents = seeds(output, ct);
      const foreign = [...cotangents.values()];
      tape.pull(cotangents);
      return given.map((x) => cotangentTree(x, cotangents, foreign)) as unknown as A; // trees of the arguments' types
    });
  return [output, pullback];
}

/** Cotangents of an output's leaves, checked, by the leaves' identity. */
function seeds<R>(output: R, ct: R): Cotangents {
  const cotangents: Cotangents = new Map();
  mapTree(
    (y, part) => {
      requireLike("vjp", "cotangent", part, y);
      accumulate(cotangents, y, y.type.kind === "complex" ? conj(part) : part);
      return y;
    },
    output,
    ct as never, // NoInfer
  );
  return cotangents;
}
