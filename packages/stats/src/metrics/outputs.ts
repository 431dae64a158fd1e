import { type NDArray, ShapeError } from "@linnet/core";
import { requireFinite, requireFloat, sameShape } from "@linnet/core/extend";

/** A metric of one output: predicted and true numbers, equally many. */
export type OutputMetric = (predicted: Float64Array, actual: Float64Array) => number;

/**
 * The mean over outputs of a metric of each.
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`
 * @param target of the same shape
 * @param least rows that there must be
 * @throws {ShapeError} unless both have the same shape, of at least so many rows
 * @throws {ValueError} for NaN and infinite numbers
 */
export function meanOverOutputs(
  op: string,
  prediction: NDArray,
  target: NDArray,
  least: number,
  metric: OutputMetric,
): number {
  const [y, t] = [requireFloat(op, "prediction", prediction), requireFloat(op, "target", target)];
  const fits = sameShape(y.shape, t.shape) && (t.ndim === 1 || t.ndim === 2) && t.shape[0] >= least && t.size > 0;
  if (!fits) {
    const shapes = { prediction: y.shape, target: t.shape };
    throw new ShapeError(op, `prediction and target must be [n] or [n, outputs] alike, n ≥ ${least}`, shapes);
  }
  requireFinite(op, "prediction", y);
  requireFinite(op, "target", t);
  const [predicted, actual] = [y.toTypedArray(), t.toTypedArray()];
  const outputs: number = t.ndim === 1 ? 1 : t.shape[1];
  const column = (of: ArrayLike<number>, j: number): Float64Array =>
    Float64Array.from({ length: of.length / outputs }, (_, i) => of[i * outputs + j]);
  let total = 0;
  for (let j = 0; j < outputs; j++) total += metric(column(predicted, j), column(actual, j));
  return total / outputs;
}
