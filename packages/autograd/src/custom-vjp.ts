import { type NDArray, ValueError, conj, mapTree, unflattenTree, zerosLike } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { type Around, type Call, type Ran, bindCall } from "./call.js";
import { accumulate } from "./cotangents.js";
import { leavesOf, requireFunction, requireLike, requireSynchronous } from "./require.js";

/** What a pullback answers: for each argument a cotangent of its type, or `null` where there is none. */
export type CotangentsOf<A extends readonly unknown[]> = { readonly [I in keyof A]: A[I] | null };

/**
 * A function with a derivative of your own: what its operations would give is not asked for.
 *
 *     y, r = forward(x, …),   (x̄, …) = pullback(ȳ, r)
 *
 * For a derivative known in closed form (of a fixed point, an integral, a solver), one that is more accurate than that of
 * the steps that compute the value, or one that is not the function's at all (a straight-through estimate, a clipped
 * gradient).
 *
 * @param forward answers `[output, residuals]`: the value, and whatever the pullback needs
 * @param pullback takes a cotangent of the output and the residuals to a list with a cotangent for each argument
 * @returns the function without its residuals
 * @throws {ValueError} when `forward` returns something else, or captures an array that is differentiated by; when `pullback`
 *   answers no such list, or a cotangent is not of its argument's structure; when it is differentiated forwards (`jvp`)
 * @throws {ShapeError} when a cotangent has not the shape of its argument
 * @remarks Second derivatives are those of what `forward` and `pullback` compute.
 * @example
 * const clipped = customVjp(
 *   (x: NDArray) => [x, null],
 *   (ct: NDArray) => [clip(ct, -1, 1)],
 * );
 * grad((x: NDArray) => mul(clipped(x), 5))(array(2)).item(); // 1, not 5
 */
export function customVjp<A extends readonly unknown[], R, S>(
  forward: (...args: A) => readonly [output: R, residuals: S],
  pullback: (ct: NoInfer<R>, residuals: NoInfer<S>) => NoInfer<readonly [...CotangentsOf<A>]>,
): (...args: A) => R {
  requireFunction("customVjp", forward);
  requireFunction("customVjp", pullback);
  const call = new CustomVjp(forward, pullback);
  return (...args) => bindCall(call, args) as R; // the first of what forward answers
}

class CustomVjp<A extends readonly unknown[], R, S> implements Call {
  readonly name = "customVjp";
  readonly follows = false;

  constructor(
    private readonly forward: (...args: A) => readonly [R, S],
    private readonly pullback: (ct: R, residuals: S) => unknown, // checked when it has answered
  ) {}

  through(around: Around): Call {
    return new CustomVjp(around(this.forward), around(this.pullback));
  }

  run(args: readonly unknown[]): Ran {
    const returned: unknown = this.forward(...(args as unknown as A)); // whoever called was typed
    requireSynchronous("customVjp", returned);
    if (!Array.isArray(returned) || returned.length !== 2) {
      const hint = "Answer null where the pullback needs nothing.";
      throw new ValueError("customVjp", "forward must return [output, residuals]", kindOf(returned), hint);
    }
    const [output, residuals] = returned as unknown as readonly [R, S];
    return {
      output,
      pull: (cts, cotangents, variables) => {
        const given = unflattenTree(
          output,
          leavesOf(output).map((y, i) => conjugated(cts[i] ?? zerosLike(y))),
        );
        const found = cotangentsOf(args, this.pullback(given, residuals));
        for (const x of variables) {
          const ct = found.get(x);
          if (ct !== undefined) accumulate(cotangents, x, conjugated(ct));
        }
      },
    };
  }
}

/** The cotangents of all leaves of the arguments, which the pullback answered. @throws {ValueError} @throws {ShapeError} */
function cotangentsOf(args: readonly unknown[], cts: unknown): Map<NDArray, NDArray> {
  requireSynchronous("customVjp", cts);
  if (!Array.isArray(cts) || cts.length !== args.length) {
    const got = Array.isArray(cts) ? `a list of ${cts.length}` : kindOf(cts);
    const contract = `pullback must answer a list with a cotangent for each argument, ${args.length} in all`;
    throw new ValueError("customVjp", contract, got);
  }
  const found = new Map<NDArray, NDArray>();
  const collect = (x: NDArray, ct: NDArray): NDArray => {
    requireLike("customVjp", "cotangent", ct, x);
    if (!found.has(x)) found.set(x, ct);
    return x;
  };
  args.forEach((arg, i) => {
    if (cts[i] === null) return;
    try {
      mapTree(collect, arg, cts[i] as unknown);
    } catch (error) {
      if (!(error instanceof ValueError) || error.op !== "mapTree") throw error;
      const contract = "a cotangent must have an array wherever its argument has one";
      throw new ValueError("customVjp", contract, error.got, "Answer null for an argument without a cotangent.");
    }
  });
  return found;
}

/** From the convention of rules, which are transposes, to that of users, and back. */
function conjugated(ct: NDArray): NDArray {
  return ct.type.kind === "complex" ? conj(ct) : ct;
}
