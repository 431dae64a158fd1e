import type { Axis } from "../draw/axis.js";
import type { Legend } from "../draw/legend.js";
import { type Mark, dots, texts } from "../draw/marks.js";
import { BOLD, type Frame } from "../draw/sizes.js";
import { spread } from "../draw/spread.js";
import { shorten, textWidth } from "../draw/text-width.js";
import { type Classes, readNames } from "../read/classes.js";
import { classMark } from "../theme/classes.js";
import type { Colors } from "../theme/theme.js";

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
export function nameMarks(
  points: Points,
  classes: Classes,
  frame: Frame,
  axes: { x: Axis; y: Axis },
  colors: Colors,
): Mark[] {
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

/** NaN for no members. */
function median(values: Float64Array, members: Int32Array): number {
  const sorted = Float64Array.from(members, (i) => values[i]).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
