import { array } from "@linnet/core";
import { averagePrecision, precisionRecallCurve } from "@linnet/stats";
import { levelLine } from "../draw/marks.js";
import { formatPercent } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import type { Labels } from "../read/classes.js";
import { type ScoredClass, type Scores, type TargetOptions, readScores } from "../read/scores.js";
import { type ScoreCurve, drawScoreCurves, tellScores } from "./score-curves.js";

export interface PrecisionRecallOptions extends ChartOptions, TargetOptions {}

/**
 * How precise a classifier is (upwards) at how many of a class that it finds (across), at every threshold, with the average
 * precision, the area under the steps. Chance is a level line at the share of the class.
 *
 * @param scores of being of the class `[n]`, of several classifiers by name, or a column a class `[n, k]`, each against the rest
 * @param target 0 and 1, labels of which one is `positive`, or the classes of the columns of `scores`
 * @throws {ShapeError} when scores have not one or two axes, or there is not a label an example
 * @throws {ValueError} for scores that are NaN, labels that are no class, all or no examples of the class, and more than fifty curves
 * @see Davis and Goadrich, *The relationship between precision-recall and ROC curves*, ICML 2006
 * @example
 * precisionRecallPlot([0.9, 0.4, 0.8, 0.1], ["spam", "ham", "spam", "ham"], { positive: "spam" });
 */
export function precisionRecallPlot(scores: Scores, target: Labels, options: PrecisionRecallOptions = {}): Figure {
  const op = "precisionRecallPlot";
  const { curves, notes } = readScores(op, scores, target, options);
  const lines = curves.map(stepsOf);
  const shares = curves.map(({ isOne }) => isOne.reduce((sum, one) => sum + one, 0) / isOne.length);
  const shared = shares.every((share) => share === shares[0]) ? shares[0] : undefined;
  const page = readOptions(op, options, {
    title: "Precision and recall",
    description: [
      `${lines.length === 1 ? "A curve" : `${lines.length} curves`} of precision against recall.`,
      tellScores(lines, "average precision"),
      ...(shared === undefined ? [] : [`${formatPercent(shared)} of the examples are of the class.`]),
    ].join(" "),
  });
  return drawScoreCurves(page, lines, {
    scoreName: "AP",
    xLabel: "recall",
    yLabel: "precision",
    notes,
    chance: (colors) =>
      shared === undefined
        ? []
        : [levelLine(shared, { stroke: colors.muted, strokeWidth: 1.25, strokeDasharray: "4 4" })],
  });
}

/** A level step for each threshold, whose area is the average precision. */
function stepsOf({ name, scores, isOne }: ScoredClass): ScoreCurve {
  const [values, truths] = [array(scores), array(isOne, { dtype: "int32" })];
  const curve = precisionRecallCurve(values, truths);
  const [precision, recall] = [curve.precision, curve.recall].map((a) => a.toTypedArray());
  // between two recalls the precision is that at the greater one
  const x = Float64Array.from({ length: 2 * (recall.length - 1) }, (_, i) => recall[(i + 1) >> 1]);
  const y = Float64Array.from(x, (_, i) => precision[(i >> 1) + 1]);
  return { name, x, y, score: averagePrecision(values, truths) };
}
