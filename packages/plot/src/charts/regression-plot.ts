import { ValueError, array } from "@linnet/core";
import { LinearRegression } from "@linnet/stats";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { dots, line } from "../draw/marks.js";
import { band } from "../draw/spans.js";
import { formatNumber, formatPercent, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Vector, readNumbers, requireLength } from "../read/numbers.js";
import { isConstant } from "../read/samples.js";
import { colorsOf } from "../theme/theme.js";
import { radiusFor } from "./class-dots.js";

export interface RegressionOptions extends ChartOptions {
  /** What the band is of: the mean, or a new observation; `false` for no band. @defaultValue "mean" */
  readonly band?: "mean" | "observation" | false;
  /** Level of the band. @defaultValue 0.95 */
  readonly level?: number;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

interface Fit {
  readonly intercept: number;
  readonly slope: number;
  readonly r2: number;
  /** Where the line and its band are known. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** NaN where there are no degrees of freedom left. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Points with the line of least squares and the band in which its mean lies with a probability.
 *
 * @param x positions `[n]`
 * @param y values `[n]`; points that are not finite are left out and counted below the chart
 * @throws {ShapeError} when x or y has not one axis or is empty, or they differ in length
 * @throws {ValueError} when no two x differ, or an option cannot be used
 * @remarks The band of each x by itself: the whole line leaves it more often.
 * @see Draper and Smith, *Applied Regression Analysis*, 3rd ed., 1998, §3.1
 * @example
 * regressionPlot([1, 2, 3, 4], [1.2, 1.9, 3.2, 3.8], { xLabel: "dose", yLabel: "response" });
 */
export function regressionPlot(x: Vector, y: Vector, options: RegressionOptions = {}): Figure {
  const op = "regressionPlot";
  const { band: of = "mean", level = 0.95, xLabel = "x", yLabel = "y" } = options;
  if (of !== "mean" && of !== "observation" && of !== false) {
    throw new ValueError(op, 'band must be "mean", "observation" or false', JSON.stringify(of) ?? "undefined");
  }
  if (!(level > 0 && level < 1)) throw new ValueError(op, "level must lie between 0 and 1", String(level));
  const points = readPoints(op, x, y);
  const fit = fitLine(points, of, level);
  const formula = `${yLabel} = ${formatNumber(fit.intercept)} ${fit.slope < 0 ? "−" : "+"} ${formatNumber(Math.abs(fit.slope))} · ${xLabel}`;
  const r2 = Number.isNaN(fit.r2) ? "" : `, R² ${formatNumber(fit.r2)}`;
  const banded = of !== false && fit.low.every(Number.isFinite);
  const share = formatPercent(level, 2);
  const page = readOptions(op, options, {
    title: `${yLabel} against ${xLabel}`,
    description: `${points.x.length} points with the line of least squares, ${formula}${r2}${banded ? `, and its ${share} band` : ""}.`,
  });
  const colors = colorsOf(page.theme);
  const bands = banded ? [...fit.low, ...fit.high] : [];
  const notes = [
    ...notFiniteNotes(points.dropped, "point"),
    ...(of !== false && !banded ? ["Two points have no band: nothing is left to estimate it from."] : []),
  ];
  return draw({
    page,
    subtitle: `${formula}${r2}`,
    x: linearAxis("x", ...paddedDomain(...extent(points.x), 0.04), { label: `${xLabel} →`, grid: true }),
    y: linearAxis("y", ...paddedDomain(...extent([...extent(points.y), ...fit.y, ...bands]), 0.04), {
      label: `↑ ${yLabel}`,
      grid: true,
    }),
    ...(notes.length > 0 && { notes }),
    frameHeight: (width) => Math.min(Math.max(width * 0.7, 220), 520),
    marks: () => [
      ...(banded ? [band(fit.x, fit.low, fit.high, { fill: colors.second, fillOpacity: 0.18 })] : []),
      dots(points.x, points.y, { fill: colors.accent, fillOpacity: 0.7, r: radiusFor(points.x.length) }),
      line(fit.x, fit.y, { stroke: colors.second, strokeWidth: 2.25 }),
    ],
    sketch: { kind: "points", x: points.x, y: points.y, names: [] },
  });
}

function readPoints(op: string, x: Vector, y: Vector): { x: Float64Array; y: Float64Array; dropped: number } {
  const [across, up] = [readNumbers(op, "x", x, 1), readNumbers(op, "y", y, 1)];
  requireLength(op, "y", up, "x", across.data.length);
  const at = Array.from(up.data.keys()).filter((i) => Number.isFinite(across.data[i]) && Number.isFinite(up.data[i]));
  const points = {
    x: Float64Array.from(at, (i) => across.data[i]),
    y: Float64Array.from(at, (i) => up.data[i]),
    dropped: up.data.length - at.length,
  };
  if (at.length > 1 && !isConstant(points.x)) return points;
  const got = at.length === 0 ? "no finite point" : `${points.x[0]} only`;
  throw new ValueError(op, "x must hold values that differ", got, "A line needs two points.");
}

/** Fitted over positions in [−1, 1], where no square over- or underflows. */
function fitLine(
  { x, y }: { x: Float64Array; y: Float64Array },
  of: "mean" | "observation" | false,
  level: number,
): Fit {
  const [low, high] = extent(x);
  const [middle, half] = [low / 2 + high / 2, high / 2 - low / 2];
  const column = (values: Float64Array) => array(values, { shape: [values.length, 1] });
  const line = LinearRegression.fit(column(x.map((v) => (v - middle) / half)), array(y));
  const places = Float64Array.from({ length: 61 }, (_, i) => i / 30 - 1);
  const { mean, confidence, prediction } = line.predictIntervals(column(places), level);
  const { lower, upper } = of === "observation" ? prediction : confidence;
  const slope = line.coefficients.toTypedArray()[0] / half;
  return {
    intercept: line.intercept - slope * middle,
    slope,
    r2: line.r2,
    x: places.map((place) => middle + half * place),
    y: mean.toTypedArray(),
    low: lower.toTypedArray(),
    high: upper.toTypedArray(),
  };
}
