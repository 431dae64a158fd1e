import { type Dim, type NDArray, array } from "@linnet/core";

/** Ends of an interval for each prediction, `[n]`. */
export interface Interval<N extends Dim = number> {
  readonly lower: NDArray<"float64", readonly [N]>;
  readonly upper: NDArray<"float64", readonly [N]>;
}

/** Predictions, and where their means and new observations are to be expected. */
export interface PredictionIntervals<N extends Dim = number> {
  readonly mean: NDArray<"float64", readonly [N]>;
  /** Of the mean. */
  readonly confidence: Interval<N>;
  /** Of one observation. */
  readonly prediction: Interval<N>;
}

/**
 * @param variance of the mean at a row
 * @param deviation of an observation
 * @param width half of an interval, in standard errors
 */
export function intervalsAround(
  mean: NDArray,
  variance: (row: number) => number,
  deviation: number,
  width: number,
): PredictionIntervals {
  const centre = Float64Array.from(mean.toTypedArray() as Float64Array);
  const squares = centre.map((_, i) => variance(i));
  const end = (side: number, extra: number): NDArray<"float64", readonly [number]> =>
    array(centre.map((v, i) => v + side * width * Math.sqrt(squares[i] + extra)));
  const both = (extra: number): Interval => ({ lower: end(-1, extra), upper: end(1, extra) });
  return { mean: array(centre), confidence: both(0), prediction: both(deviation ** 2) };
}
