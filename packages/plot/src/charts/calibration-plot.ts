import { ValueError, array } from "@linnet/core";
import { Beta, brier } from "@linnet/stats";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, dots, line } from "../draw/marks.js";
import { segments } from "../draw/spans.js";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import type { Labels } from "../read/classes.js";
import { type ScoredClass, type Scores, type TargetOptions, readScores } from "../read/scores.js";
import { classMark } from "../theme/classes.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { formatScore } from "./score-curves.js";

export interface CalibrationOptions extends ChartOptions, TargetOptions {
  /** How many bins of equal width [0, 1] is cut into, 2 to 100. @defaultValue 10 */
  readonly bins?: number;
}

/** Bins that hold something. */
interface Calibration {
  readonly name: string;
  /** Mean probability in each bin, and the share of the class. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Members of each bin, and how many are of the class. */
  readonly counts: readonly number[];
  readonly ones: readonly number[];
  readonly brier: number;
  /** Σ (members/n)·|share − mean probability|. */
  readonly error: number;
}

/**
 * Whether what is said to have probability p happens in a share p of the cases: the share of the class (upwards) over the mean probability
 * of each bin (across), with the Brier score and, for a single classifier, 95 % intervals of the shares. Calibrated is the diagonal.
 *
 * @param probabilities of being of the class `[n]`, of several classifiers by name, or a column a class `[n, k]`, each against the rest
 * @param target 0 and 1, labels of which one is `positive`, or the classes of the columns of `probabilities`
 * @throws {ShapeError} when probabilities have not one or two axes, or there is not a label an example
 * @throws {ValueError} for probabilities outside [0, 1], labels that are no class, all or no examples of the class, and more than fifty
 *   classifiers
 * @remarks Intervals are those of Clopper and Pearson, from quantiles of the Beta distribution.
 * @see Niculescu-Mizil and Caruana, *Predicting good probabilities with supervised learning*, ICML 2005
 * @example
 * calibrationPlot([0.9, 0.8, 0.3, 0.1, 0.6], [1, 1, 0, 0, 1], { bins: 4 });
 */
export function calibrationPlot(probabilities: Scores, target: Labels, options: CalibrationOptions = {}): Figure {
  const op = "calibrationPlot";
  const { bins = 10 } = options;
  if (!Number.isInteger(bins) || bins < 2 || bins > 100) {
    throw new ValueError(op, "bins must be a whole number from 2 to 100", bins);
  }
  const { curves, notes } = readScores(op, probabilities, target, options);
  const all = curves.map((curve) => calibrationOf(op, curve, bins));
  const story = all.map(
    ({ name, brier: score, error }) =>
      `${name ? `${name}: ` : ""}Brier score ${formatScore(score)}, mean distance from the diagonal ${formatNumber(error)}`,
  );
  const page = readOptions(op, options, {
    title: "Calibration",
    description: `Shares of the class over mean probabilities in ${bins} bins. ${story.join("; ")}.`,
  });
  const colors = colorsOf(page.theme);
  const looks = all.map((_, k) => classMark(colors, k));
  const told = all.map(({ name, brier: score }) => `${name && `${name}: `}Brier score ${formatScore(score)}`);
  return draw({
    page,
    ...(all.length === 1
      ? { subtitle: told[0] }
      : { legend: { samples: told.map((name, k) => ({ name, kind: "line" as const, ...looks[k] })) } }),
    x: linearAxis("x", 0, 1, { label: "mean probability →", grid: true }),
    y: linearAxis("y", 0, 1, { label: "↑ share of the class", grid: true }),
    ...(notes.length > 0 && { notes }),
    frameHeight: (width) => Math.min(width, 480),
    marks: () => [
      line([0, 1], [0, 1], { stroke: colors.muted, strokeWidth: 1.25, strokeDasharray: "4 4" }),
      ...(all.length === 1 ? [intervals(all[0], colors)] : []),
      ...all.flatMap(({ x, y }, k) => {
        const { color, dash: strokeDasharray } = looks[k];
        const path = line(x, y, { stroke: color, strokeWidth: 2, ...(strokeDasharray && { strokeDasharray }) });
        return [path, dots(x, y, { fill: color, r: 4 })];
      }),
    ],
    sketch: {
      kind: "lines",
      xLabel: "mean probability",
      yLabel: "share of the class",
      log: false,
      series: all.map(({ x, y }, k) => ({ name: told[k], x, y })),
    },
  });
}

function calibrationOf(op: string, { name, scores, isOne }: ScoredClass, bins: number): Calibration {
  const outside = scores.findIndex((p) => !(p >= 0 && p <= 1));
  if (outside >= 0) {
    throw new ValueError(op, `${name || "probabilities"} must lie in [0, 1]`, `${scores[outside]} at index ${outside}`);
  }
  const [counts, ones, sums] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (const [i, p] of scores.entries()) {
    const bin = Math.min(Math.floor(p * bins), bins - 1); // the last bin holds 1
    counts[bin] += 1;
    ones[bin] += isOne[i];
    sums[bin] += p;
  }
  const full = Array.from(counts.keys()).filter((bin) => counts[bin] > 0);
  const x = Float64Array.from(full, (bin) => sums[bin] / counts[bin]);
  const y = Float64Array.from(full, (bin) => ones[bin] / counts[bin]);
  return {
    name,
    x,
    y,
    counts: full.map((bin) => counts[bin]),
    ones: full.map((bin) => ones[bin]),
    brier: brier(array(scores), array(isOne, { dtype: "int32" })),
    error: full.reduce((sum, bin, k) => sum + (counts[bin] / scores.length) * Math.abs(y[k] - x[k]), 0),
  };
}

/** 95 % intervals of the shares. */
function intervals({ x, counts, ones }: Calibration, colors: Colors): Mark {
  const y1 = ones.map((k, i) => (k === 0 ? 0 : new Beta(k, counts[i] - k + 1).ppf(0.025)));
  const y2 = ones.map((k, i) => (k === counts[i] ? 1 : new Beta(k + 1, counts[i] - k).ppf(0.975)));
  return segments({ x1: x, x2: x, y1, y2 }, { stroke: colors.accent, strokeWidth: 1.5, strokeOpacity: 0.5 });
}
