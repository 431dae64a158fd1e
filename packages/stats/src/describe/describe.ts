import { type Columns, DTypeError, type NDArray, ShapeError, ValueError, array, quantile, slice } from "@linnet/core";
import { kindOf, requireArray, requireFinite, requireList, requireOptions } from "@linnet/core/extend";
import { alignedTable, shortNumber } from "./aligned-table.js";
import { centralMoments } from "../precision/central-moments.js";
import { kurtosisOf, skewnessOf } from "./skewness-kurtosis.js";

/** Options of `describe`. */
export interface DescribeOptions {
  /** Names of the columns of a matrix; by default "0", "1", … */
  readonly columns?: readonly string[];
  /** What to do about NaN: `"error"` (default), or `"omit"` to summarize the others. */
  readonly missing?: "error" | "omit";
}

/** Of a column of numbers; booleans count as 0 and 1. What is not defined is NaN. */
export interface NumberSummary {
  readonly kind: "number";
  readonly name: string;
  /** Of the values that are not missing. */
  readonly count: number;
  readonly missing: number;
  readonly mean: number;
  /** With the divisor n − 1; NaN of a single value. */
  readonly standardDeviation: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  /** Biased, as `skewness`; NaN of a constant column. */
  readonly skewness: number;
  /** Biased, and the excess over a normal distribution's, as `kurtosis`; NaN of a constant column. */
  readonly kurtosis: number;
}

/** Of a column of strings. */
export interface TextSummary {
  readonly kind: "text";
  readonly name: string;
  readonly count: number;
  /** How many different ones there are. */
  readonly unique: number;
  /** The most frequent one, the first of those that are. */
  readonly top: string;
  /** How often that is there. */
  readonly frequency: number;
}

/** A summary of every column; prints as a table. */
export interface Description {
  readonly rows: number;
  readonly columns: readonly (NumberSummary | TextSummary)[];
  toString(): string;
}

/**
 * Summarizes every column of a table.
 *
 * @param table a matrix `[n, p]`, or columns by name: arrays `[n]` and lists of n strings
 * @param options `columns`: names for those of a matrix; `missing`: `"error"` or `"omit"`
 * @throws {ShapeError} for a table without rows or columns, columns of different lengths, and other than p names
 * @throws {DTypeError} for complex numbers
 * @throws {ValueError} for NaN unless they are omitted, naming column and row, and for infinite numbers
 * @remarks Means and deviations are right to the last digit; quartiles by core's `quantile`, method `"linear"`.
 * @example
 * const summary = describe({ height: array([1.6, 1.7, 1.9]), city: ["Bonn", "Rome", "Bonn"] });
 * summary.columns[0].count; // 3
 * console.log(String(summary)); // a row a column: count, missing, mean, sd, min, 25%, 50%, 75%, max, skewness, kurtosis
 */
export function describe(table: NDArray | Columns, options?: DescribeOptions): Description {
  const { columns: names, missing = "error" } = requireOptions<DescribeOptions>("describe", options);
  if (missing !== "error" && missing !== "omit") {
    throw new ValueError("describe", 'missing must be "error" or "omit"', kindOf(missing));
  }
  const parts = partsOf(table, names);
  const rows = parts[0][1].length;
  const columns = parts.map(([name, values]) => {
    if (Array.isArray(values)) return textSummary(name, values as readonly string[]); // as partsOf looked at
    return numberSummary(name, values as Float64Array, missing);
  });
  return { rows, columns, toString: () => printed(columns) };
}

type Part = readonly [name: string, values: Float64Array | readonly string[]];

function partsOf(table: NDArray | Columns, names: readonly string[] | undefined): readonly Part[] {
  if (typeof (table as NDArray | null)?.toTypedArray === "function") return ofMatrix(table as NDArray, names);
  if (typeof table !== "object" || table === null || Array.isArray(table)) {
    throw new ValueError("describe", "table must be a matrix or columns by name", kindOf(table));
  }
  if (names !== undefined) {
    throw new ValueError("describe", "columns must be left out of a table that names them", kindOf(names));
  }
  const parts = Object.entries(table as Columns).map(([name, column]): Part => [name, ofColumn(name, column)]);
  const lengths = Object.fromEntries(parts.map(([name, values]) => [name, [values.length]]));
  const rows = parts[0]?.[1].length ?? 0;
  if (rows === 0) {
    const got = parts.length === 0 ? "no column" : `column "${parts[0][0]}" without rows`;
    throw new ValueError("describe", "table must have at least one row and one column", got);
  }
  if (parts.every(([, values]) => values.length === rows)) return parts;
  throw new ShapeError("describe", "columns must have one length", lengths);
}

