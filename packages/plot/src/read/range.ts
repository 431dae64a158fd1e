import { ValueError } from "@linnet/core";
import { CLEAR } from "../draw/png.js";
import { finiteExtent } from "./extent.js";

/** Which numbers are at the ends of a colour ramp. */
export type Range = readonly [low: number, high: number];

/**
 * The ends of a ramp: `range` where given, else the least and the greatest finite value; for a diverging ramp both
 * equally far from zero, so that its middle is zero.
 *
 * @throws {ValueError} when `range` is not two finite numbers in order, or there is no finite value
 */
export function readRange(
  op: string,
  name: string,
  data: Float64Array,
  range: Range | undefined,
  diverging: boolean,
): Range {
  if (range !== undefined) {
    const [low, high] = range;
    if (Number.isFinite(low) && Number.isFinite(high) && low < high) return [low, high];
    throw new ValueError(op, "range must be two finite numbers, the lower first", `[${low}, ${high}]`);
  }
  const { low, high } = finiteExtent(data);
  if (low > high) throw new ValueError(op, `${name} must hold a finite value`, `${data[0]} only`);
  if (!diverging) return [low, high];
  const far = Math.max(Math.abs(low), Math.abs(high));
  return [-far, far];
}

/** Where a value is on [0, 1] between the ends; the middle where the ends are equal. */
export function shareOf([low, high]: Range, value: number): number {
  return high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1) : value === value ? 0.5 : Number.NaN;
}

/** The values as 255 steps between the ends, and {@link CLEAR} where they are not finite: the pixels of a picture. */
export function levels(values: Float64Array, range: Range): Uint8Array {
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    pixels[i] = Number.isFinite(values[i]) ? Math.round(254 * shareOf(range, values[i])) : CLEAR;
  }
  return pixels;
}
