import { type NDArray, ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { ChiSquared } from "../distributions/chi-squared.js";
import { Normal } from "../distributions/normal.js";
import { type Alternative, type AlternativeOptions, requireAlternative, requireWord } from "./alternative.js";
import { type Method, requireExact } from "./exact.js";
import { type Tails, tailsOf } from "./inversions.js";
import { midranks, pooled } from "./midranks.js";
import { rankSumMasses, signedRankMasses } from "./rank-masses.js";
import { type Report, withReport } from "./report.js";
import { requireGroups, requirePairs, requireSample, requireVariance } from "./sample.js";

export interface RankTestOptions extends AlternativeOptions {
  /** `"exact"` counts all orders, `"asymptotic"` takes the normal distribution; `"auto"` (default) counts where that is cheap and nothing is tied. */
  readonly method?: Method;
  /** Of the normal distribution: ½ towards the mean. */
  readonly continuity?: boolean;
}

/** What Mann and Whitney's test found. */
export interface MannWhitneyTest extends Report {
  /** U of x: how many pairs (xᵢ, yⱼ) have xᵢ > yⱼ, ties counting half. */
  readonly statistic: number;
  readonly pValue: number;
  /** U/(m·n): the probability that an x exceeds a y. */
  readonly effectSize: number;
  readonly alternative: Alternative;
  readonly method: "exact" | "asymptotic";
}

/**
 * Mann and Whitney's U test (Wilcoxon's rank sum): whether values of one sample tend to be larger than those of another.
 *
 *     U = R − m(m + 1)/2,  R the sum of the midranks of x among all
 *
 * @param x `[m]`
 * @param y `[n]`
 * @param options `continuity` is `true` by default; `method: "auto"` is exact without ties where one sample has at most 8 elements
 * @throws {ShapeError} for an empty sample
 * @throws {ValueError} for values that are not finite, all equal, and an exact p-value of data with ties
 * @see Mann & Whitney, *On a test of whether one of two random variables is stochastically larger than the other*, 1947
 * @example
 * const { pValue } = mannWhitneyTest(array([1.1, 2.5, 3.9]), array([2.2, 5.1, 6.3, 7.7]));
 */
export function mannWhitneyTest(x: NDArray, y: NDArray, options?: RankTestOptions): MannWhitneyTest {
  const op = "mannWhitneyTest";
  const { alternative, method, continuity } = read(op, options, true);
  const samples = [requireSample(op, "x", x, 1), requireSample(op, "y", y, 1)];
  const all = pooled(samples);
  requireVariance(op, "x and y", all);
  const [m, n] = samples.map((sample) => sample.length);
  const { ranks, ties } = midranks(all);
  const U = ranks.subarray(0, m).reduce((sum, rank) => sum + rank, 0) - (m * (m + 1)) / 2;
  const exact = requireExact(op, method, ties > 0, Math.min(m, n) <= 8);
  const variance = ((m * n) / 12) * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
  const pValue = exact
    ? countedPValue(tailsOf(rankSumMasses(m, n), U), alternative)
    : normalPValue(U - (m * n) / 2, Math.sqrt(variance), alternative, continuity);
  const fields = { statistic: U, pValue, effectSize: U / (m * n), alternative, method: named(exact) };
  return withReport("Mann and Whitney's U test", fields);
}

export interface WilcoxonOptions extends RankTestOptions {
  /** Differences of 0: left out (`"drop"`, default), or ranked and then left out (`"pratt"`). */
  readonly zeros?: "drop" | "pratt";
}

/** What Wilcoxon's signed-rank test found. */
export interface WilcoxonTest extends Report {
  /** The smaller of both rank sums; with a one-sided alternative that of positive differences. */
  readonly statistic: number;
  readonly pValue: number;
  /** Rank-biserial correlation, (R₊ − R₋)/(R₊ + R₋). */
  readonly effectSize: number;
  readonly alternative: Alternative;
  readonly method: "exact" | "asymptotic";
}

/**
 * Wilcoxon's signed-rank test: whether a symmetric distribution of differences has its centre at 0.
 *
 *     R₊ = sum of the midranks of |dᵢ| where dᵢ > 0
 *
 * @param x `[n]`: differences, or the first of pairs
 * @param y `[n]`: the second of pairs
 * @param options `continuity` is `false` by default; `method: "auto"` is exact for up to 50 differences without ties and zeros
 * @throws {ShapeError} unless both have the same length
 * @throws {ValueError} for values that are not finite, differences all 0, and an exact p-value of data with ties or zeros
 * @see Wilcoxon, *Individual comparisons by ranking methods*, 1945; Pratt, *Remarks on zeros and ties*, 1959
 * @example
 * const { pValue } = wilcoxonTest(array([1.2, -0.4, 2.2, 0.9, 1.7]));
 */
export function wilcoxonTest(x: NDArray, options?: WilcoxonOptions): WilcoxonTest;
export function wilcoxonTest(x: NDArray, y: NDArray, options?: WilcoxonOptions): WilcoxonTest;
export function wilcoxonTest(x: NDArray, second?: NDArray | WilcoxonOptions, third?: WilcoxonOptions): WilcoxonTest {
  const op = "wilcoxonTest";
  const paired = typeof (second as NDArray | undefined)?.toTypedArray === "function";
  const options = (paired ? third : second) as WilcoxonOptions | undefined; // what is no array is options
  const { alternative, method, continuity } = read(op, options, false);
  const zeros = requireWord(op, "zeros", options?.zeros ?? "drop", ["drop", "pratt"]);
  const differences = paired ? gaps(op, x, second as NDArray) : requireSample(op, "x", x, 1);
  const others = differences.filter((d) => d !== 0);
  const zero = differences.length - others.length;
  if (others.length === 0) throw new ValueError(op, "some difference must not be 0", `${zero} zeros`);
  const kept = zeros === "drop" ? others : differences;
  const { ranks, ties } = midranks(kept.map(Math.abs));
  const sum = (sign: number) => ranks.reduce((total, rank, i) => total + (Math.sign(kept[i]) === sign ? rank : 0), 0);
  const [above, below] = [sum(1), sum(-1)];
  const exact = requireExact(op, method, ties > 0 || zero > 0, kept.length <= 50);
  const { centre, deviation } = ofSignedRanks(kept.length, ties, zeros === "pratt" ? zero : 0);
  const pValue = exact
    ? countedPValue(tailsOf(signedRankMasses(kept.length), above), alternative)
    : normalPValue(above - centre, deviation, alternative, continuity);
  const statistic = alternative === "two-sided" ? Math.min(above, below) : above;
  const effectSize = (above - below) / (above + below);
  return withReport("Wilcoxon's signed-rank test", {
    statistic,
    pValue,
    effectSize,
    alternative,
    method: named(exact),
  });
}

/** What Kruskal and Wallis's test found. */
export interface KruskalWallisTest extends Report {
  /** H, corrected for ties. */
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  /** ε² = H/(N − 1) */
  readonly effectSize: number;
}

/**
 * Kruskal and Wallis's test: whether k groups have the same distribution, by their mean ranks.
 *
 *     H = 12/(N(N + 1))·Σ nᵢ·(r̄ᵢ − (N + 1)/2)² / (1 − Σ(t³ − t)/(N³ − N)),  χ² with k − 1 degrees of freedom
 *
 * @param groups k ≥ 2 vectors
 * @throws {ShapeError} for an empty group
 * @throws {ValueError} for values that are not finite, or all equal
 * @example
 * const { pValue } = kruskalWallisTest([array([1, 2, 3]), array([2, 3, 5]), array([4, 6, 8])]);
 */
export function kruskalWallisTest(groups: readonly NDArray[]): KruskalWallisTest {
  const samples = requireGroups("kruskalWallisTest", groups, 1);
  const all = pooled(samples);
  requireVariance("kruskalWallisTest", "groups", all);
  const { ranks, ties } = midranks(all);
  const n = all.length;
  let at = 0;
  let between = 0;
  for (const { length } of samples) {
    const mean = ranks.subarray(at, at + length).reduce((sum, rank) => sum + rank, 0) / length;
    between += length * (mean - (n + 1) / 2) ** 2;
    at += length;
  }
  const statistic = ((12 / (n * (n + 1))) * between) / (1 - ties / (n ** 3 - n));
  const df = samples.length - 1;
  const fields = { statistic, df, pValue: new ChiSquared(df).sf(statistic), effectSize: statistic / (n - 1) };
  return withReport("Kruskal and Wallis's test", fields);
}

function read(op: string, options: RankTestOptions | undefined, standard: boolean) {
  const { alternative, method = "auto", continuity = standard } = requireOptions<RankTestOptions>(op, options);
  requireWord(op, "method", method, ["auto", "exact", "asymptotic"]);
  return { alternative: requireAlternative(op, alternative), method, continuity };
}

function gaps(op: string, x: NDArray, y: NDArray): Float64Array {
  const [first, second] = requirePairs(op, x, y, 1);
  return first.map((v, i) => v - second[i]);
}

/** Mean and deviation of R₊ under the null hypothesis, of n ranks of which the lowest `zero` are left out. */
function ofSignedRanks(n: number, ties: number, zero: number): { centre: number; deviation: number } {
  const tied = ties - (zero ** 3 - zero); // zeros tie with one another, but are not counted
  const squares = n * (n + 1) * (2 * n + 1) - zero * (zero + 1) * (2 * zero + 1);
  return { centre: (n * (n + 1) - zero * (zero + 1)) / 4, deviation: Math.sqrt(squares / 24 - tied / 48) };
}

function countedPValue({ atMost, atLeast }: Tails, alternative: Alternative): number {
  if (alternative === "less") return atMost;
  return alternative === "greater" ? atLeast : Math.min(1, 2 * Math.min(atMost, atLeast));
}

function normalPValue(distance: number, deviation: number, alternative: Alternative, continuity: boolean): number {
  const law = new Normal();
  const shift = continuity ? 0.5 : 0;
  if (alternative === "less") return law.cdf((distance + shift) / deviation);
  if (alternative === "greater") return law.sf((distance - shift) / deviation);
  return Math.min(1, 2 * law.sf((Math.abs(distance) - shift) / deviation));
}

function named(exact: boolean): "exact" | "asymptotic" {
  return exact ? "exact" : "asymptotic";
}
