import { type DType, type NDArray, type Shape, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type CentralMoments, centralMoments } from "../precision/central-moments.js";
import { type PerColumn, type WeightOptions, requireSample, requireWeights } from "./sample.js";

/** Options of `skewness`. */
export interface SkewnessOptions extends WeightOptions {
  /** Whether to leave the estimate biased, as the moments are. Default `true`. */
  readonly bias?: boolean;
}

/** Options of `kurtosis`. */
export interface KurtosisOptions extends SkewnessOptions {
  /** Whether to subtract 3, which a normal distribution has. Default `true`. */
  readonly excess?: boolean;
}

/**
 * Skewness: how much longer the tail above the mean is.
 *
 *     g₁ = m₃/m₂^{3/2},  mₖ = Σᵢ wᵢ·(xᵢ − x̄)ᵏ/Σᵢ wᵢ;  without bias  G₁ = √(n·(n − 1))/(n − 2)·g₁
 *
 * @param x `[n]` or `[n, p]`
 * @param options `bias`: default `true`; `weights` `[n]`, `weighting`: what they count
 * @returns 0-d, or `[p]`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements; for what does not vary, whose skewness is not defined; and without bias for fewer
 *   than three rows, or reliability weights
 * @see Joanes & Gill, *Comparing measures of sample skewness and kurtosis*, The Statistician 47, 1998
 * @example
 * skewness(array([1, 2, 3])).item(); // 0
 * skewness(array([0, 0, 0, 1])).item(); // 1.1547005383792515
 */
export function skewness<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: SkewnessOptions,
): PerColumn<D, S> {
  return shape("skewness", x as NDArray, options, 3, (moments, unbiased) => skewnessOf(moments, unbiased));
}

/**
 * Kurtosis: how heavy the tails are, by default as the excess over those of a normal distribution (Fisher's).
 *
 *     g₂ = m₄/m₂² − 3;  without bias  G₂ = (n − 1)/((n − 2)·(n − 3))·((n + 1)·g₂ + 6)
 *
 * @param x `[n]` or `[n, p]`
 * @param options `bias`: default `true`; `excess: false` gives m₄/m₂² (Pearson's); `weights` `[n]`, `weighting`: what they count
 * @returns 0-d, or `[p]`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements; for what does not vary, whose kurtosis is not defined; and without bias for fewer
 *   than four rows, or reliability weights
 * @see Joanes & Gill 1998
 * @example
 * kurtosis(array([1, 2, 3, 4])).item(); // -1.36
 * kurtosis(array([1, 2, 3, 4]), { excess: false }).item(); // 1.64
 */
export function kurtosis<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: KurtosisOptions,
): PerColumn<D, S> {
  const { excess = true } = requireOptions("kurtosis", options);
  const back = excess ? 0 : 3;
  return shape("kurtosis", x as NDArray, options, 4, (moments, unbiased) => kurtosisOf(moments, unbiased) + back);
}

/** Powers of distances from a mean, in any unit. */
type Powers = Pick<CentralMoments, "weight" | "m2" | "m3" | "m4">;

/** g₁, or G₁; NaN of what does not vary, and G₁ of fewer than three. */
export function skewnessOf({ weight: n, m2, m3 }: Powers, unbiased = false): number {
  if (m2 === 0) return NaN;
  const biased = m3 / n / (m2 / n) ** 1.5;
  if (!unbiased) return biased;
  return n > 2 ? (Math.sqrt(n * (n - 1)) / (n - 2)) * biased : NaN;
}

/** g₂, or G₂; NaN of what does not vary, and G₂ of fewer than four. */
export function kurtosisOf({ weight: n, m2, m4 }: Powers, unbiased = false): number {
  if (m2 === 0) return NaN;
  const biased = m4 / n / (m2 / n) ** 2 - 3;
  if (!unbiased) return biased;
  return n > 3 ? ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * biased + 6) : NaN;
}

function shape(
  op: string,
  x: NDArray,
  options: SkewnessOptions | undefined,
  least: number,
  of: (moments: CentralMoments, unbiased: boolean) => number,
): NDArray {
  const { bias = true, ...weighted } = requireOptions<SkewnessOptions>(op, options);
  const sample = requireSample(op, x);
  const { values, size } = requireWeights(op, weighted, sample.n);
  if (!bias && weighted.weighting === "reliability") {
    throw new ValueError(op, "weights must be frequencies for an estimate without bias", kindOf(weighted.weighting));
  }
  if (!bias && size < least) throw new ValueError(op, `n must be at least ${least} without bias`, `n ${size}`);
  return sample.gather(
    sample.columns.map((column, j) => {
      const moments = centralMoments(column, values);
      if (moments.m2 > 0) return of(moments, !bias);
      throw new ValueError(op, "no column may be constant", sample.named(j), "Drop it first.");
    }),
  );
}
