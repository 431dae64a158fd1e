import type { DType, Dim, NDArray, Shape } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { centralMoments } from "../precision/central-moments.js";
import { asDecimals } from "../precision/decimals.js";
import { type PerColumn, type WeightOptions, requireDivisor, requireSample, requireWeights } from "./sample.js";

/** What numbers are taken for. */
export interface DecimalOptions {
  /**
   * Take numbers as the decimals that they print as: 0.1 as 1/10, not as the float64 nearest to it. Where the mean is 10⁶ times as large as
   * the spread, that rounding alone costs 6 of 16 digits. Default false.
   */
  readonly decimals?: boolean;
}

/** Options of `sampleVariance` and `standardDeviation`. */
export interface SampleVarianceOptions<N extends Dim = number> extends WeightOptions<N>, DecimalOptions {
  /** The divisor is n − ddof. Default 1, the unbiased estimate of the variance. */
  readonly ddof?: number;
}

/**
 * Arithmetic mean of a vector, or of the columns of a table, to the last digit:
 *
 *     x̄ = Σᵢ wᵢ·xᵢ / Σᵢ wᵢ
 *
 * @param x `[n]` or `[n, p]`
 * @param options `weights` `[n]`, whatever they count; `decimals`: numbers as they print
 * @returns 0-d, or `[p]`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements, and for weights that are negative, not finite or all zero
 * @remarks Summed in doubled precision, where core's `mean` is faster and rounds n times; there is no derivative.
 * @see Ogita, Rump & Oishi, *Accurate sum and dot product*, 2005
 * @example
 * sampleMean(array([1e16, 1, -1e16])).item(); // 0.3333333333333333
 * sampleMean(array([1, 4]), { weights: array([3, 1]) }).item(); // 1.75
 */
export function sampleMean<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: Pick<WeightOptions, "weights"> & DecimalOptions,
): PerColumn<D, S> {
  const { weights, decimals } = requireOptions<Pick<WeightOptions, "weights"> & DecimalOptions>("sampleMean", options);
  const sample = requireSample("sampleMean", x as NDArray);
  const { values } = requireWeights("sampleMean", { weights, weighting: "reliability" }, sample.n);
  return sample.gather(sample.columns.map((column) => centralMoments(column, values, restsOf(column, decimals)).mean));
}

/**
 * Variance of a vector, or of the columns of a table, to the last digit:
 *
 *     s² = Σᵢ wᵢ·(xᵢ − x̄)² / (Σw − ddof·Σw²/Σw),  of frequencies and without weights  Σᵢ wᵢ·(xᵢ − x̄)² / (Σw − ddof)
 *
 * @param x `[n]` or `[n, p]`
 * @param options `ddof`, default 1; `weights` `[n]`, `weighting`: what they count; `decimals`: numbers as they print
 * @returns 0-d, or `[p]`; exactly 0 of what does not vary
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements, unless n − ddof is positive, and for weights that count nothing
 * @remarks The distances from the mean are exact, and their squares are added in doubled precision: neither a large mean nor a large
 *   or small spread costs digits. There is no derivative; core's `variance` has one.
 * @example
 * sampleVariance(array([1e9 + 1, 1e9 + 2, 1e9 + 3])).item(); // 1
 */
export function sampleVariance<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: SampleVarianceOptions,
): PerColumn<D, S> {
  return spread("sampleVariance", x as NDArray, options, (mean, unit) => mean * unit * unit);
}

/**
 * Square root of `sampleVariance`, which may be too large or too small for a number where this is not.
 *
 * @example
 * standardDeviation(array([[1, 1e200], [3, 3e200]]), { ddof: 0 }).toArray(); // [1, 1e+200]
 */
export function standardDeviation<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: SampleVarianceOptions,
): PerColumn<D, S> {
  return spread("standardDeviation", x as NDArray, options, (mean, unit) => Math.sqrt(mean) * unit);
}

function spread(
  op: string,
  x: NDArray,
  options: SampleVarianceOptions | undefined,
  finish: (mean: number, unit: number) => number,
): NDArray {
  const { ddof = 1, decimals, ...weighted } = requireOptions<SampleVarianceOptions>(op, options);
  const sample = requireSample(op, x);
  const weights = requireWeights(op, weighted, sample.n);
  const divisor = requireDivisor(op, weights, ddof);
  return sample.gather(
    sample.columns.map((column) => {
      const { m2, unit } = centralMoments(column, weights.values, restsOf(column, decimals));
      return finish(m2 / divisor, unit);
    }),
  );
}

/** What the decimals that numbers print as are beyond the numbers, where that is asked. */
export function restsOf(column: Float64Array, decimals: boolean | undefined): Float64Array | undefined {
  return decimals ? asDecimals(column).low : undefined;
}
