import { array } from "@linnet/core";
import { rocAuc, rocCurve } from "@linnet/stats";
import { line } from "../draw/marks.js";
import { formatNumber, formatPercent } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import type { Labels } from "../read/classes.js";
import { type ScoredClass, type Scores, type TargetOptions, readScores } from "../read/scores.js";
import { type ScoreCurve, drawScoreCurves, tellScores } from "./score-curves.js";

export interface RocOptions extends ChartOptions, TargetOptions {
  /** Whether the point of each curve furthest above the diagonal is marked: Youden's index. @defaultValue false */
  readonly optimal?: boolean;
}

/** A curve, and the threshold at the point that is marked. */
interface RocLine extends ScoreCurve {
  readonly threshold: number;
}

/**
 * The receiver operating characteristic: how many of a class are found (upwards) at how many false alarms (across), at every
 * threshold, with the area under each curve. Chance is the diagonal.
 *
 * @param scores of being of the class `[n]`, of several classifiers by name, or a column a class `[n, k]`, each against the rest
 * @param target 0 and 1, labels of which one is `positive`, or the classes of the columns of `scores`
 * @throws {ShapeError} when scores have not one or two axes, or there is not a label an example
 * @throws {ValueError} for scores that are NaN, labels that are no class, all or no examples of the class, and more than fifty curves
 * @remarks Points of a curve nearer than a 2000th of the square are not drawn; areas are of all.
 * @see Fawcett, *An introduction to ROC analysis*, Pattern Recognition Letters 27, 2006
 * @example
 * rocPlot({ forest: [0.9, 0.4, 0.8, 0.1], logistic: [0.6, 0.7, 0.5, 0.2] }, [1, 0, 1, 0], { optimal: true });
 */
export function rocPlot(scores: Scores, target: Labels, options: RocOptions = {}): Figure {
  const op = "rocPlot";
  const { curves, notes } = readScores(op, scores, target, options);
  const lines = curves.map((curve) => lineOf(curve, options.optimal ?? false));
  const best = options.optimal ? lines.map(tellBest) : [];
  const page = readOptions(op, options, {
    title: "ROC",
    description: [
      `${lines.length === 1 ? "A curve" : `${lines.length} curves`} of the true positive rate against the false positive rate.`,
      tellScores(lines, "area under the curve"),
      ...best,
    ].join(" "),
  });
  return drawScoreCurves(page, lines, {
    scoreName: "AUC",
    xLabel: "false positive rate",
    yLabel: "true positive rate",
    notes: [...(best.length <= 3 ? best : []), ...notes],
    chance: (colors) => [line([0, 1], [0, 1], { stroke: colors.muted, strokeWidth: 1.25, strokeDasharray: "4 4" })],
  });
}

function lineOf({ name, scores, isOne }: ScoredClass, optimal: boolean): RocLine {
  const [values, truths] = [array(scores), array(isOne, { dtype: "int32" })];
  const { falsePositiveRate, truePositiveRate, thresholds } = rocCurve(values, truths);
  const [x, y, cuts] = [falsePositiveRate, truePositiveRate, thresholds].map((a) =>
    Float64Array.from(a.toTypedArray()),
  );
  let best = 0;
  for (let i = 1; i < x.length; i++) if (y[i] - x[i] > y[best] - x[best]) best = i;
  const point = optimal ? { point: [x[best], y[best]] as const } : {};
  return { name, x, y, score: rocAuc(values, truths), threshold: cuts[best], ...point };
}

function tellBest({ name, point: [x, y] = [0, 0], threshold }: RocLine): string {
  const told = `at threshold ${formatNumber(threshold)}: ${formatPercent(y)} found, ${formatPercent(x)} false alarms.`;
  return `${name ? `${name}: furthest` : "Furthest"} above chance ${told}`;
}
