import { ShapeError, ValueError } from "@linnet/core";
import { type Axis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import type { Legend } from "../draw/legend.js";
import { type Mark, dots, texts } from "../draw/marks.js";
import { BOLD, type Frame } from "../draw/sizes.js";
import { spread } from "../draw/spread.js";
import { shorten, textWidth } from "../draw/text-width.js";
import { counted, formatNumber, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type Classes, type Labels, readClasses, readNames } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Matrix, type Vector, readNumbers, requireAtMost, requireFinite, requireLength } from "../read/numbers.js";
import { classMark } from "../theme/classes.js";
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
/** Above this many classes their names would hide each other and the points. */
const MOST_NAMES = 12;
/** Size of a class's name among its points, in pixels. */
const NAME = 16;

/** Points that are drawn. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Rows of xy that are drawn: those whose coordinates are finite. */
  readonly rows: Int32Array;
  readonly radius: number;
}

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

/** Smaller the more points there are. */
export function radiusFor(n: number): number {
  return n <= 300 ? 4.5 : n <= 3000 ? 3.2 : 2;
}

/** The classes under other names, of which there must be one each. */
export function namedClasses(op: string, classes: Classes, names: ArrayLike<number | string> | undefined): Classes {
  return names === undefined
    ? classes
    : { ...classes, names: readNames(op, "classNames", names, classes.names.length) };
}

/** The points of each class. */
function membersOf(points: Points, { names, index }: Classes): Int32Array[] {
  return names.map((_, k) => Int32Array.from(points.x.keys()).filter((i) => index[points.rows[i]] === k));
}

/** A mark for each class. */
export function classDots(points: Points, classes: Classes, colors: Colors): { marks: Mark[]; legend: Legend } {
  const shapes = points.rows.length <= 3000; // shapes cannot be seen on smaller points, and triple the file
  const members = membersOf(points, classes);
  const marks = members.map((of, k) => {
    const { color, shape } = classMark(colors, k);
    const [x, y] = [points.x, points.y].map((all) => Float64Array.from(of, (i) => all[i]));
    return dots(x, y, { fill: color, fillOpacity: 0.75, r: points.radius, symbol: shapes ? shape : "circle" });
  });
  const samples = classes.names.map((name, k) => {
    const { color, shape } = classMark(colors, k);
    return { name, color, kind: shapes ? shape : ("circle" as const) };
  });
  return { marks, legend: { samples } };
}

/**
 * The names of few classes at the medians of their points, with a rim in the colour of the surface. Names that would cover each other
 * are moved apart; one that finds no place is in the legend only.
 */
function nameMarks(points: Points, classes: Classes, frame: Frame, axes: { x: Axis; y: Axis }, colors: Colors): Mark[] {
  if (classes.names.length > MOST_NAMES) return [];
  const [[left, right], [low, high]] = [axes.x.domain, axes.y.domain];
  const pixel = { x: (right - left) / frame.width, y: (high - low) / frame.height }; // in units of the axes
  const boxes = membersOf(points, classes).flatMap((members, k) => {
    if (members.length === 0) return [];
    const name = shorten(classes.names[k], NAME, frame.width / 2);
    const width = textWidth(name, NAME) * BOLD + 4;
    const middle = (median(points.x, members) - left) / pixel.x;
    const x = Math.min(Math.max(middle, width / 2), frame.width - width / 2);
    return [{ name, x, y: (high - median(points.y, members)) / pixel.y, width, height: NAME * 1.15 }];
  });
  const placed = spread(boxes, 0, frame.height).flatMap((y, i) => (y === undefined ? [] : [{ ...boxes[i], y }]));
  const [x, y] = [placed.map((box) => left + box.x * pixel.x), placed.map((box) => high - box.y * pixel.y)];
  const writing = { fontSize: NAME, fontWeight: 700, fill: colors.ink, stroke: colors.surface, strokeWidth: 4 };
  return [texts(x, y, placed.map(({ name }) => name), writing)]; // prettier-ignore
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

/** NaN for no members. */
function median(values: Float64Array, members: Int32Array): number {
  const sorted = Float64Array.from(members, (i) => values[i]).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
