import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { FisherF } from "../distributions/fisher-f.js";
import { ChiSquared } from "../distributions/chi-squared.js";
import { requireLabels } from "../labels.js";
import { requireTable } from "../prepare/table.js";
import { requireTarget } from "../regress/target.js";

/** How much each column alone says of the target. */
export interface ColumnScores {
  /** The larger the more, one for each column. NaN of a constant column, which says nothing. */
  readonly scores: readonly number[];
  /** Of a score as large or larger by chance, where that is known. NaN of a constant column. */
  readonly pValues?: readonly number[];
}

/**
 * One-way analysis of variance of each column: the variance between the means of the classes over that within.
 *
 *     F = [Σ꜀ n꜀·(x̄꜀ − x̄)² / (k − 1)] / [Σ꜀ Σᵢ (xᵢ − x̄꜀)² / (n − k)]
 *
 * @param x `[n, p]`
 * @param y class labels `[n]`
 * @returns infinite of a column that is constant within each class, NaN of one that is constant throughout
 * @throws {ShapeError} unless there is a label for each row
 * @throws {ValueError} for missing values, one class only, and classes of one row each, within which nothing varies
 * @example
 * const { scores, pValues } = fClassification(array([[1], [2], [5], [6]]), array([0, 0, 1, 1], { dtype: "int32" }));
 * scores; // [32]
 */
export function fClassification(x: NDArray, y: NDArray): Required<ColumnScores> {
  const op = "fClassification";
  const columns = columnsOf(requireTable(op, x));
  const { indices, counts } = requireLabels(op, y, x.shape[0]);
  const [n, k] = [indices.length, counts.length];
  if (n === k) throw new ValueError(op, "some class must have two rows", `${n} of ${k} classes`);
  const scores = columns.map((column) => {
    if (isConstant(column)) return Number.NaN;
    const sums = new Float64Array(k);
    const first = column[0];
    column.forEach((v, i) => (sums[indices[i]] += v - first)); // shifted: a large mean costs no digits
    const means = sums.map((total, c) => total / counts[c]);
    const centre = sums.reduce((a, b) => a + b, 0) / n;
    const between = means.reduce((total, m, c) => total + counts[c] * (m - centre) ** 2, 0);
    const within = column.reduce((total, v, i) => total + (v - first - means[indices[i]]) ** 2, 0);
    return within === 0 ? Infinity : between / (k - 1) / (within / (n - k));
  });
  return withTails(scores, new FisherF(k - 1, n - k));
}

/**
 * F of the regression of the target on each column alone, from their correlation r:
 *
 *     F = r²/(1 − r²)·(n − 2)
 *
 * @param x `[n, p]`
 * @param y numbers `[n]`
 * @returns infinite of a column that is a line through the target, NaN of a constant one
 * @throws {ShapeError} unless there is a number for each row, and there are three rows
 * @throws {ValueError} for missing values, and a target that does not vary
 * @example
 * fRegression(array([[1], [2], [3]]), array([1, 3, 2])).scores[0].toFixed(4); // "0.3333"
 */
export function fRegression(x: NDArray, y: NDArray): Required<ColumnScores> {
  const op = "fRegression";
  const columns = columnsOf(requireTable(op, x));
  const target = requireVaryingTarget(op, y, x.shape[0]);
  const n = target.length;
  if (n < 3) throw new ShapeError(op, "there must be three rows", { x: x.shape });
  const t = centred(target);
  const scores = columns.map((column) => {
    if (isConstant(column)) return Number.NaN;
    const v = centred(column);
    const [slope, spread] = [dot(v, t) / dot(v, v), dot(v, v)];
    const left = t.reduce((total, ti, i) => total + (ti - slope * v[i]) ** 2, 0); // (1 − r²)·Σt², without cancellation
    return left === 0 ? Infinity : ((slope * slope * spread) / left) * (n - 2);
  });
  return withTails(scores, new FisherF(1, n - 2));
}

/**
 * χ² between each column of counts and the classes: observed sums within classes against those expected if column and class were independent.
 *
 *     Σ꜀ (O꜀ − E꜀)² / E꜀,   E꜀ = n꜀/n·Σᵢ xᵢ
 *
 * @param x `[n, p]`, numbers of at least 0: counts, or 0 and 1
 * @param y class labels `[n]`
 * @returns NaN of a column of zeros
 * @throws {ShapeError} unless there is a label for each row
 * @throws {ValueError} for missing values, negative numbers, and one class only
 * @example
 * chi2(array([[1], [1], [0], [0]]), array([0, 0, 1, 1], { dtype: "int32" })).scores; // [2]
 */
export function chi2(x: NDArray, y: NDArray): Required<ColumnScores> {
  const columns = columnsOf(requireTable("chi2", x));
  const { indices, counts } = requireLabels("chi2", y, x.shape[0]);
  const negative = columns.findIndex((column) => column.some((v) => v < 0));
  if (negative >= 0) throw new ValueError("chi2", "x must hold counts of at least 0", `less in column ${negative}`);
  const scores = columns.map((column) => {
    const observed = new Float64Array(counts.length);
    column.forEach((v, i) => (observed[indices[i]] += v));
    const whole = observed.reduce((a, b) => a + b, 0);
    if (whole === 0) return Number.NaN;
    return observed.reduce((total, o, c) => {
      const expected = (counts[c] / column.length) * whole;
      return total + (o - expected) ** 2 / expected;
    }, 0);
  });
  return withTails(scores, new ChiSquared(counts.length - 1));
}

function withTails(scores: readonly number[], law: FisherF | ChiSquared): Required<ColumnScores> {
  return { scores, pValues: scores.map((score) => (score === Infinity ? 0 : law.sf(score))) };
}

/** The columns of a table, as doubles. */
export function columnsOf(data: NDArray): readonly Float64Array[] {
  const [n, p]: readonly number[] = data.shape;
  const rows = data.toTypedArray();
  return Array.from({ length: p }, (_, j) => Float64Array.from({ length: n }, (__, i) => rows[i * p + j]));
}

export function isConstant(column: ArrayLike<number>): boolean {
  return Array.from(column).every((v) => v === column[0]);
}

/** @throws {ShapeError} unless there is a number for each row; {ValueError} for what is not finite, and a target that does not vary */
export function requireVaryingTarget(op: string, y: NDArray, n: number): Float64Array {
  const target = requireTarget(op, y, n);
  if (isConstant(target)) throw new ValueError(op, "y must vary", `${target[0]} throughout`);
  return target;
}

function centred(column: Float64Array): Float64Array {
  const mean = column.reduce((total, v) => total + (v - column[0]), 0) / column.length;
  return column.map((v) => v - column[0] - mean);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, v, i) => total + v * b[i], 0);
}
