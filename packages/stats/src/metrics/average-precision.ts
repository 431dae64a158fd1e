import { type NDArray, array } from "@linnet/core";
import {
  type OneAgainstRestOptions,
  type OneClass,
  againstRest,
  requireOneClass,
  thresholdsOf,
} from "./one-against-rest.js";

/** How precision and recall move as the threshold falls. */
export interface PrecisionRecallCurve {
  /** Share of those that score the threshold or more that are of the class; 1 at the start, where there are none. */
  readonly precision: NDArray<"float64", readonly [number]>;
  /** Share of the class that scores the threshold or more, from 0 to 1. */
  readonly recall: NDArray<"float64", readonly [number]>;
  /** The distinct scores, descending, after an infinite one, above which nothing is. */
  readonly thresholds: NDArray<"float64", readonly [number]>;
}

/**
 * Precision averaged over the steps of recall: the area under the curve without interpolation, which would be too hopeful.
 *
 *     Σₖ (Rₖ − Rₖ₋₁)·Pₖ,   over the distinct scores, descending
 *
 * @param scores `[n]` of being of class 1: probabilities or logits; or one column a class `[n, classes]`, each class against the rest
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many scores as targets, or none
 * @throws {ValueError} for scores that are NaN, labels that are no class, and a class that all or none of the examples are of
 * @see Davis & Goadrich, *The relationship between precision-recall and ROC curves*, ICML 2006
 * @example
 * averagePrecision(array([0.9, 0.8, 0.1]), array([1, 0, 1])).toFixed(4); // "0.8333"
 */
export function averagePrecision(scores: NDArray, target: NDArray, options?: OneAgainstRestOptions): number {
  return againstRest("averagePrecision", scores, target, options, (one) => {
    const { precision, recall } = curveOf(one);
    return precision.reduce((total, p, k) => total + (k === 0 ? 0 : (recall[k] - recall[k - 1]) * p), 0);
  });
}

/**
 * Precision and recall at every threshold.
 *
 * @param scores `[n]` of being of class 1: probabilities or logits
 * @param target class indices `[n]`, 0 or 1
 * @throws {ShapeError} when there are not as many scores as targets, or none
 * @throws {ValueError} for scores that are NaN, labels other than 0 and 1, and when all or none are of class 1
 * @example
 * precisionRecallCurve(array([0.9, 0.4, 0.2, 0.1]), array([1, 0, 1, 0])).recall.toArray(); // [0, 0.5, 0.5, 1, 1]
 */
export function precisionRecallCurve(scores: NDArray, target: NDArray): PrecisionRecallCurve {
  const { precision, recall, thresholds } = curveOf(requireOneClass("precisionRecallCurve", scores, target));
  return { precision: array(precision), recall: array(recall), thresholds: array(thresholds) };
}

function curveOf(one: OneClass): Readonly<Record<"precision" | "recall" | "thresholds", number[]>> {
  const { thresholds, hits, alarms } = thresholdsOf(one);
  return {
    precision: [1, ...hits.map((hit, k) => hit / (hit + alarms[k]))],
    recall: [0, ...hits.map((hit) => hit / one.ones)],
    thresholds: [Infinity, ...thresholds],
  };
}
