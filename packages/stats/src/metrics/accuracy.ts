import { type NDArray, ShapeError, argmax } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/**
 * Share of examples whose predicted class is the true one.
 *
 * @param prediction class indices `[n]`, or one column of scores a class `[n, classes]`, of which the largest counts
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 */
export function accuracy(prediction: NDArray, target: NDArray): number {
  const [p, t] = labelPairs("accuracy", prediction, target);
  let right = 0;
  for (let i = 0; i < t.length; i++) if (p[i] === t[i]) right++;
  return right / t.length;
}

/** Predicted and true class of each example. */
export function labelPairs(
  op: string,
  prediction: NDArray,
  target: NDArray,
): readonly [ArrayLike<number>, ArrayLike<number>] {
  requireArray(op, "prediction", prediction);
  requireArray(op, "target", target);
  const scored = prediction.ndim === 2 && prediction.shape[1] > 0;
  const labels: NDArray = scored ? argmax(prediction, { axis: 1 }) : prediction;
  if (labels.ndim !== 1 || target.ndim !== 1 || labels.size !== target.size || target.size === 0) {
    throw new ShapeError(op, "prediction must be [n] or [n, classes] and target [n], n ≥ 1", {
      prediction: prediction.shape,
      target: target.shape,
    });
  }
  return [labels.toTypedArray(), target.toTypedArray()];
}
