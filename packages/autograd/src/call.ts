import { type NDArray, ValueError } from "@linnet/core";
import {
  type Interpreter,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  currentInterpreter,
  interpretWith,
} from "@linnet/core/extend";
import { constant } from "./constant.js";
import type { Cotangents } from "./cotangents.js";
import { leavesOf } from "./require.js";

/**
 * A function of the program that is one operation for whoever differentiates it: `customVjp`, `checkpoint`.
 *
 * It is no primitive, because its result's shapes are known only when it has run, and because an interpreter further out
 * has to see the operations inside: a second derivative is one of what the function itself does.
 */
export interface Call {
  readonly name: string;
  /** Whether the arrays that its functions capture have derivatives, as arguments have; else they must not depend on any. */
  readonly follows: boolean;
  /** Evaluates it, under the current interpreter. */
  run(args: readonly unknown[]): Ran;
  /** The same, made of other functions: what `around` makes of each. */
  through(around: Around): Call;
}

/** What became of a call, and how to go back through it. */
export interface Ran {
  readonly output: unknown;
  /** Adds to `cotangents` those of `variables`; `cts` are those of the output's leaves, `null` where nobody used one. */
  pull(cts: readonly (NDArray | null)[], cotangents: Cotangents, variables: readonly NDArray[]): void;
}

export type Around = <A extends readonly unknown[], R>(f: (...args: A) => R) => (...args: A) => R;

/** An interpreter that knows what to make of a call; any other one sees the operations inside. */
export interface CallInterpreter extends Interpreter {
  processCall(call: Call, args: readonly unknown[]): unknown;
}

/** Applies a call under the current interpreter. */
export function bindCall(call: Call, args: readonly unknown[]): unknown {
  const interpreter = currentInterpreter();
  if (interpreter === null || !("processCall" in interpreter)) return call.run(args).output;
  return (interpreter as CallInterpreter).processCall(call, args); // it has the method
}

/** Evaluates as the interpreter outside would, and collects which arrays of a kind are used: those a function captured. */
export class Captures implements CallInterpreter {
  readonly constant: typeof constant = constant;
  constructor(
    readonly outer: Interpreter | null,
    private readonly isActive: (x: NDArray) => boolean,
    readonly found: Set<NDArray> = new Set(),
  ) {}

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    this.note(inputs);
    return interpretWith(this.outer, () => bind(p, inputs, params));
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    this.note(inputs);
    return interpretWith(this.outer, () => bindMany(p, inputs, params));
  }

  processCall(call: Call, args: readonly unknown[]): unknown {
    this.note(leavesOf(args));
    const watched: Around =
      (f) =>
      (...xs) =>
        interpretWith(new Captures(currentInterpreter(), this.isActive, this.found), () => f(...xs));
    return interpretWith(this.outer, () => bindCall(call.through(watched), args));
  }

  private note(inputs: readonly NDArray[]): void {
    for (const x of inputs) if (this.isActive(x)) this.found.add(x);
  }
}

/** @throws {ValueError} when a call that captures an array to differentiate by knows of its arguments only */
export function refuseCaptured({ name, follows }: Call): void {
  if (follows) return;
  const got = "one that is differentiated by, or depends on one that is";
  throw new ValueError(name, "functions must not capture arrays with a derivative", got, "Pass it as an argument.");
}
