import { ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { boxes, levelLine, line } from "../draw/marks.js";
import { binEdges, counted, formatNumber, niceDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { type Vector, readNumbers } from "../read/numbers.js";
import { isConstant } from "../read/samples.js";
import { colorsOf } from "../theme/theme.js";
import { densityCurve } from "./density-curve.js";
import { droppedNote } from "./line-chart.js";

export interface HistogramOptions extends ChartOptions {
  /** About how many bins; their edges are round numbers. By default Sturges' ⌈log₂ n⌉ + 1. */
  readonly bins?: number;
  /** Bars of area one instead of counts, under the kernel density of the values. @defaultValue false */
  readonly density?: boolean;
  readonly xLabel?: string;
}

/**
 * How often values fall into bins of equal width.
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
  const { bins = Math.ceil(Math.log2(finite.length)) + 1, density = false, xLabel = "value" } = options;
  if (!Number.isInteger(bins) || bins < 1 || bins > 500)
    throw new ValueError(op, "bins must be a whole number from 1 to 500", bins);
  const edges = binEdges(...extent(finite), bins);
  const counts = countBins(finite, edges);
  const fullest = counts.indexOf(Math.max(...counts));
  const page = readOptions(op, options, {
    title: `Distribution of ${xLabel}`,
    description:
      `${counted(finite.length, "value")} in ${counted(counts.length, "bin")} from ${formatNumber(edges[0])} to ${formatNumber(edges[edges.length - 1])}; ` +
      `the fullest, ${formatNumber(edges[fullest])} to ${formatNumber(edges[fullest + 1])}, holds ${counts[fullest]}.`,
  });
  const colors = colorsOf(page.theme);
  const curve = density && !isConstant(finite) ? densityCurve(op, { name: "", values: finite }, "scott") : undefined;
  const heights = density ? counts.map((count, i) => count / finite.length / (edges[i + 1] - edges[i])) : counts;
  const top = Math.max(heights[fullest], ...(curve ? [extent(curve.y)[1]] : []));
  const [left, right] = extent([...edges, ...(curve ? extent(curve.x) : [])]);
  const notes = [
    ...(dropped > 0 ? [droppedNote(dropped)] : []),
    ...(density && !curve ? ["All values are equal: they have no kernel density."] : []),
  ];
  return draw({
    page,
    x: linearAxis("x", left, right, { label: `${xLabel} →` }),
    y: linearAxis("y", ...niceDomain(0, top, density ? 5 : Math.min(5, top)), {
      label: density ? "↑ density" : "↑ count",
      grid: true,
      whole: !density,
    }),
    ...(notes.length > 0 && { notes }),
    marks: (frame) => [
      boxes(edges.slice(0, -1), edges.slice(1), heights, {
        fill: colors.accent,
        ...(density && { fillOpacity: 0.45 }),
        ...(frame.width / counts.length > 4 && { insetLeft: 0.5, insetRight: 0.5 }),
      }),
      levelLine(0, { stroke: colors.muted, strokeWidth: 1 }),
      ...(curve ? [line(curve.x, curve.y, { stroke: colors.second, strokeWidth: 2.25 })] : []),
    ],
    sketch: { kind: "bars", labels: edges.slice(0, -1).map(formatNumber), values: heights, unit: "number" },
  });
}

/** The last bin holds its right edge. */
function countBins(values: Float64Array, edges: readonly number[]): number[] {
  const counts = edges.slice(1).map(() => 0);
  const width = edges[1] - edges[0];
  for (const value of values) {
    let bin = Math.min(Math.floor((value - edges[0]) / width), counts.length - 1);
    if (value < edges[bin]) bin -= 1; // the division may have rounded up across an edge
    else if (bin + 1 < counts.length && value >= edges[bin + 1]) bin += 1;
    counts[Math.max(bin, 0)] += 1;
  }
  return counts;
}
