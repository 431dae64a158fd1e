import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  concat,
  isNaN,
  median,
  take,
  where,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns } from "./table.js";

export interface ImputerOptions {
  /** What fills a column: of the numbers that are there the mean (default), the median, or the most frequent (of several the least); or `value`. */
  readonly strategy?: "mean" | "median" | "mostFrequent" | "constant";
  /** What `"constant"` fills with. Default 0. */
  readonly value?: number;
  /** Add a column of 0 and 1 for each column that had missing entries in the fit: where they were. Default `false`. */
  readonly indicator?: boolean;
}

/** Fills missing entries, which are NaN, by what was learned of each column. */
export class Imputer<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** What fills each column, shape `[p]`. */
    readonly fill: NDArray<D, readonly [P]>,
    /** The columns for which there is an indicator. */
    readonly indicators: readonly number[],
  ) {}

  /**
   * @param x shape `[n, p]`, NaN where an entry is missing
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for a column that is missing altogether, of which nothing is learned (but with `"constant"`), and for infinite entries
   * @example
   * const x = array([[1, 5], [NaN, 7], [3, NaN]]);
   * Imputer.fit(x).transform(x).toArray(); // [[1, 5], [2, 7], [3, 6]]
   */
  static fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    options?: ImputerOptions,
  ): Imputer<P, Divided<D>> {
    const op = "Imputer.fit";
    const { strategy = "mean", value = 0, indicator = false } = requireOptions<ImputerOptions>(op, options);
    if (!Object.hasOwn(fills, strategy)) {
      throw new ValueError(op, 'strategy must be "mean", "median", "mostFrequent" or "constant"', kindOf(strategy));
    }
    if (!Number.isFinite(value)) throw new ValueError(op, "value must be a finite number", kindOf(value));
    const columns = columnsOf(op, x);
    const fill = columns.map((column, j) => {
      const there = column.filter((v) => !Number.isNaN(v));
      if (strategy === "constant") return value;
      if (there.length > 0) return fills[strategy](there);
      const hint = 'Drop it, or choose strategy: "constant".';
      throw new ValueError(op, "every column must hold a number", `none in column ${j}`, hint);
    });
    const missing = columns.flatMap((column, j) => (indicator && column.some(Number.isNaN) ? [j] : []));
    const dtype = x.dtype === "float32" ? "float32" : "float64";
    return new Imputer<P, Divided<D>>(array(fill, { dtype }) as NDArray, missing);
  }

  /**
   * @param x shape `[n, p]`
   * @returns `[n, p]`, and behind them the indicators, where they were asked for
   * @throws {ShapeError} for other columns than were fitted
   */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Float, readonly [N, number]> {
    const op = "Imputer.transform";
    const data = requireFloat(op, "x", requireColumns(op, x, this.fill.size));
    const missing: NDArray = isNaN(data);
    const filled: NDArray = where(missing, this.fill as NDArray, data);
    if (this.indicators.length === 0) return filled;
    return concat([filled, take(missing, [...this.indicators], { axis: 1 }).astype(filled.dtype)], { axis: 1 });
  }

  toJSON(): ModelJson {
    return writeModel("Imputer", { fill: this.fill as NDArray, indicators: array(Int32Array.from(this.indicators)) });
  }

  /** @throws {ValueError} for what is no JSON of an imputer */
  static fromJSON(json: unknown): Imputer {
    const reader = new ModelReader("Imputer", json);
    const fill = reader.array("fill", "p");
    const indicators = Array.from(reader.array("indicators", "k").toTypedArray());
    const wrong = indicators.find((j) => !(Number.isInteger(j) && j >= 0 && j < fill.size));
    if (wrong === undefined) return new Imputer(fill, indicators);
    throw new ValueError("Imputer.fromJSON", `indicators must be columns in [0, ${fill.size - 1}]`, wrong);
  }
}

const fills: Readonly<Record<NonNullable<ImputerOptions["strategy"]>, (there: readonly number[]) => number>> = {
  mean: (there) => there[0] + there.reduce((total, v) => total + (v - there[0]), 0) / there.length, // exact of a constant
  median: (there) => median(array(there)).item() as number,
  mostFrequent: mostFrequent,
  constant: () => 0,
};

function mostFrequent(there: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const v of there) counts.set(v, (counts.get(v) ?? 0) + 1);
  return [...counts].reduce(([best, most], [v, count]) =>
    count > most || (count === most && v < best) ? [v, count] : [best, most],
  )[0];
}

/** Columns whose missing entries are NaN. */
function columnsOf(op: string, x: NDArray): readonly number[][] {
  const data = requireFloat(op, "x", x);
  if (x.ndim !== 2 || x.size === 0) {
    throw new ShapeError(op, "x must be a matrix with at least one row and one column", { x: x.shape });
  }
  const [n, p]: readonly number[] = x.shape;
  const numbers = data.toTypedArray();
  const wrong = numbers.findIndex((v) => v === Infinity || v === -Infinity);
  if (wrong >= 0) {
    const got = `${numbers[wrong]} in column ${wrong % p}, row ${Math.floor(wrong / p)}`;
    throw new ValueError(op, "x must be finite or NaN, for missing", got);
  }
  return Array.from({ length: p }, (_, j) => Array.from({ length: n }, (__, i) => numbers[i * p + j]));
}
