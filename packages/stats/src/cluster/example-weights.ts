import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";

/**
 * How often each example counts; 1 each where no weights are given.
 *
 * @throws {ShapeError} unless there is a weight an example
 * @throws {ValueError} for negative or infinite weights, and where all are 0
 */
export function requireWeights(op: string, weights: NDArray | undefined, n: number): Float64Array {
  if (weights === undefined) return new Float64Array(n).fill(1);
  const data = requireFloat(op, "weights", weights);
  if (weights.ndim !== 1 || weights.size !== n) {
    throw new ShapeError(op, `weights must be one for each of ${n} rows`, { weights: weights.shape });
  }
  requireFinite(op, "weights", data);
  const values = new Float64Array(data.toTypedArray());
  const negative = values.findIndex((w) => w < 0);
  if (negative >= 0) {
    throw new ValueError(op, "weights must not be negative", `${values[negative]} at index ${negative}`);
  }
  if (values.every((w) => w === 0)) throw new ValueError(op, "some weight must be positive", "zeros only");
  return values;
}
