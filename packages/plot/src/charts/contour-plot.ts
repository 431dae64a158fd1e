import { ShapeError, ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { isInside, overlap } from "../draw/boxes.js";
import { clip } from "../draw/clip.js";
import { draw } from "../draw/draw.js";
import { type SvgElement, element } from "../draw/document.js";
import { type Mark, drawingIn } from "../draw/marks.js";
import { type Plane, type Point, type Segment, pixel, pixelSegments, through } from "../draw/plane.js";
import type { Frame } from "../draw/sizes.js";
import { textWidth } from "../draw/text-width.js";
import { formatNumber, isPoint, linearTicks } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type Contour, type Field, contourLines } from "../math/contour-lines.js";
import { type ChartOptions, readOptions } from "../options.js";
import { finiteExtent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Matrix, type Vector, readNumbers, requireFinite, requireLength } from "../read/numbers.js";
import { shareOf } from "../read/range.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface ContourOptions extends ChartOptions {
  /** Positions of the columns, and of the rows from the bottom up, increasing; 0, 1, 2, … by default. */
  readonly x?: Vector;
  readonly y?: Vector;
  /** About how many lines there are, 1 to 50, or the values on them, increasing. @defaultValue 10 */
  readonly levels?: number | Vector;
  /** Points that an optimizer visited, shape `[k, 2]`, drawn as a path from a ring to a dot. */
  readonly path?: Matrix;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

interface Level {
  readonly value: number;
  readonly lines: readonly Contour[];
}

const LABEL = 11.5;

/**
 * A function of two variables as lines of equal value, with the path of an optimizer on it.
 *
 * @param z shape `[m, n]` with m, n ≥ 2: the value at (x[j], y[i]) in row i and column j; where it is not finite there is no line
 * @throws {ShapeError} when `z` is not `[m, n]` with m, n ≥ 2, `x` or `y` does not match it, or `path` is not `[k, 2]`
 * @throws {ValueError} when no value is finite, `x`, `y` or `levels` does not increase, or an option cannot be used
 * @remarks Units are as long upwards as across, so that a gradient is perpendicular to its line, unless one side of the grid is more than
 *   three times as long as the other.
 * @example
 * contourPlot([[2, 1, 2], [1, 0, 1], [2, 1, 2]], { x: [-1, 0, 1], y: [-1, 0, 1], path: [[1, 1], [0.2, 0.1]] });
 */
export function contourPlot(z: Matrix, options: ContourOptions = {}): Figure {
  const op = "contourPlot";
  const { xLabel = "x", yLabel = "y" } = options;
  const field = readField(op, z, options);
  const { low, high, count } = finiteExtent(field.z);
  if (count === 0) throw new ValueError(op, "z must hold a finite value", `${field.z[0]} only`);
  const levels = readLevels(op, options.levels ?? 10, low, high).map((value): Level => ({ value, lines: contourLines(field, value) })); // prettier-ignore
  const path = readPath(op, options.path);
  const page = readOptions(op, options, { title: "Contour lines", description: describe(field, levels, path.points) });
  const colors = colorsOf(page.theme);
  const [width, height] = [field.x, field.y].map((at) => at[at.length - 1] - at[0]);
  const bad = field.z.length - count;
  const notes = [
    ...(bad > 0 ? [bad === 1 ? "1 value is not finite and has no lines about it." : `${bad} values are not finite and have no lines about them.`] : []), // prettier-ignore
    ...notFiniteNotes(path.dropped, "step"),
    ...(isPoint(low, high) ? [`All values are ${formatNumber(low)}: there is no line.`] : []),
  ];
  return draw({
    page,
    x: linearAxis("x", field.x[0], field.x[field.x.length - 1], { label: `${xLabel} →` }),
    y: linearAxis("y", field.y[0], field.y[field.y.length - 1], { label: `↑ ${yLabel}` }),
    equal: Math.max(width / height, height / width) <= 3,
    notes,
    marks: (frame) => [linesMark(field, levels, frame, colors), ...(path.points.length > 0 ? [pathMark(path.points, frame, colors)] : [])], // prettier-ignore
    sketch: shadesOf(field, low, high),
  });
}

