import { ValueError } from "@linnet/core";
import { bandAxis, percentAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { bars, dots, line } from "../draw/marks.js";
import { counted, formatPercent } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { requireAtMost } from "../read/numbers.js";
import { type Ratios, cumulate, readRatios } from "../read/ratios.js";
import { colorsOf } from "../theme/theme.js";

export interface ScreeOptions extends ChartOptions {
  /** How many components are shown; all by default. */
  readonly components?: number;
}

/** More bars than this are narrower than a pixel. */
const MOST_BARS = 2000;

/**
 * How much of the variance each principal component explains: a bar each, and their running total as a line.
 *
 * @param ratios the explained variance ratios, or a fitted PCA that has them
 * @throws {ShapeError} when the ratios have not one axis, or are empty
 * @throws {ValueError} when a ratio is not in [0, 1], their sum exceeds 1, more than 2000 components are to be shown, or an option
 *   cannot be used
 * @example
 * screePlot([0.6, 0.3, 0.1], { title: "Digits" });
 */
export function screePlot(ratios: Ratios, options: ScreeOptions = {}): Figure {
  const op = "screePlot";
  const all = readRatios(op, ratios);
  const { components = all.length } = options;
  if (!Number.isInteger(components) || components < 1 || components > all.length) {
    throw new ValueError(op, `components must be a whole number from 1 to ${all.length}`, components);
  }
  requireAtMost(op, "components", components, MOST_BARS, "Show the first ones: { components: 50 }.");
  const shown = all.subarray(0, components);
  const total = cumulate(all).subarray(0, components);
  const names = Array.from(shown, (_, i) => String(i + 1));
  const page = readOptions(op, options, {
    title: "Explained variance",
    description:
      `Bars of the share of variance that each of ${counted(components, "principal component")} explains, with the running total as a line. ` +
      `The first explains ${formatPercent(all[0])}; together they explain ${formatPercent(total[components - 1])}.`,
  });
  const colors = colorsOf(page.theme);
  const top = total[components - 1] > 0.5 ? 1 : Math.max(total[components - 1] * 1.1, 1e-6);
  const positions = Array.from(shown, (_, i) => i);
  return draw({
    page,
    x: bandAxis("x", names, { label: "component →", padding: 0.18 }),
    y: percentAxis("y", 0, top, { label: "↑ share of variance", grid: true }),
    legend: {
      samples: [
        { name: "each", color: colors.accent, kind: "box" },
        { name: "together", color: colors.second, kind: "line" },
      ],
    },
    marks: () => [
      bars(positions, shown, { fill: colors.accent }),
      line(positions, total, { stroke: colors.second, strokeWidth: 2.5 }),
      ...(components <= 30 ? [dots(positions, total, { fill: colors.second, r: 3.5 })] : []),
    ],
    sketch: { kind: "bars", labels: names, values: shown, unit: "percent" },
  });
}
