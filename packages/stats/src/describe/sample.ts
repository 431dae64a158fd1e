import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  type Reduced,
  type Shape,
  ShapeError,
  ValueError,
  array,
  take,
} from "@linnet/core";
import { kindOf, requireArray, requireFinite, requireFloat } from "@linnet/core/extend";
import { requireTable } from "../prepare/table.js";
import { ExactSum } from "../precision/exact-sum.js";

/** One number for a vector `[n]`, one a column for a table `[n, p]`. */
export type PerColumn<D extends DType, S extends Shape> = NDArray<Divided<D>, Reduced<S, 0, false>>;

/**
 * What weights count:
 * - `"frequency"` (default): how often a row occurs. Whole numbers; the size of the sample is their sum, and answers are those of the
 *   rows repeated.
 * - `"reliability"`: how much a row is worth, as 1/variance. Only their ratios matter; the size of the sample is (Σw)²/Σw².
 */
export type Weighting = "frequency" | "reliability";

/** Options of statistics of weighted rows. */
export interface WeightOptions<N extends Dim = number> {
  /** One a row, `[n]`, not negative. */
  readonly weights?: NDArray<DType, readonly [N]>;
  readonly weighting?: Weighting;
}

/** A vector `[n]` or a table `[n, p]` as columns. */
export interface Sample {
  readonly n: number;
  readonly columns: readonly Float64Array[];
  /** One number a column as an array: 0-d of a vector, `[p]` of a table, of the dtype of the data. */
  gather(values: readonly number[]): NDArray;
  /** How an error names a column. */
  named(column: number): string;
}

/**
 * `x` as a vector or matrix of finite floats: integers become float64.
 *
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements
 */
export function requireSampleArray(op: string, x: NDArray): NDArray {
  requireArray(op, "x", x);
  if ((x.ndim !== 1 && x.ndim !== 2) || x.size === 0) {
    throw new ShapeError(op, "x must be a vector or a matrix with at least one element", { x: x.shape });
  }
  if (x.ndim === 2) return requireTable(op, x);
  const data = requireFloat(op, "x", x);
  requireFinite(op, "x", data);
  return data;
}

/** `requireSampleArray` as columns of doubles, a copy. */
export function requireSample(op: string, x: NDArray): Sample {
  const data = requireSampleArray(op, x);
  const n: number = data.shape[0];
  const shape: readonly number[] = data.shape.slice(1);
  const p = data.size / n;
  const numbers = (data.ndim === 1 ? data : (data.T as NDArray)).toTypedArray();
  const all = numbers instanceof Float64Array ? numbers : new Float64Array(numbers);
  return {
    n,
    columns: Array.from({ length: p }, (_, j) => all.subarray(j * n, (j + 1) * n)),
    gather: (values) => array(values as number[], { dtype: data.dtype, shape }),
    named: (column) => (data.ndim === 1 ? "x" : `column ${column}`),
  };
}

/** Weights that were checked, with their sum, and the size of the sample that they count for. */
export interface RowWeights {
  readonly values: Float64Array | undefined;
  readonly sum: number;
  /** n, Σw, or for reliability weights (Σw)²/Σw². */
  readonly size: number;
}

/**
 * @throws {ShapeError} unless there is a weight a row
 * @throws {ValueError} for weights that are negative, beyond 1e100 or all zero; and frequencies that are no whole numbers
 */
export function requireWeights(op: string, options: WeightOptions, n: number): RowWeights {
  const { weights, weighting = "frequency" } = options;
  if (weighting !== "frequency" && weighting !== "reliability") {
    throw new ValueError(op, 'weighting must be "frequency" or "reliability"', kindOf(weighting));
  }
  if (weights === undefined) return { values: undefined, sum: n, size: n };
  const data = requireFloat(op, "weights", weights);
  if (data.ndim !== 1 || data.size !== n) {
    throw new ShapeError(op, `weights must have one for each of ${n} rows`, { weights: data.shape });
  }
  const values = Float64Array.from(data.toTypedArray());
  const wrong = values.findIndex((w) => !(w >= 0 && w <= HEAVIEST));
  if (wrong >= 0) {
    throw new ValueError(op, `weights must lie in [0, ${HEAVIEST}]`, `${values[wrong]} at index ${wrong}`);
  }
  if (weighting === "frequency") {
    const part = values.findIndex((w) => !Number.isInteger(w));
    if (part >= 0) {
      const hint = 'Say weighting: "reliability" for weights that are no counts.';
      throw new ValueError(op, "frequency weights must be integers", `${values[part]} at index ${part}`, hint);
    }
  }
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) throw new ValueError(op, "weights must not all be zero", "only zeros");
  const sum = new ExactSum();
  let squares = 0; // of what may be too small to be squared
  for (const w of values) {
    sum.add(w);
    squares += (w / largest) ** 2;
  }
  return { values, sum: sum.value, size: weighting === "frequency" ? sum.value : (sum.value / largest) ** 2 / squares };
}

/** Beyond it products with weights could overflow. */
const HEAVIEST = 1e100;

/**
 * What a sum of weighted squares is divided by: Σw·(size − ddof)/size. That is n − ddof of rows that are not weighted, Σw − ddof of
 * frequencies, Σw − ddof·Σw²/Σw of reliabilities.
 *
 * @throws {ValueError} unless it is positive
 */
export function requireDivisor(op: string, { sum, size }: RowWeights, ddof: number): number {
  if (size - ddof > 0) return (sum * (size - ddof)) / size;
  throw new ValueError(op, "n − ddof must be positive", `n ${size} and ddof ${kindOf(ddof)}`);
}

/** Rows that weigh something. */
export function weighingRows(data: NDArray, weights: Float64Array): NDArray {
  const rows = Int32Array.from(weights.keys()).filter((row) => weights[row] > 0);
  return rows.length === weights.length ? data : (take(data, array(rows), { axis: 0 }) as NDArray);
}
