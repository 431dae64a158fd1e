import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { crossTable } from "./confusion-matrix.js";

/** Options of `cohenKappa`. */
export interface CohenKappaOptions {
  /** What a confusion of classes i and j weighs: 1 (default), |i − j| or (i − j)², where classes have an order. */
  readonly weights?: "none" | "linear" | "quadratic";
}

/**
 * Mean over the true classes of the share of each that is found: accuracy in which rare classes count as much as frequent ones.
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} for labels that are no class index
 * @example
 * balancedAccuracy(array([0, 0, 0, 0]), array([0, 0, 0, 1])); // 0.5
 */
export function balancedAccuracy(prediction: NDArray, target: NDArray): number {
  const { table, actual } = margins("balancedAccuracy", prediction, target);
  const shares = actual.flatMap((count, c) => (count > 0 ? [table[c][c] / count] : []));
  return sum(shares) / shares.length;
}

/**
 * Matthews' correlation of predicted and true classes, of two classes or several.
 *
 *     (n·Σ꜀ C꜀꜀ − Σ꜀ p꜀·t꜀) / √((n² − Σ p꜀²)·(n² − Σ t꜀²)),   p and t how often a class is predicted and true
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @returns 1 for all right, 0 for no better than chance; 0 too where one class only is predicted, which is the limit
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} for a target of one class only, and labels that are no class index
 * @see Gorodkin, *Comparing two K-category assignments by a K-category correlation coefficient*, Computational Biology and Chemistry 28, 2004
 * @example
 * matthews(array([1, 0, 1, 0]), array([1, 0, 0, 0])).toFixed(4); // "0.5774"
 */
export function matthews(prediction: NDArray, target: NDArray): number {
  const { table, actual, predicted, n } = margins("matthews", prediction, target);
  const only = actual.indexOf(n);
  if (only >= 0) throw new ValueError("matthews", "target must hold at least two classes", `only class ${only}`);
  if (predicted.includes(n)) return 0;
  const together = n * sum(table.map((row, c) => row[c])) - sum(actual.map((t, c) => t * predicted[c]));
  const spread = (counts: readonly number[]): number => n * n - sum(counts.map((count) => count ** 2));
  return together / Math.sqrt(spread(predicted) * spread(actual)); // √x² is x, to the last bit
}

/**
 * Cohen's kappa: agreement beyond chance, between a prediction and the truth, or between two raters.
 *
 *     1 − Σᵢⱼ wᵢⱼ·Cᵢⱼ / Σᵢⱼ wᵢⱼ·tᵢ·pⱼ/n,   w = 0 where i = j
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} when both are of one and the same class throughout, where there is nothing beyond chance; and for labels that are no class index
 * @see Cohen, *Weighted kappa*, Psychological Bulletin 70, 1968
 * @example
 * cohenKappa(array([1, 0, 1, 0]), array([1, 0, 0, 0])); // 0.5
 */
export function cohenKappa(prediction: NDArray, target: NDArray, options?: CohenKappaOptions): number {
  const { weights = "none" } = requireOptions<CohenKappaOptions>("cohenKappa", options);
  if (weights !== "none" && weights !== "linear" && weights !== "quadratic") {
    throw new ValueError("cohenKappa", 'weights must be "none", "linear" or "quadratic"', kindOf(weights));
  }
  const { table, actual, predicted, n } = margins("cohenKappa", prediction, target);
  const power = { none: 0, linear: 1, quadratic: 2 }[weights];
  const weighted = (of: (i: number, j: number) => number): number =>
    sum(actual.flatMap((_, i) => predicted.map((__, j) => (i === j ? 0 : Math.abs(i - j) ** power * of(i, j)))));
  const byChance = weighted((i, j) => (actual[i] * predicted[j]) / n);
  if (byChance > 0) return 1 - weighted((i, j) => table[i][j]) / byChance;
  throw new ValueError("cohenKappa", "there must be two classes", `only class ${actual.indexOf(n)}`);
}

interface Margins {
  /** Row: true class; column: predicted class. */
  readonly table: readonly (readonly number[])[];
  readonly actual: readonly number[];
  readonly predicted: readonly number[];
  readonly n: number;
}

function margins(op: string, prediction: NDArray, target: NDArray): Margins {
  const table = crossTable(op, prediction, target).toArray();
  return {
    table,
    actual: table.map(sum),
    predicted: table.map((_, c) => sum(table.map((row) => row[c]))),
    n: target.size,
  };
}

function sum(x: readonly number[]): number {
  return x.reduce((total, v) => total + v, 0);
}
