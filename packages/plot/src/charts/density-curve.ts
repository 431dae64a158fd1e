import { ValueError, array } from "@linnet/core";
import { KernelDensity } from "@linnet/stats";
import { extent } from "../read/extent.js";
import { type Sample, isConstant } from "../read/samples.js";

/** How wide the kernel of a density is, in standard deviations of the sample: a rule, or the number itself. */
export type Bandwidth = "scott" | "silverman" | number;

export interface DensityCurve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Standard deviation of the kernel, in units of x. */
  readonly deviation: number;
  /** Where the curve is highest. */
  readonly peak: number;
}

/** The kernel's tails are followed for so many of its standard deviations. */
const REACH = 3;
/** Steps of the grid for each of them. */
const FINE = 8;
const MOST_STEPS = 2000;

/**
 * The kernel density of a sample on a grid that is fine beside the kernel: eight steps a standard deviation, at least 200. Where
 * that would be more than 2000, the kernel is narrower than a pixel, and the grid is fine around the quantiles of the sample only.
 *
 * @throws {ValueError} when the values do not differ, or the bandwidth cannot be used
 * @remarks The sample is moved into [−1, 1] first, where nothing over- or underflows. A grid of m points costs m·n exponentials.
 */
export function densityCurve(op: string, { name, values }: Sample, bandwidth: Bandwidth): DensityCurve {
  if (bandwidth !== "scott" && bandwidth !== "silverman" && !(Number.isFinite(bandwidth) && bandwidth > 0)) {
    const got = typeof bandwidth === "string" ? JSON.stringify(bandwidth) : String(bandwidth);
    throw new ValueError(op, 'bandwidth must be "scott", "silverman" or a positive number', got);
  }
  if (isConstant(values)) {
    const hint = "A kernel density needs a spread; histogram draws one value too.";
    throw new ValueError(op, `${name || "values"} must hold values that differ`, `${values[0]} only`, hint);
  }
  const [low, high] = extent(values);
  const [middle, half] = [low / 2 + high / 2, high / 2 - low / 2];
  const sorted = values.map((value) => (value - middle) / half).sort();
  const density = KernelDensity.fit(array(sorted), { bandwidth });
  const deviation: number = density.L.toTypedArray()[0];
  const places = grid(sorted, deviation);
  const heights = density.evaluate(array(places)).toTypedArray();
  return {
    x: places.map((place) => middle + half * place),
    y: Float64Array.from(heights, (height) => height / half),
    deviation: deviation * half,
    peak: middle + half * highest(places, heights),
  };
}

/** Where the density of a sample in [−1, 1] is to be known. */
function grid(sorted: Float64Array, deviation: number): Float64Array<ArrayBuffer> {
  const reach = 1 + REACH * deviation;
  const wanted = Math.max(Math.ceil((2 * reach * FINE) / deviation), 200);
  const steps = Math.min(wanted, MOST_STEPS);
  const even = Array.from({ length: steps + 1 }, (_, i) => reach * ((2 * i) / steps - 1));
  if (steps === wanted) return Float64Array.from(even);
  const around = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3].map((z) => z * deviation);
  const parts = Math.min(sorted.length, 400);
  const near = Array.from({ length: parts }, (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / parts)]);
  return Float64Array.from(new Set([...even, ...near.flatMap((value) => around.map((z) => value + z))])).sort();
}

/** The vertex of the parabola through the highest point and its neighbours. */
function highest(x: Float64Array, y: ArrayLike<number>): number {
  let top = 1;
  for (let i = 2; i < y.length - 1; i++) if (y[i] > y[top]) top = i;
  const [left, right] = [x[top] - x[top - 1], x[top + 1] - x[top]];
  const [rise, fall] = [(y[top] - y[top - 1]) / left, (y[top + 1] - y[top]) / right];
  return rise > fall ? (x[top - 1] + x[top]) / 2 + ((left + right) / 2) * (rise / (rise - fall)) : x[top];
}
