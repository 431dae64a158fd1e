import type { NDArray } from "@linnet/core";
import {
  type Interpreter,
  type Primitive,
  type PrimitiveMany,
  bindMany,
  bindUnder,
  currentInterpreter,
  interpretWith,
} from "@linnet/core/extend";
import { aliasLeaves } from "./alias.js";
import { type Call, type CallInterpreter, Captures, refuseCaptured } from "./call.js";
import { constant } from "./constant.js";
import type { Cotangents } from "./cotangents.js";
import { Places } from "./places.js";
import { isInexact, leavesOf } from "./require.js";
import { Applied, AppliedMany, Called, type Step, type Sums } from "./steps.js";

/**
 * Reverse mode: evaluates as the interpreter outside would, and writes down every operation that depends on an active
 * array. Walked backwards, the record turns cotangents of results into cotangents of what the function was given.
 *
 * The backward walk runs under whatever interpreter is current then, and rules are written in public operations: an outer
 * tape records it like anything else, which is all there is to higher derivatives.
 */
export class Tape implements CallInterpreter {
  readonly constant: typeof constant = constant;
  private readonly outer: Interpreter | null = currentInterpreter();
  private readonly steps: Step[] = [];
  /** Of what depends on the inputs, these first. */
  private readonly places = new Places();

  /** @param inputs distinct */
  constructor(private readonly inputs: readonly NDArray[]) {
    for (const x of inputs) this.places.add(x);
  }

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const output = bindUnder(this.outer, p, inputs, params);
    if (p.derivative === false || !isInexact(output) || !this.dependsOn(inputs)) return output;
    this.steps.push(new Applied(p, inputs, output, this.places.add(output), params));
    return output;
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const outputs = interpretWith(this.outer, () => bindMany(p, inputs, params));
    if (p.derivative === false || !this.dependsOn(inputs)) return outputs;
    const at = outputs.map((output) => (isInexact(output) ? this.places.add(output) : 0));
    this.steps.push(new AppliedMany(p, inputs, outputs, at, params));
    return outputs;
  }

  processCall(call: Call, args: readonly unknown[]): unknown {
    const isActive = (x: NDArray): boolean => this.places.of(x) > 0;
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
    // As aliases, results can be told from the same arrays elsewhere: arguments, captured ones and constants.
    const own = interpretWith(this.outer, () => aliasLeaves(output));
    const inputs = args.flatMap(leavesOf);
    const origins = new Map(given.flatMap(leavesOf).map((x, i) => [x, inputs[i]] as const));
    for (const x of captures.found) origins.set(x, x);
    for (const [x, origin] of origins) if (!isActive(origin)) origins.delete(x);
    const at = leavesOf(own).map((y) => this.places.add(y));
    this.steps.push(new Called(call.name, origins, at, pull));
    return own;
  }

  /** Walks the record backwards: takes cotangents of results to those of the inputs. The record stays. */
  pull(cotangents: Cotangents): void {
    const sums = this.sumsOf(cotangents);
    for (let i = this.steps.length - 1; i >= 0; i--) this.steps[i].pull(sums, this.places);
    this.answer(sums, cotangents);
  }

  /**
   * As `pull`, for the last time: a step is forgotten as soon as it was used, and with it the arrays that it held. `watch` is
   * told whose derivative is being computed.
   */
  pullOnce(cotangents: Cotangents, watch: { derivativeOf: string | null } | null = null): void {
    const sums = this.sumsOf(cotangents);
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      if (watch !== null) watch.derivativeOf = step.name;
      step.pull(sums, this.places);
    }
    this.answer(sums, cotangents);
    this.places.clear();
  }

  private sumsOf(cotangents: Cotangents): Sums {
    const sums = new Array<NDArray | null>(this.places.end).fill(null);
    for (const [y, ct] of cotangents) {
      const place = this.places.of(y);
      if (place > 0) sums[place] = ct;
    }
    cotangents.clear(); // what does not depend on the inputs has none to give
    return sums;
  }

  private answer(sums: Sums, cotangents: Cotangents): void {
    for (const x of this.inputs) {
      const sum = sums[this.places.of(x)];
      if (sum !== null) cotangents.set(x, sum);
    }
  }

  private dependsOn(inputs: readonly NDArray[]): boolean {
    for (let i = 0; i < inputs.length; i++) if (this.places.of(inputs[i]) > 0) return true;
    return false;
  }
}
