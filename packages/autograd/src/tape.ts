import { type NDArray, mapTree } from "@linnet/core";
import {
  type Derivative,
  type Interpreter,
  type Lazy,
  type Primitive,
  type PrimitiveMany,
  bindMany,
  bindUnder,
  currentInterpreter,
  interpretWith,
} from "@linnet/core/extend";
import { aliasLeaves, aliasOf } from "./alias.js";
import { type Call, type CallInterpreter, Captures, type Ran, refuseCaptured } from "./call.js";
import { type Cotangents, accumulate } from "./cotangents.js";
import { isInexact, leavesOf } from "./require.js";

/** One recorded operation. */
interface Step {
  readonly name: string;
  readonly inputs: readonly NDArray[];
  /** Takes the cotangents of the outputs off the list and answers those of the inputs; `null` when there are none to add. */
  pull(cotangents: Cotangents): readonly Lazy[] | null;
}

/** An operation of one output. A class and not a closure: one object for each operation, which recording makes. */
class Applied<P> implements Step {
  constructor(
    private readonly p: Primitive<P>,
    private readonly derivative: Derivative<P>,
    readonly inputs: readonly NDArray[],
    private readonly output: NDArray,
    private readonly params: P,
  ) {}

  get name(): string {
    return this.p.name;
  }

  pull(cotangents: Cotangents): readonly Lazy[] | null {
    const ct = cotangents.get(this.output);
    if (ct === undefined) return null;
    cotangents.delete(this.output);
    return this.derivative.vjp(ct, this.inputs, this.output, this.params);
  }
}

/**
 * Reverse mode: evaluates as the interpreter outside would, and writes down every operation that depends on an active
 * array. Walked backwards, the record turns cotangents of results into cotangents of what the function was given.
 *
 * The backward walk runs under whatever interpreter is current then, and rules are written in public operations: an outer
 * tape records it like anything else, which is all there is to higher derivatives.
 */
export class Tape implements CallInterpreter {
  private readonly outer: Interpreter | null = currentInterpreter();
  private readonly steps: Step[] = [];
  private readonly active: Set<NDArray>;

  constructor(inputs: Iterable<NDArray>) {
    this.active = new Set(inputs);
  }

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const output = bindUnder(this.outer, p, inputs, params);
    const { derivative } = p;
    if (derivative === false || !isInexact(output) || !this.dependsOn(inputs)) return output;
    this.active.add(output);
    this.steps.push(new Applied(p, derivative, inputs, output, params));
    return output;
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const outputs = interpretWith(this.outer, () => bindMany(p, inputs, params));
    const { derivative } = p;
    if (derivative === false || !this.dependsOn(inputs)) return outputs;
    for (const output of outputs) if (isInexact(output)) this.active.add(output);
    this.steps.push({
      name: p.name,
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

  processCall(call: Call, args: readonly unknown[]): unknown {
    const isActive = (x: NDArray): boolean => this.active.has(x);
    const captures = new Captures(this.outer, isActive);
    if (!leavesOf(args).some(isActive)) {
      // None of this tape's business, unless something is captured: an interpreter further out has its own view of the call.
      const output = captures.processCall(call, args);
      if (captures.found.size === 0) return output;
      refuseCaptured(call);
      return call.run(args).output;
    }
    // As aliases, arguments can be told from the same arrays captured.
    const given = call.follows ? args : interpretWith(this.outer, () => args.map((arg) => aliasLeaves(arg)));
    const { output, pull } = interpretWith(captures, () => call.run(given));
    for (const y of leavesOf(output)) if (isActive(y)) captures.found.add(y);
    if (captures.found.size > 0) refuseCaptured(call);
    const own = interpretWith(this.outer, () => mapTree((y) => (isActive(y) ? aliasOf(y) : y), output));
    this.pushCall(call.name, args, given, [...captures.found], leavesOf(own), pull);
    return own;
  }

  private pushCall(
    name: string,
    args: readonly unknown[],
    given: readonly unknown[],
    captured: readonly NDArray[],
    outputs: readonly NDArray[],
    pull: Ran["pull"],
  ): void {
    const inputs = args.flatMap(leavesOf);
    const origins = new Map(given.flatMap(leavesOf).map((x, i) => [x, inputs[i]] as const));
    for (const x of captured) origins.set(x, x);
    for (const [x, origin] of origins) if (!this.active.has(origin)) origins.delete(x);
    for (const y of outputs) this.active.add(y);
    this.steps.push({
      name,
      inputs,
      pull(cotangents) {
        const cts = outputs.map((y) => cotangents.get(y) ?? null);
        if (cts.every((ct) => ct === null)) return null;
        for (const y of outputs) cotangents.delete(y);
        pull(cts, cotangents, [...origins.keys()]);
        for (const [x, origin] of origins) {
          const ct = cotangents.get(x);
          if (x === origin || ct === undefined) continue;
          cotangents.delete(x);
          accumulate(cotangents, origin, ct);
        }
        return null; // all is added
      },
    });
  }

  /** Walks the record backwards, adding to `cotangents` until only those of the inputs are left. The record stays. */
  pull(cotangents: Cotangents): void {
    for (let i = this.steps.length - 1; i >= 0; i--) this.pullStep(this.steps[i], cotangents);
  }

  /**
   * As `pull`, for the last time: a step is forgotten as soon as it was used, and with it the arrays that it held. `watch` is
   * told whose derivative is being computed.
   */
  pullOnce(cotangents: Cotangents, watch: { derivativeOf: string | null } | null = null): void {
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      if (watch !== null) watch.derivativeOf = step.name;
      this.pullStep(step, cotangents);
    }
    this.active.clear();
  }

  private pullStep(step: Step, cotangents: Cotangents): void {
    const lazies = step.pull(cotangents);
    if (lazies === null) return; // the results do not depend on this step
    const { inputs } = step;
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
