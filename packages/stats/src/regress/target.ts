import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";

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
export function requireWeights(op: string, weights: NDArray | undefined, n: number): Float64Array | null {
  if (weights === undefined) return null;
  const given = requireFloat(op, "weights", weights);
  if (given.ndim !== 1 || given.size !== n) {
    throw new ShapeError(op, `weights must have a number for each of ${n} rows`, { weights: weights.shape });
  }
  const numbers = Float64Array.from(given.toTypedArray() as Float64Array);
  const wrong = numbers.findIndex((w) => !(w > 0 && w < Infinity));
  if (wrong < 0) return numbers;
  const hint = "Leave rows of weight 0 out.";
  throw new ValueError(op, "weights must be positive numbers", `${numbers[wrong]} at row ${wrong}`, hint);
}
