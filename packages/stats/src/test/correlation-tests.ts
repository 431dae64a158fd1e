import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { Normal } from "../distributions/normal.js";
import { StudentT } from "../distributions/student-t.js";
import {
  type Alternative,
  type AlternativeOptions,
  type IntervalOptions,
  requireAlternative,
  requireConfidence,
  requireWord,
  symmetricInterval,
  symmetricPValue,
} from "./alternative.js";
import { centred, productsOf } from "./centred-sums.js";
import { requireExact } from "./exact.js";
import { tailsOfInversions } from "./inversions.js";
import { midranks } from "./midranks.js";
import { type Report, withReport } from "./report.js";
import { requirePairs, requireVariance } from "./sample.js";

/** What a correlation test found. */
export interface CorrelationTest extends Report {
  /** The correlation: r, ρ or τ. */
  readonly statistic: number;
  readonly pValue: number;
  readonly alternative: Alternative;
}

/** What Pearson's test found. */
export interface PearsonTest extends CorrelationTest {
  /** n − 2 */
  readonly df: number;
  /** By Fisher's z, for bivariate normal data; [−1, 1] for n ≤ 3. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * Pearson's correlation and whether it is 0:
 *
 *     r = Σ (xᵢ − x̄)(yᵢ − ȳ) / √(SSx·SSy),  t = r·√((n − 2)/(1 − r²)),  n − 2 degrees of freedom
 *
 * Of two points r is ±1 and p is 1.
 *
 * @param x `[n]`
 * @param y `[n]`
 * @throws {ShapeError} unless both have the same length, two at least
 * @throws {ValueError} for values that are not finite, and a constant sample
 * @example
 * const { statistic, interval } = pearsonTest(array([1, 2, 3, 4]), array([1, 3, 2, 5]));
 */
export function pearsonTest(x: NDArray, y: NDArray, options?: IntervalOptions): PearsonTest {
  const { alternative: asked, confidence: wanted } = requireOptions<IntervalOptions>("pearsonTest", options);
  const [alternative, confidence] = [
    requireAlternative("pearsonTest", asked),
    requireConfidence("pearsonTest", wanted),
  ];
  const [first, second] = requirePairs("pearsonTest", x, y, 2);
  requireBoth("pearsonTest", first, second);
  const n = first.length;
  const r = correlationOf(first, second);
  const interval = n > 3 ? intervalOf(r, n, alternative, confidence) : ([-1, 1] as const);
  const fields = { statistic: r, pValue: pValueOf(r, n, alternative), df: n - 2, interval, alternative };
  return withReport("Pearson's correlation", fields);
}

/**
 * Spearman's rank correlation, Pearson's of midranks, and whether it is 0 (by the t distribution, an approximation for n above ten or so).
 *
 * @param x `[n]`
 * @param y `[n]`
 * @throws {ShapeError} unless both have the same length, two at least
 * @throws {ValueError} for values that are not finite, and a constant sample
 * @example
 * const { statistic, pValue } = spearmanTest(array([1, 2, 3, 4]), array([1, 30, 2, 500]));
 */
export function spearmanTest(x: NDArray, y: NDArray, options?: AlternativeOptions): CorrelationTest {
  const { alternative: asked } = requireOptions<AlternativeOptions>("spearmanTest", options);
  const alternative = requireAlternative("spearmanTest", asked);
  const [first, second] = requirePairs("spearmanTest", x, y, 2);
  requireBoth("spearmanTest", first, second);
  const statistic = correlationOf(midranks(first).ranks, midranks(second).ranks);
  const pValue = pValueOf(statistic, first.length, alternative);
  return withReport("Spearman's rank correlation", { statistic, pValue, alternative });
}

export interface KendallOptions extends AlternativeOptions {
  /** `"auto"` (default): exact without ties for n up to 33, or normal. */
  readonly method?: "auto" | "exact" | "asymptotic";
}

/**
 * Kendall's rank correlation τ-b, and whether it is 0:
 *
 *     τ = (C − D)/√((n₀ − n₁)(n₀ − n₂)),  n₀ = n(n − 1)/2, n₁ and n₂ pairs tied in x and in y
 *
 * with C and D the pairs that x and y order alike, and not.
 *
 * @param x `[n]`
 * @param y `[n]`
 * @throws {ShapeError} unless both have the same length, two at least
 * @throws {ValueError} for values that are not finite, a constant sample, and an exact p-value of data with ties
 * @remarks O(n²).
 * @see Kendall, *Rank correlation methods*, 1970
 * @example
 * const { statistic, pValue } = kendallTest(array([1, 2, 3, 4]), array([1, 3, 2, 5]));
 */
export function kendallTest(x: NDArray, y: NDArray, options?: KendallOptions): CorrelationTest {
  const { alternative: asked, method = "auto" } = requireOptions<KendallOptions>("kendallTest", options);
  const alternative = requireAlternative("kendallTest", asked);
  requireWord("kendallTest", "method", method, ["auto", "exact", "asymptotic"]);
  const [first, second] = requirePairs("kendallTest", x, y, 2);
  requireBoth("kendallTest", first, second);
  const n = first.length;
  const pairs = (n * (n - 1)) / 2;
  const [inX, inY] = [tiesOf(first), tiesOf(second)];
  const score = scoreOf(first, second);
  const statistic = score / Math.sqrt((pairs - inX.pairs) * (pairs - inY.pairs));
  const exact = requireExact("kendallTest", method, inX.pairs + inY.pairs > 0, n <= 33);
  const pValue = exact
    ? exactPValue(n, (pairs - score) / 2, alternative)
    : symmetricPValue(new Normal(), score / Math.sqrt(varianceOf(n, inX, inY)), alternative);
  return withReport("Kendall's rank correlation", { statistic: clipped(statistic), pValue, alternative });
}

function correlationOf(x: Float64Array, y: Float64Array): number {
  const [a, b] = [x, y].map((values) => {
    const d = centred(values);
    const scale = d.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    return d.map((v) => v / scale); // squares neither overflow nor vanish
  });
  return clipped(productsOf(a, b) / Math.sqrt(productsOf(a, a) * productsOf(b, b)));
}

/** Rounding does not go beyond ±1. */
function clipped(r: number): number {
  return Math.max(-1, Math.min(1, r));
}

function pValueOf(r: number, n: number, alternative: Alternative): number {
  if (n === 2) return 1;
  return symmetricPValue(new StudentT(n - 2), r * Math.sqrt((n - 2) / ((1 - r) * (1 + r))), alternative);
}

/** tanh(artanh r ± q/√(n − 3)) */
function intervalOf(r: number, n: number, alternative: Alternative, confidence: number): readonly [number, number] {
  const ends = symmetricInterval(new Normal(), Math.atanh(r), 1 / Math.sqrt(n - 3), alternative, confidence);
  return [Math.tanh(ends[0]), Math.tanh(ends[1])];
}

function requireBoth(op: string, x: Float64Array, y: Float64Array): void {
  requireVariance(op, "x", x);
  requireVariance(op, "y", y);
}

/** C − D */
function scoreOf(x: Float64Array, y: Float64Array): number {
  let score = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) score += Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
  }
  return score;
}