function ofMatrix(table: NDArray, names: readonly string[] | undefined): readonly Part[] {
  const x = requireArray("describe", "table", table);
  if (x.ndim !== 2 || x.size === 0) {
    throw new ShapeError("describe", "table must be a matrix with at least one row and one column", { table: x.shape });
  }
  const p: number = x.shape[1];
  if (names !== undefined) requireList("describe", "columns", names);
  if (names !== undefined && names.length !== p) {
    throw new ValueError("describe", `columns must be ${p} names`, `${names.length} of them`);
  }
  return Array.from({ length: p }, (_, j): Part => {
    const name = names?.[j] ?? String(j);
    return [name, ofColumn(name, slice(x, ":", j) as NDArray)];
  });
}

function ofColumn(name: string, column: NDArray | readonly string[]): Float64Array | readonly string[] {
  if (Array.isArray(column)) {
    const wrong = column.findIndex((word) => typeof word !== "string");
    if (wrong < 0) return column as readonly string[];
    const got = `${kindOf(column[wrong])} in column "${name}", row ${wrong}`;
    throw new ValueError("describe", "lists must hold strings", got, "Make numbers an array(…).");
  }
  const x = requireArray("describe", `column "${name}"`, column);
  if (x.ndim !== 1) throw new ShapeError("describe", "columns must have one axis", { [name]: x.shape });
  if (x.dtype.startsWith("complex")) {
    throw new DTypeError("describe", "columns must be real", { [name]: x.dtype });
  }
  return Float64Array.from(x.toTypedArray());
}

function numberSummary(name: string, column: Float64Array, missing: "error" | "omit"): NumberSummary {
  const first = column.findIndex((v) => Number.isNaN(v));
  if (first >= 0 && missing === "error") {
    const hint = 'Say missing: "omit" to summarize the others.';
    throw new ValueError(
      "describe",
      "table must have no missing values",
      `NaN in column "${name}", row ${first}`,
      hint,
    );
  }
  const values = first < 0 ? column : column.filter((v) => !Number.isNaN(v));
  const base = { kind: "number", name, count: values.length, missing: column.length - values.length } as const;
  if (values.length === 0) return { ...base, ...nothing };
  const data: NDArray = array(values);
  requireFinite("describe", `column "${name}"`, data);
  const moments = centralMoments(values);
  const ends = quantile(data, [0, 0.25, 0.5, 0.75, 1]).toTypedArray();
  return {
    ...base,
    mean: moments.mean,
    standardDeviation: values.length > 1 ? Math.sqrt(moments.m2 / (values.length - 1)) * moments.unit : NaN,
    min: ends[0],
    lowerQuartile: ends[1],
    median: ends[2],
    upperQuartile: ends[3],
    max: ends[4],
    skewness: skewnessOf(moments),
    kurtosis: kurtosisOf(moments),
  };
}

const nothing = {
  mean: NaN,
  standardDeviation: NaN,
  min: NaN,
  lowerQuartile: NaN,
  median: NaN,
  upperQuartile: NaN,
  max: NaN,
  skewness: NaN,
  kurtosis: NaN,
};

function textSummary(name: string, words: readonly string[]): TextSummary {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [top, frequency] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { kind: "text", name, count: words.length, unique: counts.size, top, frequency };
}

function printed(columns: readonly (NumberSummary | TextSummary)[]): string {
  const numbers = columns.filter((column) => column.kind === "number");
  const texts = columns.filter((column) => column.kind === "text");
  const tables: string[] = [];
  if (numbers.length > 0) {
    const header = ["", "count", "missing", "mean", "sd", "min", "25%", "50%", "75%", "max", "skewness", "kurtosis"];
    const rows = numbers.map((c) => [
      c.name,
      String(c.count),
      String(c.missing),
      ...[c.mean, c.standardDeviation, c.min, c.lowerQuartile, c.median, c.upperQuartile, c.max].map(shortNumber),
      ...[c.skewness, c.kurtosis].map(shortNumber),
    ]);
    tables.push(alignedTable(header, rows));
  }
  if (texts.length > 0) {
    const header = ["", "count", "unique", "top", "frequency"];
    const rows = texts.map((c) => [c.name, String(c.count), String(c.unique), c.top, String(c.frequency)]);
    tables.push(alignedTable(header, rows));
  }
  return tables.join("\n\n");
}
