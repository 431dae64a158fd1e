import { requireOptions } from "@linnet/core/extend";
import { requireCount, requireNonNegative, requirePositiveNumber } from "../require.js";
import type { Schedule } from "./schedule.js";

export interface CosineDecayOptions {
  /** T: steps from the rate to the minimum. */
  readonly steps: number;
  /** Default 0. */
  readonly minimum?: number;
}

/**
 * A rate that falls along half a wave of a cosine. Behind it the wave goes on: it rises again.
 *
 *     η(t) = η₁ + ½·(η₀ − η₁)·(1 + cos(π·t / T))
 *
 * @throws {ValueError} unless the rate is positive, `steps` is a positive integer, and the minimum is not negative
 * @see Loshchilov & Hutter, *SGDR: stochastic gradient descent with warm restarts*, 2017, equation 5
 */
export function cosineDecay(rate: number, options: CosineDecayOptions): Schedule {
  const { steps = 0, minimum = 0 } = requireOptions("cosineDecay", options); // without them it is 0 steps, which is refused
  requirePositiveNumber("cosineDecay", "rate", rate);
  requireCount("cosineDecay", "steps", steps);
  requireNonNegative("cosineDecay", "minimum", minimum);
  return (step) => wave(rate, minimum, step / steps);
}

export interface CosineRestartsOptions extends CosineDecayOptions {
  /** How many times longer each period is than the one before: a positive integer. Default 1. */
  readonly growth?: number;
}

/**
 * As `cosineDecay`, begun anew from the full rate after every period of `steps`.
 *
 * @throws {ValueError} as `cosineDecay`, and unless `growth` is a positive integer
 * @see Loshchilov & Hutter, *SGDR: stochastic gradient descent with warm restarts*, 2017
 */
export function cosineRestarts(rate: number, options: CosineRestartsOptions): Schedule {
  const op = "cosineRestarts";
  const { steps = 0, minimum = 0, growth = 1 } = requireOptions(op, options);
  requirePositiveNumber(op, "rate", rate);
  requireCount(op, "steps", steps);
  requireNonNegative(op, "minimum", minimum);
  requireCount(op, "growth", growth);
  return (step) => {
    let length = steps;
    if (growth === 1) return wave(rate, minimum, (step % length) / length);
    for (; step >= length; length *= growth) step -= length;
    return wave(rate, minimum, step / length);
  };
}

/** From `high` at 0 to `low` at 1, along a cosine. */
export function wave(high: number, low: number, part: number): number {
  return low + ((high - low) * (1 + Math.cos(Math.PI * part))) / 2;
}
