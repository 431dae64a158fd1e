import { requireOptions } from "@linnet/core/extend";
import { requirePositiveNumber } from "../require.js";
import type { Schedule } from "./schedule.js";

export interface ExponentialDecayOptions {
  /** γ. Default 0.999. */
  readonly factor?: number;
}

/**
 * A rate that falls by the same factor every step.
 *
 *     η(t) = η₀ · γᵗ
 *
 * @throws {ValueError} unless rate and factor are positive
 */
export function exponentialDecay(rate: number, options?: ExponentialDecayOptions): Schedule {
  const { factor = 0.999 } = requireOptions("exponentialDecay", options);
  requirePositiveNumber("exponentialDecay", "rate", rate);
  requirePositiveNumber("exponentialDecay", "factor", factor);
  return (step) => rate * factor ** step;
}
