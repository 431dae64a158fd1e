import { ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requirePositiveNumber } from "../require.js";
import { wave } from "./cosine-decay.js";
import type { Schedule } from "./schedule.js";

export interface OneCycleOptions {
  /** All steps of the training, 2 or more; the last of them has the least rate, as have those beyond. */
  readonly steps: number;
  /** Share of them that rises, in (0, 1). Default 0.3. */
  readonly rising?: number;
  /** The first rate is the largest divided by this. Default 25. */
  readonly initialDivisor?: number;
  /** The last rate is the first divided by this. Default 10,000. */
  readonly finalDivisor?: number;
}

/**
 * A rate that rises to its largest and falls to almost nothing, each along half a wave of a cosine.
 *
 * @param rate the largest
 * @throws {ValueError} unless rate and divisors are positive, `steps` an integer of 2 or more, and `rising` in (0, 1) long enough for a step
 * @see Smith & Topin, *Super-convergence: very fast training of neural networks using large learning rates*, 2018
 */
export function oneCycle(rate: number, options: OneCycleOptions): Schedule {
  const op = "oneCycle";
  const { steps = 0, rising = 0.3, initialDivisor = 25, finalDivisor = 1e4 } = requireOptions(op, options);
  requirePositiveNumber(op, "rate", rate);
  requirePositiveNumber(op, "initialDivisor", initialDivisor);
  requirePositiveNumber(op, "finalDivisor", finalDivisor);
  if (!Number.isInteger(steps) || steps < 2) throw new ValueError(op, "steps must be an integer of 2 or more", steps);
  const top = rising * steps - 1;
  const last = steps - 1;
  if (!(top > 0 && top < last)) {
    throw new ValueError(op, "rising must leave steps to rise and to fall", `${rising} of ${steps} steps`);
  }
  const first = rate / initialDivisor;
  return (step) => {
    if (step <= top) return wave(first, rate, step / top);
    return wave(rate, first / finalDivisor, Math.min(1, (step - top) / (last - top)));
  };
}
