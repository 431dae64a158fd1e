import { ValueError } from "@linnet/core";
import { linearAxis, percentAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { area, dots, levelLine, line } from "../draw/marks.js";
import { thin } from "../draw/thin.js";
import { formatPercent } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type Ratios, cumulate, readRatios } from "../read/ratios.js";
import { colorsOf } from "../theme/theme.js";

export interface CumulativeVarianceOptions extends ChartOptions {
  /** A share of the variance; the chart marks how many components reach it. @defaultValue 0.9 */
  readonly threshold?: number;
}

/**
 * The share of the variance that the first k principal components explain together, and the k that reaches a threshold.
 *
 * @param ratios the explained variance ratios, or a fitted PCA that has them
 * @throws {ShapeError} when the ratios have not one axis, or are empty
 * @throws {ValueError} when a ratio is not in [0, 1], their sum exceeds 1, or an option cannot be used
 * @example
 * cumulativeVariancePlot([0.6, 0.3, 0.1], { threshold: 0.85 });
 */
export function cumulativeVariancePlot(ratios: Ratios, options: CumulativeVarianceOptions = {}): Figure {
  const op = "cumulativeVariancePlot";
  const { threshold = 0.9 } = options;
  if (!(threshold > 0 && threshold < 1)) throw new ValueError(op, "threshold must lie between 0 and 1", threshold);
  const total = cumulate(readRatios(op, ratios));
  const k = total.findIndex((share) => share >= threshold) + 1;
  const goal = formatPercent(threshold, 2);
  const reached =
    k > 0 ? `${k} of ${total.length} components reach ${goal}` : `${total.length} components stay below ${goal}`;
  const page = readOptions(op, options, {
    title: "Cumulative explained variance",
    description: `A line that rises to ${formatPercent(total[total.length - 1])} of the variance; ${reached}.`,
  });
  const colors = colorsOf(page.theme);
  const count = Float64Array.from(total, (_, i) => i + 1);
  return draw({
    page,
    subtitle: reached,
    x: linearAxis("x", 1, Math.max(2, total.length), { label: "components →", whole: true }),
    y: percentAxis("y", 0, 1, { label: "↑ share of variance", grid: true }),
    marks: ({ width }) => {
      const { x, y } = thin(count, total, [1, total.length], width);
      return [
        area(x, y, { fill: colors.accent, fillOpacity: 0.14 }),
        levelLine(threshold, { stroke: colors.second, strokeWidth: 1.5, strokeDasharray: "5 4" }),
        line(x, y, { stroke: colors.accent, strokeWidth: 2.5 }),
        ...(k > 0 ? [dots([k], [total[k - 1]], { fill: colors.second, r: 5 })] : []),
      ];
    },
    sketch: {
      kind: "lines",
      xLabel: "components",
      yLabel: "share of variance",
      log: false,
      series: [{ name: "together", x: count, y: total }],
    },
  });
}
