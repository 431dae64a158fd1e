import { type NDArray, ShapeError, ValueError, equal, max, min, scope, sum } from "@linnet/core";
import { requireArray, requireFinite, requireFloat } from "@linnet/core/extend";

/**
 * `x` as a finite table of floats with at least one row and one column: integers become float64.
 *
 * @param columns names of the columns, for errors
 * @throws {ShapeError} unless `x` is a matrix with a row and a column
 * @throws {ValueError} for missing values (NaN), with column and row of the first, and for infinite ones
 */
export function requireTable(op: string, x: NDArray, columns?: readonly string[]): NDArray {
  const data = requireFloat(op, "x", x);
  if (x.ndim !== 2 || x.size === 0) {
    throw new ShapeError(op, "x must be a matrix with at least one row and one column", { x: x.shape });
  }
  // A sum that is finite has finite terms: a table in order is not copied to be looked at.
  if (!Number.isFinite(scope(() => sum(data).item()))) requireNumbers(op, data, columns);
  return data;
}

function requireNumbers(op: string, data: NDArray, columns?: readonly string[]): void {
  const missing = data.toTypedArray().findIndex((v) => Number.isNaN(v));
  if (missing >= 0) {
    const [row, column] = [Math.floor(missing / data.shape[1]), missing % data.shape[1]];
    const where = `NaN in column ${columns?.[column] === undefined ? column : `"${columns[column]}"`}, row ${row}`;
    throw new ValueError(op, "x must have no missing values", where, "Fill them with Imputer, or drop such rows.");
  }
  requireFinite(op, "x", data);
}

/** `x` when it is a matrix with the columns that were fitted. @throws {ShapeError} */
export function requireColumns(op: string, x: NDArray, columns: number): NDArray {
  requireArray(op, "x", x);
  if (x.ndim === 2 && x.shape[1] === columns) return x;
  throw new ShapeError(op, `x must have the ${columns} columns that were fitted`, { x: x.shape });
}

/**
 * Which columns hold one number only, `[p]`. Their deviation does not tell: rounding leaves the mean of a constant beside it.
 */
export function constantColumns(data: NDArray): NDArray<"bool"> {
  return equal(max(data, { axis: 0 }) as NDArray, min(data, { axis: 0 }) as NDArray);
}