interface Ties {
  readonly pairs: number;
  /** Σ t(t − 1)(t − 2) */
  readonly triples: number;
  /** Σ t(t − 1)(2t + 5) */
  readonly weighted: number;
}

function tiesOf(values: Float64Array): Ties {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sum = (f: (t: number) => number) => [...counts.values()].reduce((total, t) => total + f(t), 0);
  return {
    pairs: sum((t) => (t * (t - 1)) / 2),
    triples: sum((t) => t * (t - 1) * (t - 2)),
    weighted: sum((t) => t * (t - 1) * (2 * t + 5)),
  };
}

/** Of C − D under independence. */
function varianceOf(n: number, x: Ties, y: Ties): number {
  const pairs = n * (n - 1);
  const tied = (2 * x.pairs * (2 * y.pairs)) / (2 * pairs);
  const tripled = n > 2 ? (x.triples * y.triples) / (9 * pairs * (n - 2)) : 0;
  return (pairs * (2 * n + 5) - x.weighted - y.weighted) / 18 + tied + tripled;
}

/** By the number of inversions of a random permutation. */
function exactPValue(n: number, inversions: number, alternative: Alternative): number {
  const { atMost, atLeast } = tailsOfInversions(n, inversions);
  if (alternative === "greater") return atMost;
  return alternative === "less" ? atLeast : Math.min(1, 2 * Math.min(atMost, atLeast));
}
