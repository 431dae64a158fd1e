import { type NDArray, add } from "@linnet/core";
import {
  type Interpreter,
  type Lazy,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  currentInterpreter,
  interpretWith,
} from "@linnet/core/extend";

/** Cotangents by the identity of what they belong to. */
export type Cotangents = Map<NDArray, NDArray>;

/** One recorded operation. */
interface Step {
  readonly inputs: readonly NDArray[];
  /** Takes the cotangents of the outputs off the list and answers those of the inputs; `null` when there are none. */
  readonly pull: (cotangents: Cotangents) => readonly Lazy[] | null;
}

/**
 * Reverse mode: evaluates as the interpreter outside would, and writes down every operation that depends on an active
 * array. Walked backwards, the record turns cotangents of results into cotangents of what the function was given.
 *
 * The backward walk runs under whatever interpreter is current then, and rules are written in public operations: an outer
 * tape records it like anything else, which is all there is to higher derivatives.
 */
export class Tape implements Interpreter {
  private readonly outer: Interpreter | null = currentInterpreter();
  private readonly steps: Step[] = [];
  private readonly active: Set<NDArray>;

  constructor(inputs: Iterable<NDArray>) {
    this.active = new Set(inputs);
  }

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const output = interpretWith(this.outer, () => bind(p, inputs, params));
    const { derivative } = p;
    if (derivative === false || !isInexact(output) || !this.dependsOn(inputs)) return output;
    this.active.add(output);
    this.steps.push({
      inputs,
      pull(cotangents) {
        const ct = cotangents.get(output);
        if (ct === undefined) return null;
        cotangents.delete(output);
        return derivative.vjp(ct, inputs, output, params);
      },
    });
    return output;
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const outputs = interpretWith(this.outer, () => bindMany(p, inputs, params));
    const { derivative } = p;
    if (derivative === false || !this.dependsOn(inputs)) return outputs;
    for (const output of outputs) if (isInexact(output)) this.active.add(output);
    this.steps.push({
      inputs,
      pull(cotangents) {
        const cts = outputs.map((output) => cotangents.get(output) ?? null);
        if (cts.every((ct) => ct === null)) return null;
        for (const output of outputs) cotangents.delete(output);
        return derivative.vjp(cts, inputs, outputs, params);
      },
    });
    return outputs;
  }

  /** Walks the record backwards, adding to `cotangents` until only those of the inputs are left. The record stays. */
  pull(cotangents: Cotangents): void {
    for (let i = this.steps.length - 1; i >= 0; i--) this.pullStep(this.steps[i], cotangents);
  }

  /** As `pull`, for the last time: a step is forgotten as soon as it was used, and with it the arrays that it held. */
  pullOnce(cotangents: Cotangents): void {
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) this.pullStep(step, cotangents);
    this.active.clear();
  }

  private pullStep({ inputs, pull }: Step, cotangents: Cotangents): void {
    const lazies = pull(cotangents);
    if (lazies === null) return; // the results do not depend on this step
    for (let i = 0; i < inputs.length; i++) {
      const lazy = lazies[i];
      if (lazy !== null && this.active.has(inputs[i])) accumulate(cotangents, inputs[i], lazy());
    }
  }

  private dependsOn(inputs: readonly NDArray[]): boolean {
    for (let i = 0; i < inputs.length; i++) if (this.active.has(inputs[i])) return true;
    return false;
  }
}

/** Adds one more part of a cotangent. */
export function accumulate(cotangents: Cotangents, x: NDArray, part: NDArray): void {
  const sum = cotangents.get(x);
  cotangents.set(x, sum === undefined ? part : add(sum, part));
}

/** Whether an array can carry a derivative: integer and bool results are constants. */
export function isInexact(x: NDArray): boolean {
  const { kind } = x.type;
  return kind === "float" || kind === "complex";
}
