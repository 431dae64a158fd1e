import { type NDArray, ShapeError, equal, max, min } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";

/** `x` as a finite table of floats with at least one row and one column: integers become float64. */
export function requireTable(op: string, x: NDArray): NDArray {
  const data = requireFloat(op, "x", x);
  if (x.ndim !== 2 || x.size === 0) {
    throw new ShapeError(op, "x must be a matrix with at least one row and one column", { x: x.shape });
  }
  requireFinite(op, "x", data);
  return data;
}

/**
 * Which columns hold one number only, `[p]`. Their deviation does not tell: rounding leaves the mean of a constant beside it.
 */
export function constantColumns(data: NDArray): NDArray<"bool"> {
  return equal(max(data, { axis: 0 }) as NDArray, min(data, { axis: 0 }) as NDArray);
}
