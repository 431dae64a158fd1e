import { type NDArray, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { requireScores } from "./scores.js";

/**
 * Share of examples whose true class is among the k with the largest scores; of equal scores the first class is the larger, so that k = 1 gives
 * `accuracy`.
 *
 * @param scores one column a class `[n, classes]`: logits or probabilities
 * @param target class indices `[n]`
 * @param k default 5
 * @throws {ShapeError} when there are not as many rows as targets, or none
 * @throws {ValueError} for a k outside [1, classes], scores that are NaN, and labels that are no class
 */
export function topKAccuracy(scores: NDArray, target: NDArray, k = 5): number {
  const { rows, labels, classes } = requireScores("topKAccuracy", scores, target);
  if (!(Number.isInteger(k) && k >= 1 && k <= classes)) {
    throw new ValueError("topKAccuracy", `k must be an integer in [1, ${classes}]`, kindOf(k));
  }
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    const own = rows[i * classes + labels[i]];
    let before = 0;
    for (let j = 0; j < classes; j++) {
      const other = rows[i * classes + j];
      if (other > own || (other === own && j < labels[i])) before++;
    }
    if (before < k) right++;
  }
  return right / labels.length;
}
