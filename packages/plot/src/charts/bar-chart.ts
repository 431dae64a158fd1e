import { bandAxis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { bars, levelLine } from "../draw/marks.js";
import { formatNumber, niceDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { type Vector, readNumbers, requireFinite } from "../read/numbers.js";
import { colorsOf } from "../theme/theme.js";

export interface BarOptions extends ChartOptions {
  /** Names of the bars; 0, 1, 2, … by default. */
  readonly labels?: ArrayLike<number | string>;
  readonly xLabel?: string;
  /** Also the title where there is none. */
  readonly yLabel?: string;
}

/**
 * A bar for each value, from zero.
 *
 * @throws {ShapeError} when `values` has not one axis or is empty, or labels do not match it
 * @throws {ValueError} when a value is not finite, or an option cannot be used
 * @example
 * barChart([97.2, 95.1], { labels: ["MLP", "softmax"], yLabel: "accuracy in %" });
 */
export function barChart(values: Vector, options: BarOptions = {}): Figure {
  const op = "barChart";
  const { data } = readNumbers(op, "values", values, 1);
  requireFinite(op, "values", data);
  const { xLabel, yLabel } = options;
  const names = readNames(op, "labels", options.labels, data.length);
  const [low, high] = extent(data);
  const story = data.length <= 12 ? names.map((name, i) => `${name} ${formatNumber(data[i])}`).join(", ") : undefined;
  const page = readOptions(op, options, {
    title: yLabel ?? "Values",
    description: `${data.length} bars, from ${formatNumber(low)} to ${formatNumber(high)}${story ? `: ${story}` : ""}.`,
  });
  const colors = colorsOf(page.theme);
  return draw({
    page,
    x: bandAxis("x", names, {
      ...(xLabel && { label: `${xLabel} →` }),
      padding: 0.2,
      all: options.labels !== undefined,
    }),
    y: linearAxis("y", ...niceDomain(Math.min(0, low), Math.max(0, high), 5), {
      ...(yLabel && options.title && { label: `↑ ${yLabel}` }),
      grid: true,
    }),
    marks: () => [
      bars(Array.from(data.keys()), data, { fill: colors.accent }),
      levelLine(0, { stroke: colors.muted, strokeWidth: 1 }),
    ],
    sketch: { kind: "bars", labels: names, values: data, unit: "number" },
  });
}
