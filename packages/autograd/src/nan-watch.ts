import type { NDArray } from "@linnet/core";
import {
  type Interpreter,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  currentInterpreter,
  interpretWith,
  unravel,
  withElements,
} from "@linnet/core/extend";
import { type Around, type Call, type CallInterpreter, bindCall } from "./call.js";
import { constant } from "./constant.js";
import { NaNError } from "./errors.js";
import { isInexact } from "./require.js";

/** Evaluates as the interpreter outside would, and stops at the first operation whose result holds a NaN. */
export class NaNWatch implements CallInterpreter {
  readonly constant: typeof constant = constant;
  private readonly outer: Interpreter | null = currentInterpreter();

  /** @param op who is asked for a derivative */
  constructor(
    private readonly op: string,
    /** The operation whose derivative is being computed; `null` on the way forward. */
    public derivativeOf: string | null = null,
  ) {}

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const output = interpretWith(this.outer, () => bind(p, inputs, params));
    this.check(p.name, inputs, [output]);
    return output;
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const outputs = interpretWith(this.outer, () => bindMany(p, inputs, params));
    this.check(p.name, inputs, outputs);
    return outputs;
  }

  processCall(call: Call, args: readonly unknown[]): unknown {
    const watched: Around =
      (f) =>
      (...xs) =>
        interpretWith(new NaNWatch(this.op, this.derivativeOf), () => f(...xs));
    return interpretWith(this.outer, () => bindCall(call.through(watched), args));
  }

  private check(operation: string, inputs: readonly NDArray[], outputs: readonly NDArray[]): void {
    for (const output of outputs) {
      if (firstNaN(output) < 0) continue;
      const given = inputs.find((x) => firstNaN(x) >= 0);
      const x = withElements(given ?? output);
      const place = { shape: x.shape as readonly number[], index: unravel(firstNaN(x), x.shape) };
      throw new NaNError(this.op, operation, given === undefined ? "result" : "input", this.derivativeOf, place);
    }
  }
}

/** Where the first NaN stands in row-major order; −1 where there is none. */
function firstNaN(x: NDArray): number {
  if (!isInexact(x)) return -1;
  const data = withElements(x).toTypedArray();
  const place = data.findIndex((value: number) => Number.isNaN(value)); // a NaN is never found by its value
  return x.type.kind === "complex" ? Math.floor(place / 2) : place;
}
