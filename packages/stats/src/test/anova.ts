import { type NDArray, ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { FisherF } from "../distributions/fisher-f.js";
import { centralMoments } from "../precision/central-moments.js";
import { type DecimalOptions, restsOf } from "../describe/sample-variance.js";
import { squaresOfGroups } from "./centred-sums.js";
import { pooled } from "./midranks.js";
import { type Report, withReport, written } from "./report.js";
import { requireGroups, requireVariance } from "./sample.js";

/** A one-way analysis of variance. */
export interface Anova extends Report {
  /** F = MSB/MSW. */
  readonly statistic: number;
  readonly pValue: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly sumOfSquaresBetween: number;
  readonly sumOfSquaresWithin: number;
  readonly meanSquareBetween: number;
  readonly meanSquareWithin: number;
  /** √MSW */
  readonly residualDeviation: number;
  /** R² = η²: the share of the total sum of squares that is between groups. */
  readonly rSquared: number;
  /** ω²: that share, less what chance gives. */
  readonly omegaSquared: number;
}

/**
 * One-way analysis of variance: whether groups of equal variance have equal means.
 *
 *     F = (SSB/(k − 1)) / (SSW/(N − k)),  SSB = Σ nᵢ·(x̄ᵢ − x̄)²,  SSW = Σᵢ Σⱼ (xᵢⱼ − x̄ᵢ)²
 *
 * Where nothing varies within groups whose means differ, F is infinite and p is 0.
 *
 * @param groups k ≥ 2 vectors, more elements than groups together
 * @param options `decimals`: take numbers as the decimals that they print as, not as the nearest float64. Default false
 * @throws {ShapeError} for an empty group
 * @throws {ValueError} for values that are not finite, too few of them, or all equal
 * @remarks Means have twice the digits of a number, so that data far from 0 lose nothing by centring: the sums have the digits of
 * the data.
 * @example
 * console.log(anova([array([1, 2, 3]), array([2, 3, 5]), array([4, 6, 8])]).toString());
 */
export function anova(groups: readonly NDArray[], options?: DecimalOptions): Anova {
  const { decimals } = requireOptions<DecimalOptions>("anova", options);
  const samples = requireGroups("anova", groups, 1);
  const all = pooled(samples);
  requireVariance("anova", "groups", all);
  const [dfBetween, dfWithin] = [samples.length - 1, all.length - samples.length];
  requireVarianceWithin(dfWithin);
  const momentsOf = (sample: Float64Array) => centralMoments(sample, undefined, restsOf(sample, decimals));
  const { between, within } = squaresOfGroups(samples.map(momentsOf), momentsOf(all));
  const [meanBetween, meanWithin] = [between / dfBetween, within / dfWithin];
  const statistic = meanBetween / meanWithin;
  const fields = {
    statistic,
    pValue: new FisherF(dfBetween, dfWithin).sf(statistic),
    dfBetween,
    dfWithin,
    sumOfSquaresBetween: between,
    sumOfSquaresWithin: within,
    meanSquareBetween: meanBetween,
    meanSquareWithin: meanWithin,
    residualDeviation: Math.sqrt(meanWithin),
    rSquared: between / (between + within),
    omegaSquared: (between - dfBetween * meanWithin) / (between + within + meanWithin),
  };
  return withReport("One-way analysis of variance", fields, () => table(fields));
}

function requireVarianceWithin(df: number): void {
  if (df > 0) return;
  throw new ValueError("anova", "there must be more values than groups", `${df} degrees of freedom within them`);
}

function table(a: Omit<Anova, "toString">): string {
  const rows = [
    ["", "SS", "df", "MS", "F", "p"],
    ["between", a.sumOfSquaresBetween, a.dfBetween, a.meanSquareBetween, a.statistic, a.pValue],
    ["within", a.sumOfSquaresWithin, a.dfWithin, a.meanSquareWithin, "", ""],
    ["total", a.sumOfSquaresBetween + a.sumOfSquaresWithin, a.dfBetween + a.dfWithin, "", "", ""],
  ].map((row) => row.map(written));
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column ? cell.padStart(widths[column] + 2) : cell.padEnd(widths[column]))).join("");
  return rows.map((row) => `  ${line(row).trimEnd()}`).join("\n");
}
