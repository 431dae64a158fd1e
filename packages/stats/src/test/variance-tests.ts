import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { ChiSquared } from "../distributions/chi-squared.js";
import { FisherF } from "../distributions/fisher-f.js";
import {
  type Alternative,
  type IntervalOptions,
  requireAlternative,
  requireConfidence,
  requireWord,
  tailedPValue,
} from "./alternative.js";
import { centralMoments } from "../precision/central-moments.js";
import { squaresOf, squaresOfGroups } from "./centred-sums.js";
import { pooled } from "./midranks.js";
import { type Report, withReport } from "./report.js";
import { requireGroups, requireSample, requireVariance } from "./sample.js";

/** What an F test found. */
export interface FTest extends Report {
  /** F, the ratio of the two variances. */
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
  readonly pValue: number;
  /** For the ratio. */
  readonly interval: readonly [low: number, high: number];
  readonly alternative: Alternative;
}

/**
 * F test: whether two normal samples have equal variances, F = s²ₓ/s²ᵧ. It takes heavy tails for different variances; `leveneTest` does not.
 *
 * @param x `[m]`
 * @param y `[n]`
 * @throws {ShapeError} for fewer than two elements
 * @throws {ValueError} for values that are not finite, and a sample that does not vary
 * @example
 * const { statistic, pValue } = fTest(array([1, 4, 2, 8]), array([3, 4, 3, 5]));
 */
export function fTest(x: NDArray, y: NDArray, options?: IntervalOptions): FTest {
  const { alternative: asked, confidence: wanted } = requireOptions<IntervalOptions>("fTest", options);
  const samples = [requireSample("fTest", "x", x, 2), requireSample("fTest", "y", y, 2)];
  samples.forEach((sample, i) => requireVariance("fTest", i ? "y" : "x", sample));
  const [alternative, confidence] = [requireAlternative("fTest", asked), requireConfidence("fTest", wanted)];
  const [df1, df2] = samples.map((sample) => sample.length - 1);
  const [a, b] = samples.map((sample) => squaresOf(centralMoments(sample)) / (sample.length - 1));
  const law = new FisherF(df1, df2);
  const statistic = a / b;
  const outside = alternative === "two-sided" ? (1 - confidence) / 2 : 1 - confidence;
  const low = alternative === "less" ? 0 : statistic / law.isf(outside);
  const high = alternative === "greater" ? Infinity : statistic / law.ppf(outside);
  const pValue = tailedPValue(law, statistic, alternative);
  return withReport("F test of two variances", {
    statistic,
    df1,
    df2,
    pValue,
    interval: [low, high] as const,
    alternative,
  });
}

export interface LeveneOptions {
  /** What deviations are taken from. `"median"` (default) is Brown and Forsythe's test, `"trimmed"` for heavy tails. */
  readonly center?: "median" | "mean" | "trimmed";
  /** The share that `"trimmed"` cuts off from each end. Default 0.05. */
  readonly proportion?: number;
}

/** What Levene's test found. */
export interface LeveneTest extends Report {
  /** W, the F ratio of the deviations. */
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
  readonly pValue: number;
}

/**
 * Levene's test: whether groups have equal variances, by an analysis of variance of |xᵢⱼ − cᵢ|, cᵢ the centre of group i.
 *
 * @param groups k ≥ 2 vectors
 * @throws {ShapeError} for an empty group
 * @throws {ValueError} for values that are not finite, and groups of which none varies
 * @see Brown & Forsythe, *Robust tests for the equality of variances*, 1974
 * @example
 * const { pValue } = leveneTest([array([1, 4, 2, 8]), array([3, 4, 3, 5])]);
 */
export function leveneTest(groups: readonly NDArray[], options?: LeveneOptions): LeveneTest {
  const { center = "median", proportion = 0.05 } = requireOptions<LeveneOptions>("leveneTest", options);
  requireWord("leveneTest", "center", center, ["median", "mean", "trimmed"]);
  if (!(proportion >= 0 && proportion < 0.5)) {
    throw new ValueError("leveneTest", "proportion must lie in [0, 0.5)", kindOf(proportion));
  }
  const samples = requireGroups("leveneTest", groups, 1);
  const deviations = samples.map((sample) => {
    const middle = centreOf(sample, center, proportion);
    return sample.map((v) => Math.abs(v - middle));
  });
  const all = pooled(deviations);
  const [df1, df2] = [samples.length - 1, all.length - samples.length];
  if (df2 < 1) throw new ValueError("leveneTest", "there must be more values than groups", `${all.length} values`);
  const { between, within } = squaresOfGroups(
    deviations.map((z) => centralMoments(z)),
    centralMoments(all),
  );
  if (within === 0) throw new ValueError("leveneTest", "deviations must vary within a group", "equal ones");
  const statistic = between / df1 / (within / df2);
  return withReport("Levene's test", { statistic, df1, df2, pValue: new FisherF(df1, df2).sf(statistic) });
}

/** What Bartlett's test found. */
export interface BartlettTest extends Report {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

/**
 * Bartlett's test: whether normal groups have equal variances.
 *
 *     T = ((N − k)·ln s² − Σ (nᵢ − 1)·ln s²ᵢ) / (1 + (Σ 1/(nᵢ − 1) − 1/(N − k))/(3(k − 1))),  χ² with k − 1 degrees of freedom
 *
 * @param groups k ≥ 2 vectors
 * @throws {ShapeError} for a group of fewer than two elements
 * @throws {ValueError} for values that are not finite, and a group that does not vary
 * @example
 * const { pValue } = bartlettTest([array([1, 4, 2, 8]), array([3, 4, 3, 5])]);
 */
export function bartlettTest(groups: readonly NDArray[]): BartlettTest {
  const samples = requireGroups("bartlettTest", groups, 2);
  samples.forEach((sample, i) => requireVariance("bartlettTest", `groups[${i}]`, sample));
  const degrees = samples.map((sample) => sample.length - 1);
  const squares = samples.map((sample) => squaresOf(centralMoments(sample)));
  const total = degrees.reduce((a, b) => a + b);
  const whole = squares.reduce((a, b) => a + b) / total;
  // Σ (nᵢ − 1)·ln(s²/s²ᵢ): of ratios near 1, whose logarithms are small
  const gap = degrees.reduce((sum, d, i) => sum + d * Math.log(whole / (squares[i] / d)), 0);
  const df = samples.length - 1;
  const correction = 1 + (degrees.reduce((sum, d) => sum + 1 / d, 0) - 1 / total) / (3 * df);
  const statistic = Math.max(0, gap / correction);
  return withReport("Bartlett's test", { statistic, df, pValue: new ChiSquared(df).sf(statistic) });
}

function centreOf(values: Float64Array, center: "median" | "mean" | "trimmed", proportion: number): number {
  if (center === "mean") return centralMoments(values).mean;
  const sorted = values.toSorted();
  const n = sorted.length;
  const half = n >> 1;
  if (center === "median") return n % 2 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
  const cut = Math.floor(proportion * n);
  return centralMoments(sorted.subarray(cut, n - cut)).mean;
}
