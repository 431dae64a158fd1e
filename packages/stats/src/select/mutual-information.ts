import { type NDArray, Random, ShapeError, ValueError, random } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireLabels } from "../labels.js";
import { requireTable } from "../prepare/table.js";
import { digamma } from "../special/gamma-functions.js";
import { Line, jointRadii, ownRadii } from "./neighbour-radii.js";
import { type ColumnScores, columnsOf, isConstant, requireVaryingTarget } from "./univariate.js";
import { requireStream } from "../require.js";

export interface MutualInformationOptions {
  /** What `y` holds. Default `"classes"`. */
  readonly target?: "classes" | "numbers";
  /** The columns whose numbers are categories: their indices, or `true` for all. Default: none. */
  readonly discrete?: boolean | readonly number[];
  /** How many neighbours tell of the density: more are steadier, and blur more. Default 3. */
  readonly neighbours?: number;
  /** Of the noise, 1e-10 of a column's scale, that parts equal numbers. Default `random(0)`. */
  readonly rng?: Random;
}

/**
 * Mutual information of each column with the target, in nats: 0 where one says nothing of the other, whatever the form of the dependence.
 *
 * Between categories exactly, from their counts; between numbers by the estimator of Kraskov, between numbers and categories by that of Ross, from
 * distances to the k-th neighbour:
 *
 *     ψ(k) + ψ(n) − ⟨ψ(nₓ + 1) + ψ(n_y + 1)⟩,   ψ(k) + ψ(n) − ⟨ψ(n꜀)⟩ − ⟨ψ(m)⟩
 *
 * @param x `[n, p]`
 * @param y class labels or numbers `[n]`
 * @returns at least 0: an estimate below is taken for it
 * @throws {ShapeError} unless there is a target for each row, and there are more rows than neighbours
 * @throws {ValueError} for missing values, a target of one class or one number, and options that mean nothing
 * @remarks O(n·log n) for each column, and what scanning for neighbours in the plane takes, about O(n·√n). Classes of one row are left out.
 * @see Kraskov, Stögbauer & Grassberger, *Estimating mutual information*, Physical Review E 69, 2004; Ross, *Mutual information between discrete and
 *   continuous data sets*, PLoS ONE 9, 2014
 * @example
 * const y = array([0, 0, 1, 1], { dtype: "int32" });
 * mutualInformation(array([[3], [3], [7], [7]]), y, { discrete: true }).scores[0].toFixed(4); // "0.6931"
 */
export function mutualInformation(x: NDArray, y: NDArray, options?: MutualInformationOptions): ColumnScores {
  const op = "mutualInformation";
  const {
    target = "classes",
    discrete = false,
    neighbours = 3,
    rng = random(0),
  } = requireOptions<MutualInformationOptions>(op, options);
  if (target !== "classes" && target !== "numbers") {
    throw new ValueError(op, 'target must be "classes" or "numbers"', kindOf(target));
  }
  if (!(Number.isInteger(neighbours) && neighbours >= 1)) {
    throw new ValueError(op, "neighbours must be an integer of at least 1", kindOf(neighbours));
  }
  requireStream(op, rng);
  const columns = columnsOf(requireTable(op, x));
  const n = columns[0].length;
  if (n <= neighbours) throw new ShapeError(op, `there must be more than ${neighbours} rows`, { x: x.shape });
  const isDiscrete = discreteColumns(op, discrete, columns.length);
  const classes = target === "classes" ? requireLabels(op, y, n).indices : undefined;
  const numbers = classes === undefined ? scaled(requireVaryingTarget(op, y, n), rng) : undefined;
  const scores = columns.map((column, j) => {
    if (isConstant(column)) return 0;
    if (isDiscrete(j)) {
      const categories = codes(column);
      return numbers === undefined
        ? ofCounts(categories, classes as Int32Array)
        : ofClasses(numbers, categories, neighbours); // one is there
    }
    const own = scaled(column, rng);
    return numbers === undefined
      ? ofClasses(own, classes as Int32Array, neighbours)
      : ofNumbers(own, numbers, neighbours);
  });
  return { scores };
}

/** Σ p(a, b)·ln(p(a, b) / (p(a)·p(b))). */
function ofCounts(a: Int32Array, b: Int32Array): number {
  const n = a.length;
  const [ofA, ofB, ofBoth] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()];
  const count = (map: Map<number, number>, key: number): unknown => map.set(key, (map.get(key) ?? 0) + 1);
  a.forEach((v, i) => {
    count(ofA, v);
    count(ofB, b[i]);
    count(ofBoth, v * n + b[i]);
  });
  let total = 0;
  for (const [key, both] of ofBoth) {
    const expected = ((ofA.get(Math.floor(key / n)) as number) * (ofB.get(key % n) as number)) / n; // both were counted
    total += (both / n) * Math.log(both / expected);
  }
  return Math.max(0, total);
}

function ofNumbers(x: Float64Array, y: Float64Array, k: number): number {
  const radii = jointRadii(x, y, k);
  const [inX, inY] = [new Line(x), new Line(y)];
  const psi = radii.map((r, i) => digamma(inX.within(x[i], r)) + digamma(inY.within(y[i], r)));
  return Math.max(0, digamma(k) + digamma(x.length) - meanOf(psi));
}

function ofClasses(x: Float64Array, classes: Int32Array, k: number): number {
  const members = new Map<number, number[]>();
  classes.forEach((c, i) => (members.get(c) ?? members.set(c, []).get(c))?.push(i));
  const crowds = [...members.values()].filter((rows) => rows.length > 1);
  const kept = crowds.flat();
  if (kept.length === 0) return 0;
  const line = new Line(Float64Array.from(kept, (i) => x[i]));
  const psi = crowds.flatMap((rows) => {
    const neighbours = Math.min(k, rows.length - 1);
    const radii = ownRadii(
      Float64Array.from(rows, (i) => x[i]),
      neighbours,
    );
    return rows.map((i, r) => digamma(neighbours) - digamma(rows.length) - digamma(line.within(x[i], radii[r])));
  });
  return Math.max(0, digamma(kept.length) + meanOf(Float64Array.from(psi)));
}

function meanOf(x: Float64Array): number {
  return x.reduce((total, v) => total + v, 0) / x.length;
}

/** To deviation 1, with noise that parts equal numbers. */
function scaled(column: Float64Array, rng: Random): Float64Array {
  const mean = column.reduce((total, v) => total + (v - column[0]), 0) / column.length + column[0];
  const deviation = Math.sqrt(column.reduce((total, v) => total + (v - mean) ** 2, 0) / column.length);
  const units = column.map((v) => v / deviation);
  const size = Math.max(1, units.reduce((total, v) => total + Math.abs(v), 0) / units.length);
  const noise = rng.normal([column.length]).toTypedArray();
  return units.map((v, i) => v + 1e-10 * size * noise[i]);
}

function codes(column: Float64Array): Int32Array {
  const places = new Map<number, number>();
  for (const v of column) if (!places.has(v)) places.set(v, places.size);
  return Int32Array.from(column, (v) => places.get(v) as number); // each was placed
}

function discreteColumns(op: string, discrete: boolean | readonly number[], p: number): (j: number) => boolean {
  if (typeof discrete === "boolean") return () => discrete;
  const wrong = Array.isArray(discrete) ? discrete.find((j) => !(Number.isInteger(j) && j >= 0 && j < p)) : discrete;
  if (wrong === undefined) return (j) => discrete.includes(j);
  throw new ValueError(op, `discrete must be true, false or columns in [0, ${p - 1}]`, kindOf(wrong));
}
