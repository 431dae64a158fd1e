import { type NDArray, ShapeError } from "@linnet/core";
import { dense, requireFinite, requireFloat } from "@linnet/core/extend";

/** A table as loops read it: float64, row after row. Ask for `values` again after arrays were made: memory may have moved. */
export interface Rows {
  readonly values: Float64Array;
  readonly count: number;
  readonly columns: number;
}

/** The rows of a matrix that was checked: of a contiguous one of float64 where they are, else a copy. */
export function rowsOf(x: NDArray): Rows {
  const data = dense(x.dtype === "float64" ? x : x.astype("float64"));
  return {
    get values() {
      return data.view() as Float64Array; // nobody writes into what is read here
    },
    count: x.shape[0],
    columns: x.shape[1],
  };
}

/** The rows of a matrix in memory of their own, which no `scope` gives back: for what is kept. */
export function copyOfRows(x: NDArray): Rows {
  return { values: new Float64Array(x.toTypedArray()), count: x.shape[0], columns: x.shape[1] };
}

/**
 * A finite matrix of floats, for functions whose table is not called x.
 *
 * @throws {ShapeError} unless it is a matrix with at least one row and one column
 * @throws {ValueError} for NaN or infinite entries
 */
export function requireRows(op: string, name: string, x: NDArray): NDArray {
  const data = requireFloat(op, name, x);
  if (x.ndim !== 2 || x.size === 0) {
    throw new ShapeError(op, `${name} must be a matrix with at least one row and one column`, { [name]: x.shape });
  }
  requireFinite(op, name, data);
  return data;
}

/** Means of columns, each of a sum without the largest rounding: about the first row, which is near where data are. */
export function columnMeans({ values, count, columns }: Rows): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 1, at = columns; i < count; i++) {
    for (let j = 0; j < columns; j++, at++) sums[j] += values[at] - values[j];
  }
  return sums.map((sum, j) => values[j] + sum / count);
}
