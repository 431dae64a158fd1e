import { ShapeError, ValueError } from "@linnet/core";
import { type Axis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Points, classDots, nameMarks, namedClasses, radiusFor } from "./class-dots.js";
import type { Legend } from "../draw/legend.js";
import { type Mark, dots } from "../draw/marks.js";
import { counted, formatNumber, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type Labels, readClasses } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Matrix, type Vector, readNumbers, requireAtMost, requireFinite, requireLength } from "../read/numbers.js";
import { type RampName, ramp, toHex } from "../theme/ramp.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface ScatterOptions extends ChartOptions {
  /** The class of each point: coloured, shaped and named in a legend; up to twelve names also stand at the middle of their points. */
  readonly labels?: Labels;
  /** Names of the classes, in the order of the sorted labels. */
  readonly classNames?: ArrayLike<number | string>;
  /** A value of each point on a colour ramp, instead of `labels`. */
  readonly color?: Vector;
  readonly colorLabel?: string;
  /** @defaultValue "viridis" */
  readonly ramp?: RampName;
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** Radius of a point in pixels; by default smaller the more there are. */
  readonly radius?: number;
}

/** More points than this hide each other, and take 4 MB. */
const MOST_POINTS = 100_000;
/**
 * Points in the plane, coloured by class or by value.
 *
 * @param xy shape `[n, 2]`; rows that are not finite are left out and counted below the chart
 * @throws {ShapeError} when `xy` is not `[n, 2]` with n > 0, or labels or colours do not match its rows
 * @throws {ValueError} when no row is finite, there are more than 100,000, both labels and color are given, or an option cannot be used
 * @example
 * scatter([[0, 1], [2, 3], [4, 1]], { labels: ["a", "b", "a"], xLabel: "length" });
 */
export function scatter(xy: Matrix, options: ScatterOptions = {}): Figure {
  const op = "scatter";
  const { labels, color, xLabel = "x", yLabel = "y" } = options;
  const { points, dropped } = readPoints(op, xy, options.radius);
  const n = points.rows.length + dropped;
  if (labels !== undefined && color !== undefined) {
    throw new ValueError(op, "colours must come from labels or from color", "both", "Leave one of them out.");
  }
  const classes = labels === undefined ? undefined : namedClasses(op, readClasses(op, labels, n), options.classNames);
  const told = classes ? ` in ${classes.names.length === 1 ? "1 class" : `${classes.names.length} classes`}` : "";
  const page = readOptions(op, options, {
    title: `${yLabel} against ${xLabel}`,
    description:
      `${counted(points.rows.length, "point")}${told}. ${xLabel} goes from ${extent(points.x).map(formatNumber).join(" to ")}, ` +
      `${yLabel} from ${extent(points.y).map(formatNumber).join(" to ")}.`,
  });
  const colors = colorsOf(page.theme);
  const drawn = classes
    ? classDots(points, classes, colors)
    : color !== undefined
      ? valueDots(op, points, color, n, options, colors)
      : { marks: [dots(points.x, points.y, { fill: colors.accent, fillOpacity: 0.75, r: points.radius })] };
  const [x, y] = [axis("x", points.x, `${xLabel} →`), axis("y", points.y, `↑ ${yLabel}`)];
  return draw({
    page,
    x,
    y,
    ...drawn,
    notes: notFiniteNotes(dropped, "point"),
    frameHeight: (width) => Math.min(Math.max(width * 0.75, 220), 520),
    marks: (frame) => [...drawn.marks, ...(classes ? nameMarks(points, classes, frame, { x, y }, colors) : [])],
    sketch: {
      kind: "points",
      x: points.x,
      y: points.y,
      ...(classes && { classes: Int32Array.from(points.rows, (row) => classes.index[row]) }),
      names: classes?.names ?? [],
    },
  });
}

function readPoints(op: string, xy: Matrix, radius: number | undefined): { points: Points; dropped: number } {
  const { shape, data } = readNumbers(op, "xy", xy, 2);
  if (shape[1] !== 2) {
    const hint = "Choose two columns of a wider array: scores.slice(':', ':2').";
    throw new ShapeError(op, "xy must have two columns", { xy: shape }, hint);
  }
  const n = shape[0];
  requireAtMost(op, "points", n, MOST_POINTS, "Draw a sample of the rows, or a heatmap of how many fall where.");
  if (radius !== undefined && !(radius > 0 && radius <= 50))
    throw new ValueError(op, "radius must be above 0 and at most 50 pixels", radius);
  const rows = Int32Array.from({ length: n }, (_, i) => i).filter(
    (i) => Number.isFinite(data[2 * i]) && Number.isFinite(data[2 * i + 1]),
  );
  if (rows.length === 0) throw new ValueError(op, "xy must hold a finite point", `${n} rows that are not finite`);
  const x = Float64Array.from(rows, (i) => data[2 * i]);
  const y = Float64Array.from(rows, (i) => data[2 * i + 1]);
  return { points: { x, y, rows, radius: radius ?? radiusFor(n) }, dropped: n - rows.length };
}

function valueDots(
  op: string,
  points: Points,
  color: Vector,
  n: number,
  options: ScatterOptions,
  colors: Colors,
): { marks: Mark[]; legend: Legend } {
  const values = readNumbers(op, "color", color, 1);
  requireLength(op, "color", values, "xy", n);
  requireFinite(op, "color", values.data);
  const [low, high] = extent(values.data);
  const hue = ramp(op, options.ramp ?? "viridis");
  const share = (value: number) => (high > low ? (value - low) / (high - low) : 0.5);
  const fill = Array.from(points.rows, (row) => toHex(hue(share(values.data[row]))));
  const rim = { stroke: colors.muted, strokeWidth: 0.75 }; // one end of every ramp is near the colour of a surface
  const name = options.colorLabel ? { name: options.colorLabel } : {};
  return {
    marks: [dots(points.x, points.y, { fill: { value: fill, scale: null }, ...rim, r: points.radius })],
    legend: { ramp: hue, low: formatNumber(low), high: formatNumber(high), ...name },
  };
}

function axis(side: "x" | "y", values: Float64Array, label: string): Axis {
  return linearAxis(side, ...paddedDomain(...extent(values), 0.04), { label, grid: true });
}
