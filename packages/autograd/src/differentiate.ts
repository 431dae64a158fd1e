import { type NDArray, ValueError, onesLike, scope } from "@linnet/core";
import { interpretWith, kindOf, requireOptions } from "@linnet/core/extend";
import { aliasLeaves } from "./alias.js";
import { cotangentTree } from "./cotangent-tree.js";
import {
  requireUsed,
  requireDifferentiable,
  requireFunction,
  requirePositions,
  requireScalar,
  requireSynchronous,
} from "./require.js";
import { NaNWatch } from "./nan-watch.js";
import type { Argnums, GradOptions, Returned } from "./signature.js";
import { Tape } from "./tape.js";

/** What one run of a scalar function and one walk back over its record give. */
export interface Differentiated {
  readonly value: NDArray;
  readonly gradient: unknown;
  readonly aux: unknown;
}

/** The work of `grad`, `valueAndGrad` and `hessian`, under the name of the one that was called. */
export function differentiate<A extends readonly unknown[]>(
  op: string,
  f: (...args: A) => Returned,
  options: GradOptions<Argnums, boolean>,
  args: A,
): Differentiated {
  requireFunction(op, f);
  const { argnums = 0, hasAux = false, checkNaN = false, unused = "zeros" } = requireOptions(op, options);
  if (unused !== "zeros" && unused !== "error") {
    throw new ValueError(op, 'unused must be "zeros" or "error"', kindOf(unused));
  }
  const rules = { argnums, hasAux, unused };
  if (!checkNaN) return forwardAndBack(op, f, rules, args, null);
  const watch = new NaNWatch(op);
  return interpretWith(watch, () => forwardAndBack(op, f, rules, args, watch));
}

function forwardAndBack<A extends readonly unknown[]>(
  op: string,
  f: (...args: A) => Returned,
  { argnums, hasAux, unused }: Required<Omit<GradOptions<Argnums, boolean>, "checkNaN">>,
  args: A,
  watch: NaNWatch | null,
): Differentiated {
  const positions = typeof argnums === "number" ? [argnums] : argnums;
  requirePositions(op, positions, args.length);
  const given: unknown[] = [...args];
  const inputs: NDArray[] = [];
  for (const i of positions) {
    const aliases: NDArray[] = [];
    given[i] = aliasLeaves(args[i], aliases);
    requireDifferentiable(op, `argument ${i}`, args[i], aliases);
    inputs.push(...aliases);
  }
  const differentiated = positions.map((i) => given[i]);

  const tape = new Tape(inputs);
  const returned = interpretWith(tape, () => f(...(given as unknown as A))); // aliases have the types of the originals
  requireSynchronous(op, returned);
  if (hasAux && !Array.isArray(returned)) {
    throw new ValueError(op, "f must return [value, aux] with hasAux", kindOf(returned));
  }
  const [value, aux] = hasAux ? (returned as readonly [unknown, unknown]) : [returned, undefined];
  requireScalar(op, value);

  // What the walk makes on its way to the gradients is given back at once.
  const gradients = scope(() => {
    const cotangents = new Map([[value, onesLike(value)]]);
    tape.pullOnce(cotangents, watch);
    if (unused === "error") requireUsed(op, positions, differentiated, cotangents);
    return cotangentTree(differentiated, cotangents);
  });
  return { value, gradient: typeof argnums === "number" ? gradients[0] : gradients, aux };
}
