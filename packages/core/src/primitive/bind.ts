import { type ElementType, requireLive } from "@linnet/kernels";
import { isArray, requireArray } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import type { NDArray } from "../array/ndarray.js";
import type { Primitive, PrimitiveMany } from "./primitive.js";

/** Gives operations a meaning other than evaluation: record them, trace them, batch them. */
export interface Interpreter {
  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray;
  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[];
  /** What a number beside an array becomes; a new array of no axes where this is left out. Nobody changes or disposes of it. */
  readonly constant?: (type: ElementType, value: number) => NDArray;
}

/** `null` evaluates, so that the usual case tests one pointer. */
let interpreter: Interpreter | null = null;

/** Applies a primitive under the current interpreter: the one door of every operation. Never returns one of its inputs. */
export function bind<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
  return interpreter === null ? evaluate(p, inputs, params) : interpreter.process(p, inputs, params);
}

/** As `bind`, for a primitive with several outputs. */
export function bindMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
  if (interpreter !== null) return interpreter.processMany(p, inputs, params);
  requireInputs(p.name, inputs);
  const outputs = p.abstract(inputs, params).map(allocate);
  p.evaluate(inputs, outputs, params);
  return outputs;
}

function evaluate<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
  requireInputs(p.name, inputs);
  const aval = p.abstract(inputs, params);
  if (p.view !== undefined) return p.view(inputs[0], aval, params);
  const output = allocate(aval);
  p.evaluate(inputs, output, params);
  return output;
}

/** Refuses what is no array, and what was given back. @throws {ValueError} @throws {DisposedError} */
function requireInputs(op: string, inputs: readonly NDArray[]): void {
  for (let i = 0; i < inputs.length; i++) {
    const x = inputs[i];
    if (!isArray(x)) requireArray(op, inputs.length === 1 ? "x" : `operand ${i}`, x);
    requireLive(x.storage, op);
  }
}

/** Runs `body` under another interpreter, and restores the outer one however `body` ends. `body` must be synchronous. */
export function interpretWith<T>(next: Interpreter | null, body: () => T): T {
  const outer = interpreter;
  interpreter = next;
  try {
    return body();
  } finally {
    interpreter = outer;
  }
}

/** As `bind` under another interpreter: what an inner one does with each operation, without a closure for each. */
export function bindUnder<P>(
  outer: Interpreter | null,
  p: Primitive<P>,
  inputs: readonly NDArray[],
  params: P,
): NDArray {
  const inner = interpreter;
  interpreter = outer;
  try {
    return bind(p, inputs, params);
  } finally {
    interpreter = inner;
  }
}

/** The interpreter that an inner one hands its work on to. */
export function currentInterpreter(): Interpreter | null {
  return interpreter;
}
