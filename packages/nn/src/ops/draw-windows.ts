import { type Float, type NDArray, type Random, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Initializer } from "../init/initializer.js";
import { type PerAxis, positiveAxes } from "./window-options.js";
import { requireStream } from "../require.js";

/** Lengths of the first two axes of a weight: the second is that of all groups together. */
interface WindowChannels {
  readonly first: number;
  readonly second: number;
  readonly groups: number;
  /** Inputs that an output sees, of weights of a shape. */
  readonly fanIn: (shape: readonly number[]) => number;
}

/**
 * Weights `[first, second / groups, …window]`, by default from U(−c, c) with c = √(3 / fan-in): inputs of unit variance give outputs
 * of unit variance.
 *
 * @throws {ValueError} unless all lengths are positive integers and the groups divide the channels
 * @see LeCun, Bottou, Orr & Müller, *Efficient BackProp*, 1998
 */
export function drawWindows(
  op: string,
  rng: Random,
  { first, second, groups, fanIn }: WindowChannels,
  window: PerAxis,
  axes: number,
  dtype: Float,
  initializer: Initializer | undefined,
): NDArray {
  requireStream(op, rng);
  for (const n of [second, first]) {
    if (!Number.isInteger(n) || n < 1) throw new ValueError(op, "channels must be positive integers", kindOf(n));
  }
  const [of] = positiveAxes(op, "groups", groups, 1);
  if (first % of !== 0 || second % of !== 0) {
    throw new ValueError(op, "groups must divide both numbers of channels", `${of} groups of ${second} and ${first}`);
  }
  const shape = [first, second / of, ...positiveAxes(op, "window", window, axes)];
  if (initializer !== undefined) return initializer(rng, shape, dtype);
  const c = Math.sqrt(3 / fanIn(shape));
  return rng.uniform(shape, { low: -c, high: c, dtype });
}