function readField(op: string, z: Matrix, options: ContourOptions): Field {
  const { shape, data } = readNumbers(op, "z", z, 2);
  if (shape[0] < 2 || shape[1] < 2) {
    throw new ShapeError(op, "z must have two rows and two columns or more", { z: shape });
  }
  const side = (name: "x" | "y", n: number): Float64Array => {
    const value = options[name];
    if (value === undefined) return Float64Array.from({ length: n }, (_, k) => k);
    const numbers = readNumbers(op, name, value, 1);
    requireLength(op, name, numbers, name === "x" ? "the columns of z" : "the rows of z", n);
    requireIncreasing(op, name, numbers.data);
    const [first, last] = [numbers.data[0], numbers.data[n - 1]];
    if (isPoint(first, last))
      throw new ValueError(op, `${name} must span more than its rounding`, `${first} to ${last}`);
    return numbers.data;
  };
  return { x: side("x", shape[1]), y: side("y", shape[0]), z: data };
}

function requireIncreasing(op: string, name: string, data: Float64Array): void {
  requireFinite(op, name, data);
  const at = data.findIndex((value, k) => k > 0 && !(value > data[k - 1]));
  if (at > 0) throw new ValueError(op, `${name} must increase`, `${data[at]} after ${data[at - 1]} at index ${at}`);
}

/** Round values strictly between the ends, or those that were asked for. */
function readLevels(op: string, levels: number | Vector, low: number, high: number): number[] {
  if (typeof levels !== "number") {
    const { data } = readNumbers(op, "levels", levels, 1);
    requireIncreasing(op, "levels", data);
    if (data.length > 50) throw new ValueError(op, "levels must be at most 50", data.length);
    return [...data];
  }
  if (!Number.isInteger(levels) || levels < 1 || levels > 50) {
    throw new ValueError(op, "levels must be a whole number from 1 to 50", levels);
  }
  return isPoint(low, high) ? [] : linearTicks(low, high, levels).values.filter((value) => value > low && value < high);
}

function readPath(op: string, path: Matrix | undefined): { points: Point[]; dropped: number } {
  if (path === undefined) return { points: [], dropped: 0 };
  const { shape, data } = readNumbers(op, "path", path, 2);
  if (shape[1] !== 2) throw new ShapeError(op, "path must have two columns", { path: shape });
  const all = Array.from({ length: shape[0] }, (_, i): Point => [data[2 * i], data[2 * i + 1]]);
  const points = all.filter((point) => point.every(Number.isFinite));
  return { points, dropped: all.length - points.length };
}

/** The lines, stronger the higher, with the value written on the longest of each level where there is room. */
function linesMark({ x, y }: Field, levels: readonly Level[], frame: Frame, colors: Colors): Mark {
  return drawingIn(frame, (plane) => {
    const look = { fill: "none", stroke: colors.accent, "stroke-width": 1.25 };
    const drawn = levels.map(({ lines }, k) => {
      const d = lines.map(({ points, closed }) => through(plane, points, closed)).join("");
      return element("path", { d, "stroke-opacity": 0.4 + (0.6 * (k + 1)) / levels.length });
    });
    const [left, bottom] = pixel(plane, [x[0], y[0]]);
    const [right, top] = pixel(plane, [x[x.length - 1], y[y.length - 1]]);
    const rim = { x: left, y: top, width: right - left, height: bottom - top, fill: "none", stroke: colors.grid };
    return element(
      "g",
      { class: "linnet-contours" },
      element("rect", rim),
      element("g", look, ...drawn),
      labels(levels, plane, colors),
    );
  });
}

