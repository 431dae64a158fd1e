import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { StudentT } from "../distributions/student-t.js";
import { requireFinite } from "../distributions/continuous.js";
import {
  type Alternative,
  type IntervalOptions,
  requireAlternative,
  requireConfidence,
  symmetricInterval,
  symmetricPValue,
} from "./alternative.js";
import { centralMoments } from "../precision/central-moments.js";
import { gapOfMeans, squaresOf } from "./centred-sums.js";
import { type Report, withReport } from "./report.js";
import { requirePairs, requireSample, requireVariance } from "./sample.js";

export interface TTestOptions extends IntervalOptions {
  /** The mean, or difference of means, of the null hypothesis. Default 0. */
  readonly mean?: number;
}

/** What a t test found. */
export interface TTest extends Report {
  /** t, the distance of the estimate from the null hypothesis in standard errors. */
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  /** The mean, or the difference of means. */
  readonly estimate: number;
  readonly standardError: number;
  /** For the quantity estimated. */
  readonly interval: readonly [low: number, high: number];
  /** Cohen's d: the distance in standard deviations (pooled, of two samples). */
  readonly effectSize: number;
  readonly alternative: Alternative;
}

/**
 * Student's t test: whether the mean of a sample is `mean`,
 *
 *     t = (x̄ − μ₀)/(s/√n),  n − 1 degrees of freedom
 *
 * or whether two samples of equal variance have equal means:
 *
 *     t = (x̄ − ȳ − μ₀)/(s·√(1/m + 1/n)),  s² = (SSx + SSy)/(m + n − 2)
 *
 * @param x `[n]`
 * @param y `[m]`
 * @throws {ShapeError} for fewer than two elements
 * @throws {ValueError} for values that are not finite, and data that do not vary
 * @example
 * const { pValue } = tTest(array([5.1, 4.9, 5.6, 5.2]), { mean: 5 });
 */
export function tTest(x: NDArray, options?: TTestOptions): TTest;
export function tTest(x: NDArray, y: NDArray, options?: TTestOptions): TTest;
export function tTest(x: NDArray, second?: NDArray | TTestOptions, third?: TTestOptions): TTest {
  const first = requireSample("tTest", "x", x, 2);
  if (!isSample(second)) return ofOne("tTest", "x", first, second);
  const other = requireSample("tTest", "y", second, 2);
  const { m, n, gap, squares } = ofTwo(first, other);
  const df = m + n - 2;
  const deviation = Math.sqrt((squares[0] + squares[1]) / df);
  requireEither("tTest", first, other);
  return finish("tTest", "Two-sample t test", third, gap, deviation * Math.sqrt(1 / m + 1 / n), df, deviation);
}

/**
 * Welch's t test: whether two samples have equal means, whatever their variances.
 *
 *     t = (x̄ − ȳ − μ₀)/√(u + v),  u = s²ₓ/m,  v = s²ᵧ/n,  ν = (u + v)²/(u²/(m − 1) + v²/(n − 1))
 *
 * @throws {ShapeError} for fewer than two elements
 * @throws {ValueError} for values that are not finite, and samples of which neither varies
 * @see Welch, *The generalization of "Student's" problem when several different population variances are involved*, 1947
 * @example
 * const { pValue } = welchTest(array([5.1, 4.9, 5.6]), array([5.8, 7.1, 4.4]));
 */
export function welchTest(x: NDArray, y: NDArray, options?: TTestOptions): TTest {
  const [first, second] = [requireSample("welchTest", "x", x, 2), requireSample("welchTest", "y", y, 2)];
  requireEither("welchTest", first, second);
  const { m, n, gap, squares } = ofTwo(first, second);
  const [u, v] = [squares[0] / (m - 1) / m, squares[1] / (n - 1) / n];
  const df = (u + v) ** 2 / (u ** 2 / (m - 1) + v ** 2 / (n - 1));
  const deviation = Math.sqrt((squares[0] + squares[1]) / (m + n - 2));
  return finish("welchTest", "Welch's t test", options, gap, Math.sqrt(u + v), df, deviation);
}

/**
 * Paired t test: whether differences x − y have the mean `mean`.
 *
 * @param x `[n]`
 * @param y `[n]`
 * @throws {ShapeError} unless both have the same length, two at least
 * @throws {ValueError} for values that are not finite, and differences that do not vary
 * @example
 * const { interval } = pairedTTest(array([5.1, 4.9, 5.6]), array([4.8, 4.9, 5.1]));
 */
export function pairedTTest(x: NDArray, y: NDArray, options?: TTestOptions): TTest {
  const [first, second] = requirePairs("pairedTTest", x, y, 2);
  const gaps = first.map((v, i) => v - second[i]);
  return ofOne("pairedTTest", "x − y", gaps, options);
}

function ofOne(op: string, what: string, values: Float64Array, options: TTestOptions | undefined): TTest {
  requireVariance(op, what, values);
  const moments = centralMoments(values);
  const df = values.length - 1;
  const deviation = Math.sqrt(squaresOf(moments) / df);
  const title = op === "tTest" ? "One-sample t test" : "Paired t test";
  return finish(op, title, options, moments.mean, deviation / Math.sqrt(values.length), df, deviation);
}

function ofTwo(x: Float64Array, y: Float64Array) {
  const [a, b] = [centralMoments(x), centralMoments(y)];
  return { m: x.length, n: y.length, gap: gapOfMeans(a, b), squares: [squaresOf(a), squaresOf(b)] };
}

function finish(
  op: string,
  title: string,
  options: TTestOptions | undefined,
  estimate: number,
  standardError: number,
  df: number,
  deviation: number,
): TTest {
  const { mean = 0, alternative: asked, confidence } = requireOptions<TTestOptions>(op, options);
  const alternative = requireAlternative(op, asked);
  const distance = estimate - requireFinite(op, "mean", mean);
  const law = new StudentT(df);
  const statistic = distance / standardError;
  return withReport(title, {
    statistic,
    df,
    pValue: symmetricPValue(law, statistic, alternative),
    estimate,
    standardError,
    interval: symmetricInterval(law, estimate, standardError, alternative, requireConfidence(op, confidence)),
    effectSize: distance / deviation,
    alternative,
  });
}

/** A difference of two constants has no error to be measured by. */
function requireEither(op: string, x: Float64Array, y: Float64Array): void {
  if (x.every((v) => v === x[0])) requireVariance(op, "x or y", y);
}

function isSample(second: NDArray | TTestOptions | undefined): second is NDArray {
  return typeof (second as NDArray | null | undefined)?.toTypedArray === "function";
}
