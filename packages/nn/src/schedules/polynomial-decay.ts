import { requireOptions } from "@linnet/core/extend";
import { requireCount, requireNonNegative, requirePositiveNumber } from "../require.js";
import type { Schedule } from "./schedule.js";

export interface PolynomialDecayOptions {
  /** Steps until the rate is `minimum`, and stays so. */
  readonly steps: number;
  /** p: 1 is a line. Default 1. */
  readonly power?: number;
  /** Default 0. */
  readonly minimum?: number;
}

/**
 * A rate that falls along a power of the way that is left.
 *
 *     η(t) = η₁ + (η₀ − η₁) · (1 − t / T)ᵖ until t = T, then η₁
 *
 * @throws {ValueError} unless rate and power are positive, `steps` is a positive integer, and the minimum is not negative
 */
export function polynomialDecay(rate: number, options: PolynomialDecayOptions): Schedule {
  const op = "polynomialDecay";
  const { steps = 0, power = 1, minimum = 0 } = requireOptions(op, options); // without them it is 0 steps, which is refused
  requirePositiveNumber(op, "rate", rate);
  requireCount(op, "steps", steps);
  requirePositiveNumber(op, "power", power);
  requireNonNegative(op, "minimum", minimum);
  return (step) => minimum + (rate - minimum) * Math.max(0, 1 - step / steps) ** power;
}