function labels(levels: readonly Level[], plane: Plane, colors: Colors): SvgElement {
  const taken: Frame[] = [];
  const look = { fill: colors.ink, stroke: colors.surface, "stroke-width": 3, "paint-order": "stroke" };
  const group = element("g", { class: "linnet-levels", "font-size": LABEL, ...look });
  for (const { value, lines } of levels) {
    const text = formatNumber(value);
    const size = { width: textWidth(text, LABEL) + 6, height: LABEL + 4 };
    const longest = lines.reduce<readonly Point[]>((best, { points }) => (points.length > best.length ? points : best), []); // prettier-ignore
    // a quarter of the way round first: labels of nested lines would otherwise meet
    const tries = [0.25, 0.5, 0.75, 0.1, 0.4, 0.6, 0.9].map((share) => longest[Math.floor(share * longest.length)]);
    const boxes = tries
      .filter((point) => point !== undefined)
      .map((point): Frame => {
        const [x, y] = pixel(plane, point);
        return { left: x - size.width / 2, top: y - size.height / 2, ...size };
      });
    const box = boxes.find((one) => isInside(one, plane.frame) && !taken.some((other) => overlap(one, other)));
    if (!box) continue;
    taken.push(box);
    group.appendChild(element("text", { x: box.left + size.width / 2, y: box.top + size.height / 2, dy: "0.32em" }, text)); // prettier-ignore
  }
  return group;
}

/** A line through the steps as far as they are in the frame, from a ring to a dot. */
function pathMark(points: readonly Point[], frame: Frame, colors: Colors): Mark {
  return drawingIn(frame, (plane) => {
    const steps = points.map((point) => pixel(plane, point));
    const pairs = steps.slice(1).map((to, k): Segment => [steps[k], to]);
    const seen = steps.map((at) => clip(at, at, frame) !== undefined);
    const r = points.length > 60 ? 1.5 : 2.5;
    const middle = steps.slice(1, -1).filter((_, k) => seen[k + 1]).map(([cx, cy]) => element("circle", { cx, cy, r })); // prettier-ignore
    const [[x0, y0], [x1, y1]] = [steps[0], steps[steps.length - 1]];
    const ring = { cx: x0, cy: y0, r: 5, fill: colors.surface, stroke: colors.second, "stroke-width": 2 };
    const dot = { cx: x1, cy: y1, r: 5, stroke: colors.surface, "stroke-width": 1 };
    return element(
      "g",
      { class: "linnet-path", fill: colors.second },
      pixelSegments(frame, pairs, { stroke: colors.second, "stroke-width": 2, "stroke-linejoin": "round" }),
      ...middle,
      ...(seen[0] ? [element("circle", ring)] : []),
      ...(seen[steps.length - 1] && steps.length > 1 ? [element("circle", dot)] : []),
    );
  });
}

function describe({ x, y, z }: Field, levels: readonly Level[], path: readonly Point[]): string {
  const { low, high } = finiteExtent(z);
  const at = z.indexOf(low);
  const n = x.length;
  const place = written([x[at % n], y[Math.floor(at / n)]]);
  const ends = [x[0], x[n - 1], y[0], y[y.length - 1]].map(formatNumber);
  const values = levels.filter(({ lines }) => lines.length > 0).map(({ value }) => formatNumber(value));
  const drawn = values.length === 0 ? "No line" : values.length === 1 ? `A line at ${values[0]}` : `Lines at ${values.slice(0, -1).join(", ")} and ${values[values.length - 1]}`; // prettier-ignore
  const way = path.length === 0 ? "" : ` A path of ${path.length} ${path.length === 1 ? "point" : "points"} goes from ${written(path[0])} to ${written(path[path.length - 1])}.`; // prettier-ignore
  return (
    `Contour lines of a function on a grid of ${y.length} rows and ${n} columns, across from ${ends[0]} to ${ends[1]} and upwards from ` +
    `${ends[2]} to ${ends[3]}. Its values go from ${formatNumber(low)}, at ${place}, to ${formatNumber(high)}. ${drawn}.${way}`
  );
}

function written([x, y]: Point): string {
  return `(${formatNumber(x)}, ${formatNumber(y)})`;
}

/** The values in shades, the last row at the top. */
function shadesOf({ x, y, z }: Field, low: number, high: number) {
  const [rows, cols] = [y.length, x.length];
  const values = new Float64Array(z.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = z[(rows - 1 - i) * cols + j];
      values[i * cols + j] = Number.isFinite(value) ? shareOf([low, high], value) : Number.NaN;
    }
  }
  return { kind: "shades" as const, rows, cols, values };
}
