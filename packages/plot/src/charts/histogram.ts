import { ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { levelLine } from "../draw/marks.js";
import { counted, formatNumber, niceDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Vector, readNumbers } from "../read/numbers.js";
import { colorsOf } from "../theme/theme.js";
import { binBars, binned } from "./bins.js";

export interface HistogramOptions extends ChartOptions {
  /** About how many bins; their edges are round numbers. By default Sturges' ⌈log₂ n⌉ + 1. */
  readonly bins?: number;
  readonly xLabel?: string;
}

/**
 * How often values fall into bins of equal width. Bars of area one under a kernel density are
 * `densityPlot(values, { histogram: true })`.
 *
 * @param values values that are not finite are left out and counted below the chart
 * @throws {ShapeError} when `values` has not one axis or is empty
 * @throws {ValueError} when no value is finite, or an option cannot be used
 * @example
 * histogram([1, 2, 2, 3, 3, 3, 4, 4, 5], { bins: 5, xLabel: "length" });
 */
export function histogram(values: Vector, options: HistogramOptions = {}): Figure {
  const op = "histogram";
  const { data } = readNumbers(op, "values", values, 1);
  const finite = data.filter(Number.isFinite);
  const dropped = data.length - finite.length;
  if (finite.length === 0) throw new ValueError(op, "values must hold a finite value", `${data[0]} only`);
  const { xLabel = "value" } = options;
  const bins = binned(op, finite, options.bins);
  const { edges, counts } = bins;
  const most = Math.max(...counts);
  const fullest = counts.indexOf(most);
  const page = readOptions(op, options, {
    title: `Distribution of ${xLabel}`,
    description:
      `${counted(finite.length, "value")} in ${counted(counts.length, "bin")} from ${formatNumber(edges[0])} to ${formatNumber(edges[edges.length - 1])}; ` +
      `the fullest, ${formatNumber(edges[fullest])} to ${formatNumber(edges[fullest + 1])}, holds ${most}.`,
  });
  const colors = colorsOf(page.theme);
  return draw({
    page,
    x: linearAxis("x", edges[0], edges[edges.length - 1], { label: `${xLabel} →` }),
    y: linearAxis("y", ...niceDomain(0, most, Math.min(5, most)), { label: "↑ count", grid: true, whole: true }),
    notes: notFiniteNotes(dropped),
    marks: (frame) => [
      binBars(bins, counts, frame, { fill: colors.accent }),
      levelLine(0, { stroke: colors.muted, strokeWidth: 1 }),
    ],
    sketch: { kind: "bars", labels: edges.slice(0, -1).map(formatNumber), values: counts, unit: "number" },
  });
}
