import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";
import { requireWeights } from "../example-weights.js";

/**
 * The target of a regression in float64: a finite number for each of n rows.
 *
 * @throws {ShapeError} unless there are n of them
 * @throws {ValueError} for missing (NaN) and infinite ones
 */
export function requireTarget(op: string, y: NDArray, n: number): Float64Array {
  const target = requireFloat(op, "y", y);
  if (target.ndim !== 1 || target.size !== n) {
    throw new ShapeError(op, `y must have a number for each of ${n} rows`, { y: y.shape });
  }
  const numbers = Float64Array.from(target.toTypedArray() as Float64Array);
  const missing = numbers.findIndex((v) => Number.isNaN(v));
  if (missing >= 0) {
    throw new ValueError(op, "y must have no missing values", `NaN at row ${missing}`, "Drop such rows.");
  }
  requireFinite(op, "y", target);
  return numbers;
}

/** Weights of n rows, all positive; `null` where there are none. @throws {ShapeError} @throws {ValueError} */
export function requirePositiveWeights(op: string, weights: NDArray | undefined, n: number): Float64Array | null {
  const numbers = requireWeights(op, weights, n);
  const zero = numbers?.indexOf(0) ?? -1;
  if (zero < 0) return numbers;
  throw new ValueError(op, "weights must be positive", `0 at index ${zero}`, "Leave rows of weight 0 out.");
}
