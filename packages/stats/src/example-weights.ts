import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireArray, requireFinite, requireFloat } from "@linnet/core/extend";

/**
 * Weights of examples as float64 numbers.
 *
 * @param weights `[n]`, or none
 * @throws {ShapeError} unless there is a weight an example
 * @throws {ValueError} for a weight that is negative or not finite, and where none is above 0
 */
export function requireWeights(op: string, weights: NDArray | undefined, n: number): Float64Array | null {
  if (weights === undefined) return null;
  const given = requireFloat(op, "weights", requireArray(op, "weights", weights));
  if (given.ndim !== 1 || given.size !== n) {
    throw new ShapeError(op, `weights must have one for each of ${n} rows`, { weights: given.shape });
  }
  requireFinite(op, "weights", given);
  const numbers = Float64Array.from(given.toTypedArray());
  const negative = numbers.findIndex((w) => w < 0);
  if (negative >= 0) {
    throw new ValueError(op, "weights must not be negative", `${numbers[negative]} at index ${negative}`);
  }
  if (numbers.every((w) => w === 0)) throw new ValueError(op, "some weight must be above 0", "zeros only");
  return numbers;
}
