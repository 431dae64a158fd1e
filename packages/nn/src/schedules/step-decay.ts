import { requireOptions } from "@linnet/core/extend";
import { requireCount, requirePositiveNumber } from "../require.js";
import type { Schedule } from "./schedule.js";

export interface StepDecayOptions {
  /** Steps at one rate. Default 1000. */
  readonly every?: number;
  /** What the rate is multiplied with after them. Default 0.1. */
  readonly factor?: number;
}

/**
 * A rate that falls in stairs.
 *
 *     η(t) = η₀ · γ^⌊t / every⌋
 *
 * @throws {ValueError} unless rate and factor are positive and `every` is a positive integer
 * @example
 * sgd({ learningRate: stepDecay(0.1, { every: 3000, factor: 0.5 }) });
 */
export function stepDecay(rate: number, options?: StepDecayOptions): Schedule {
  const { every = 1000, factor = 0.1 } = requireOptions("stepDecay", options);
  requirePositiveNumber("stepDecay", "rate", rate);
  requireCount("stepDecay", "every", every);
  requirePositiveNumber("stepDecay", "factor", factor);
  return (step) => rate * factor ** Math.floor(step / every);
}
