import { NDArray, Random, scope } from "@linnet/core";
import { currentInterpreter, interpretWith } from "@linnet/core/extend";
import { type Around, type Call, Captures, type Ran, bindCall } from "./call.js";
import { type Cotangents, accumulate } from "./cotangents.js";
import { leavesOf, requireFunction, requireSynchronous } from "./require.js";
import { Tape } from "./tape.js";

/**
 * The same function, which while it is differentiated keeps its arguments only, and computes the rest again on the way
 * back: less memory for one more evaluation (rematerialization).
 *
 * A chain of n layers keeps n results; cut into √n checkpoints it keeps about 2·√n, and costs a third more time.
 *
 * @param f takes and returns trees of arrays; must be synchronous, and must compute the same when it is called again: streams
 *   of random numbers among the arguments are given back to it as they were
 * @returns a function with f's arguments, value and derivatives, to the bit
 * @throws {ValueError} when `f` returns a promise
 * @remarks `f` runs in a `scope`: return what is to outlive it. Arrays that it captures have their derivatives too.
 * @see Chen, Xu, Zhang & Guestrin, *Training deep nets with sublinear memory cost*, 2016, arXiv:1604.06174
 * @example
 * const block = checkpoint((w: NDArray, x: NDArray) => tanh(matmul(tanh(matmul(x, w)), w)));
 * grad((w: NDArray) => sum(block(w, x)))(w);
 */
export function checkpoint<A extends readonly unknown[], R>(f: (...args: A) => R): (...args: A) => R {
  requireFunction("checkpoint", f);
  const call = new Checkpoint(f);
  return (...args) => bindCall(call, args) as R; // what f answers
}

class Checkpoint<A extends readonly unknown[], R> implements Call {
  readonly name = "checkpoint";
  readonly follows = true;

  constructor(private readonly f: (...args: A) => R) {}

  through(around: Around): Call {
    return new Checkpoint(around(this.f));
  }

  run(args: readonly unknown[]): Ran {
    const before = withOwnStreams(args);
    const output = scoped(() => this.apply(args));
    const pull: Ran["pull"] = (cts, cotangents, variables) => {
      // Sums go on where they stand, so that they are added up in the order, and to the bits, of a walk without checkpoints.
      const sums: Cotangents = new Map();
      for (const x of variables) if (cotangents.has(x)) sums.set(x, cotangents.get(x) as NDArray); // it has one
      const pulled = scope(() => {
        const tape = new Tape(variables);
        const again = interpretWith(tape, () => this.apply(withOwnStreams(before)));
        leavesOf(again).forEach((y, i) => {
          const ct = cts[i];
          if (ct !== null) accumulate(sums, y, ct);
        });
        tape.pullOnce(sums);
        return variables.map((x) => sums.get(x) ?? null);
      });
      pulled.forEach((ct, i) => {
        if (ct !== null) cotangents.set(variables[i], ct);
      });
    };
    return { output, pull };
  }

  private apply(args: readonly unknown[]): R {
    const output = this.f(...(args as unknown as A)); // whoever called was typed
    requireSynchronous("checkpoint", output);
    return output;
  }
}

/**
 * Runs `body` in a scope that gives back what it made. An interpreter that merely looks on does not keep anything, so the
 * scope is opened outside of it.
 */
function scoped<T>(body: () => T): T {
  const interpreter = currentInterpreter();
  const looksOn = interpreter instanceof Captures && interpreter.outer === null;
  return interpretWith(looksOn ? null : interpreter, () => scope(() => interpretWith(interpreter, body)));
}

/** The tree with a copy of each stream of random numbers, which draws what the original would. */
function withOwnStreams<T>(tree: T): T {
  if (tree instanceof Random) return tree.clone() as T;
  if (typeof tree !== "object" || tree === null || tree instanceof NDArray || ArrayBuffer.isView(tree)) return tree;
  if (tree instanceof Map || tree instanceof Set) return tree;
  const changed = Object.entries(tree).flatMap(([key, child]: [string, unknown]) => {
    const own = withOwnStreams(child);
    return own === child ? [] : [[key, own] as const];
  });
  if (changed.length === 0) return tree;
  const copy: object = Array.isArray(tree)
    ? tree.slice()
    : (Object.create(
        Object.getPrototypeOf(tree) as object | null,
        Object.getOwnPropertyDescriptors(tree) as PropertyDescriptorMap,
      ) as object);
  for (const [key, value] of changed) Object.defineProperty(copy, key, { value, enumerable: true, writable: true });
  return copy as T; // of the same prototype and fields
}
