import { requireOptions } from "@linnet/core/extend";
import { requireCount, requireFraction, requireFunction } from "../require.js";
import type { Schedule } from "./schedule.js";

export interface WarmUpOptions {
  /** Steps until the schedule begins. */
  readonly steps: number;
  /** Share of its first rate to begin with, in [0, 1). Default 0. */
  readonly from?: number;
}

/**
 * A rate that rises along a line to the first of a schedule, which follows from there.
 *
 *     η(t) = (f + (1 − f) · t / T) · after(0) until t = T, then after(t − T)
 *
 * @throws {ValueError} unless `after` is a schedule, `steps` a positive integer, and `from` in [0, 1)
 * @example
 * adamw({ learningRate: warmUp(cosineDecay(3e-4, { steps: 9000 }), { steps: 1000 }) });
 */
export function warmUp(after: Schedule, options: WarmUpOptions): Schedule {
  const { steps = 0, from = 0 } = requireOptions("warmUp", options); // without them it is 0 steps, which is refused
  requireFunction("warmUp", "after", after);
  requireCount("warmUp", "steps", steps);
  requireFraction("warmUp", "from", from);
  return (step) => (step < steps ? (from + ((1 - from) * step) / steps) * after(0) : after(step - steps));
}
