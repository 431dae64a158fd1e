import { type StepOperand, runStep } from "./step-family.js";
import type { Strided } from "../strided.js";

/** The numbers of a step of `sgd`. */
export interface SgdCoefficients {
  /** 1 to go down along the gradient, −1 to go up. */
  readonly sign: number;
  /** λ: how much of x is added to the gradient. */
  readonly decay: number;
  /** μ. */
  readonly momentum: number;
  /** 1 − dampening, or 1 in the first step. */
  readonly gain: number;
  /** η. */
  readonly rate: number;
  readonly nesterov: boolean;
}

/**
 * One step of stochastic gradient descent, in one pass.
 *
 *     d = ±g + λ·x,   v⁺ = μ·v + gain·d,   x⁺ = x − η·v⁺,  with Nesterov x − η·(d + μ·v⁺)
 *
 * All operands are contiguous, of one shape and one float dtype. Without a velocity (`null` twice) x⁺ = x − η·d.
 */
export function sgdStep(
  inputs: readonly [x: Strided, g: Strided, v: StepOperand],
  outputs: readonly [x: Strided, v: StepOperand],
  { sign, decay, momentum, gain, rate, nesterov }: SgdCoefficients,
): void {
  const flags = inputs[2] === null ? 0 : 1 + 2 * Number(nesterov);
  runStep("sgd", inputs[0], flags, inputs, outputs, [sign, decay, momentum, gain, rate]);
}
