import { type NDArray, array } from "@linnet/core";
import {
  type OneAgainstRestOptions,
  type OneClass,
  againstRest,
  requireOneClass,
  thresholdsOf,
} from "./one-against-rest.js";

/** How the two rates move as the threshold falls, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** Share of the others that score the threshold or more. */
  readonly falsePositiveRate: NDArray<"float64", readonly [number]>;
  /** Share of the class that does. */
  readonly truePositiveRate: NDArray<"float64", readonly [number]>;
  /** The distinct scores, descending, after an infinite one, above which nothing is. */
  readonly thresholds: NDArray<"float64", readonly [number]>;
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
export function rocAuc(scores: NDArray, target: NDArray, options?: OneAgainstRestOptions): number {
  return againstRest("rocAuc", scores, target, options, area);
}

/**
 * The receiver operating characteristic: rates of true against false alarms at every threshold.
 *
 * @param scores `[n]` of being of class 1: probabilities or logits
 * @param target class indices `[n]`, 0 or 1
 * @throws {ShapeError} when there are not as many scores as targets, or none
 * @throws {ValueError} for scores that are NaN, labels other than 0 and 1, and when all or none are of class 1
 * @remarks All thresholds are kept: the trapezoids under the curve add up to `rocAuc`.
 * @example
 * const { falsePositiveRate, truePositiveRate } = rocCurve(array([0.9, 0.4, 0.4]), array([1, 0, 1]));
 * falsePositiveRate.toArray(); // [0, 0, 1]
 * truePositiveRate.toArray(); // [0, 0.5, 1]
 */
export function rocCurve(scores: NDArray, target: NDArray): RocCurve {
  const one = requireOneClass("rocCurve", scores, target);
  const { thresholds, hits, alarms } = thresholdsOf(one);
  return {
    falsePositiveRate: array([0, ...alarms.map((count) => count / one.others)]),
    truePositiveRate: array([0, ...hits.map((count) => count / one.ones)]),
    thresholds: array([Infinity, ...thresholds]),
  };
}

function area({ scores, isOne, ones, others }: OneClass): number {
  const order = Uint32Array.from(isOne, (_, i) => i).sort((i, j) => scores[i] - scores[j] || 0); // ∞ − ∞ are equal
  let ranks = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && scores[order[end]] === scores[order[start]]) end++;
    const shared = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (isOne[order[i]]) ranks += shared;
  }
  return (ranks - (ones * (ones + 1)) / 2) / (ones * others);
}
