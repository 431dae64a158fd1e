import { type NDArray, ShapeError } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";

/**
 * `y` as a finite table of floats beside one of n rows; a vector is a table of one column.
 *
 * @throws {ShapeError} unless it has n rows and a column
 * @throws {ValueError} for NaN and infinite entries
 */
export function requireBlock(op: string, y: NDArray, n: number): NDArray {
  const data = requireFloat(op, "y", y);
  if (y.ndim < 1 || y.ndim > 2 || y.size === 0 || y.shape[0] !== n) {
    throw new ShapeError(op, `y must have ${n} rows, one for each of x, and at least one column`, { y: y.shape });
  }
  requireFinite(op, "y", data);
  return y.ndim === 2 ? data : data.reshape([n, 1]);
}
