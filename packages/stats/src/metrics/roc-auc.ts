import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf, requireArray, requireFloat, requireOptions } from "@linnet/core/extend";
import { requireNumbers, requireScores } from "./scores.js";

/** Options of `rocAuc`, for several classes. */
export interface RocAucOptions {
  /** The mean over classes, each against the rest: plain (default), or weighted by how often each is true. */
  readonly average?: "macro" | "weighted";
}

/**
 * Area under the receiver operating characteristic: how often one of the class has a higher score than one that is not, ties counting half.
 *
 *     (R − n₁·(n₁ + 1)/2) / (n₁·n₀),   R the sum of the ranks of the class, equal scores sharing their mean rank
 *
 * @param scores `[n]` of being of class 1: probabilities or logits; or one column a class `[n, classes]`, each class against the rest
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many scores as targets, or none
 * @throws {ValueError} for scores that are NaN, labels that are no class, and a class that all or none of the examples are of
 * @see Hanley & McNeil, *The meaning and use of the area under a receiver operating characteristic curve*, Radiology 143, 1982
 */
export function rocAuc(scores: NDArray, target: NDArray, options?: RocAucOptions): number {
  const { average = "macro" } = requireOptions<RocAucOptions>("rocAuc", options);
  if (average !== "macro" && average !== "weighted") {
    throw new ValueError("rocAuc", 'average must be "macro" or "weighted"', kindOf(average));
  }
  requireArray("rocAuc", "scores", scores);
  if (scores.ndim !== 2) return ofOneScore(scores, target);
  const { rows, labels, classes } = requireScores("rocAuc", scores, target);
  let sum = 0;
  let weights = 0;
  for (let c = 0; c < classes; c++) {
    const isOne = Array.from(labels, (label) => label === c);
    const weight = average === "weighted" ? isOne.filter(Boolean).length : 1;
    const own = Float64Array.from(isOne, (_, i) => rows[i * classes + c]);
    sum += weight * area(own, isOne, c);
    weights += weight;
  }
  return sum / weights;
}

function ofOneScore(scores: NDArray, target: NDArray): number {
  const x = requireFloat("rocAuc", "scores", scores);
  requireArray("rocAuc", "target", target);
  if (x.ndim !== 1 || target.ndim !== 1 || x.size !== target.size || x.size === 0) {
    const shapes = { scores: x.shape, target: target.shape };
    throw new ShapeError("rocAuc", "scores must be [n] or [n, classes] and target [n], n ≥ 1", shapes);
  }
  const labels = Array.from(target.toTypedArray());
  const wrong = labels.find((label) => label !== 0 && label !== 1);
  if (wrong !== undefined) {
    const hint = "Give several classes one column of scores each.";
    throw new ValueError("rocAuc", "labels must be 0 or 1 beside one score", wrong, hint);
  }
  return area(
    requireNumbers("rocAuc", "scores", x),
    labels.map((label) => label === 1),
    1,
  );
}

function area(scores: ArrayLike<number>, isOne: readonly boolean[], label: number): number {
  const ones = isOne.filter(Boolean).length;
  const others = isOne.length - ones;
  if (ones === 0 || others === 0) {
    const got = `${ones} of ${isOne.length} of class ${label}`;
    throw new ValueError("rocAuc", "there must be examples of a class and others", got);
  }
  const order = Uint32Array.from(isOne, (_, i) => i).sort((i, j) => scores[i] - scores[j] || 0); // ∞ − ∞ are equal
  let ranks = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && scores[order[end]] === scores[order[start]]) end++;
    const shared = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (isOne[order[i]]) ranks += shared;
  }
  return (ranks - (ones * (ones + 1)) / 2) / (ones * others);
}
