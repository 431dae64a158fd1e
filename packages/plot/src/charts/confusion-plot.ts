import { ShapeError, ValueError } from "@linnet/core";
import { bandAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { cells, texts } from "../draw/marks.js";
import { formatCount, formatPercent } from "../draw/ticks.js";
import { textWidth } from "../draw/text-width.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { type Matrix, readNumbers, requireAtMost } from "../read/numbers.js";
import { HEAT_FLIP, colorsOf } from "../theme/theme.js";

export interface ConfusionOptions extends ChartOptions {
  /** Names of the classes; 0, 1, 2, … by default. */
  readonly labels?: ArrayLike<number | string>;
}

/** Cells of more classes than this are as small as two pixels. */
const MOST_CLASSES = 200;

/**
 * A confusion matrix: how many members of each true class (row) were taken for which class (column), coloured by their
 * share of the row.
 *
 * @param matrix shape `[k, k]`, counts
 * @throws {ShapeError} when `matrix` is not square with two axes, or labels do not match its side
 * @throws {ValueError} when a count is negative or not finite, all are zero, there are more than 200 classes, or an option cannot be used
 * @example
 * confusionPlot([[50, 2], [1, 47]], { labels: ["cat", "dog"] });
 */
export function confusionPlot(matrix: Matrix, options: ConfusionOptions = {}): Figure {
  const op = "confusionPlot";
  const { shape, data } = readNumbers(op, "matrix", matrix, 2);
  const k = shape[0];
  if (k !== shape[1]) throw new ShapeError(op, "matrix must be square", { matrix: shape });
  requireAtMost(op, "classes", k, MOST_CLASSES, "Draw the matrix as a heatmap.");
  requireCounts(op, data);
  const names = readNames(op, "labels", options.labels, k);
  const total = sum(data);
  const right = sum(data.filter((_, i) => i % (k + 1) === 0));
  if (total === 0) throw new ValueError(op, "matrix must count something", "zeros only");
  const score = `accuracy ${formatPercent(right / total)} (${formatCount(right)} of ${formatCount(total)})`;
  const page = readOptions(op, options, {
    title: "Confusion matrix",
    description: `A table of true classes (rows) against predicted classes (columns): ${score}. ${worst(data, names)}`,
  });
  const colors = colorsOf(page.theme);
  const rowTotals = names.map((_, i) => sum(data.subarray(i * k, (i + 1) * k)));
  const share = data.map((count, i) => count / Math.max(rowTotals[Math.floor(i / k)], Number.MIN_VALUE));
  const at = Array.from(data.keys()).filter((i) => data[i] > 0);
  const [column, row] = [at.map((i) => i % k), at.map((i) => Math.floor(i / k))];
  return draw({
    page,
    subtitle: score,
    x: bandAxis("x", names, { label: "predicted →", padding: 0, all: true }),
    y: bandAxis("y", names, { label: "↓ true", padding: 0, downward: true, all: true }),
    frameHeight: (width) => Math.min(width, 640),
    marks: (frame) => {
      const all = Array.from(data.keys());
      const blank = cells(
        all.map((i) => i % k),
        all.map((i) => Math.floor(i / k)),
        {
          fill: colors.grid,
          fillOpacity: 0.45,
          inset: 0.5,
        },
      );
      const opacity = { value: at.map((i) => 0.08 + 0.92 * share[i]), scale: null };
      const heat = cells(column, row, { fill: colors.heat, fillOpacity: opacity, inset: 0.5 });
      const words = at.map((i) => formatCount(data[i]));
      const size = Math.min(15, ...words.map((word) => ((frame.width / k - 4) / textWidth(word, 10)) * 10));
      if (size < 7) return [blank, heat];
      const ink = at.map((_, j) => (opacity.value[j] > HEAT_FLIP ? colors.onHeat : colors.onPale));
      return [
        blank,
        heat,
        texts(column, row, words, { fill: { value: ink, scale: null }, fontSize: size, fontWeight: 600 }),
      ];
    },
    sketch: { kind: "counts", labels: names, counts: data },
  });
}

function requireCounts(op: string, data: Float64Array): void {
  const bad = data.findIndex((count) => !(count >= 0 && count < Infinity));
  if (bad >= 0) throw new ValueError(op, "matrix must hold counts", `${data[bad]} at index ${bad}`);
}

/** The most frequent mistake, in words. */
function worst(data: Float64Array, names: readonly string[]): string {
  const k = names.length;
  let most = -1;
  for (const i of data.keys()) if (i % (k + 1) !== 0 && data[i] > 0 && (most < 0 || data[i] > data[most])) most = i;
  if (most < 0) return "There is no mistake.";
  const times = data[most] === 1 ? "once" : `${formatCount(data[most])} times`;
  return `The most frequent mistake is ${names[Math.floor(most / k)]} taken for ${names[most % k]}, ${times}.`;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
