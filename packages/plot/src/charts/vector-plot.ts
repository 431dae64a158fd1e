import { ShapeError, ValueError } from "@linnet/core";
import { arrow } from "../draw/arrow.js";
import { draw } from "../draw/draw.js";
import { element } from "../draw/document.js";
import { type Mark, drawingIn } from "../draw/marks.js";
import { type NamedArrow, namedArrows } from "../draw/named-arrows.js";
import { type Point, lineThroughOrigin, pixel, pixelSegments, segments, through } from "../draw/plane.js";
import { planeAxes } from "../draw/plane-axes.js";
import type { Frame } from "../draw/sizes.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Matrix, readNumbers } from "../read/numbers.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { add, describeVectors, projectOnto, subscripted } from "./describe-vectors.js";
import { originCross } from "./origin-cross.js";

export interface VectorOptions extends ChartOptions {
  /** Names at the heads; v₁, v₂, … by default. */
  readonly labels?: ArrayLike<number | string>;
  /** Where each arrow starts, shape `[n, 2]`; 0 by default. */
  readonly tails?: Matrix;
  /** Whether the line that each vector spans is drawn through 0. @defaultValue false */
  readonly span?: boolean;
  /** Whether the sum is drawn, as the diagonal of a parallelogram for two vectors, head to tail for more. @defaultValue false */
  readonly sum?: boolean;
  /** Whether the last vector's projection on the first is drawn. @defaultValue false */
  readonly projection?: boolean;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

/** An arrow with its name and colour. */
export interface Vector2 {
  readonly name: string;
  readonly tail: Point;
  /** Components, not where the head is. */
  readonly vector: Point;
}

/** Names of more would hide each other. */
const MOST_VECTORS = 50;

/**
 * Vectors as arrows in the plane, with units of one length on both axes.
 *
 * @param vectors shape `[n, 2]` with n ≤ 50, components; rows that are not finite are left out and counted below the chart
 * @throws {ShapeError} when `vectors` or `tails` is not `[n, 2]` with n > 0, or labels do not match their rows
 * @throws {ValueError} when no row is finite, there are more than 50 vectors, `sum` or `projection` is combined with tails or lacks a
 *   vector, or an option cannot be used
 * @example
 * vectorPlot([[2, 1], [1, 3]], { labels: ["a", "b"], sum: true });
 */
export function vectorPlot(vectors: Matrix, options: VectorOptions = {}): Figure {
  const op = "vectorPlot";
  const { xLabel, yLabel, sum = false, span = false, projection = false } = options;
  const { arrows, dropped } = readArrows(op, vectors, options);
  const total = sum ? arrows.map(({ vector }) => vector).reduce(add) : undefined;
  const foot = projection ? projectOnto(op, arrows) : undefined;
  const page = readOptions(op, options, { title: "Vectors", description: describeVectors(arrows, total, foot) });
  const colors = colorsOf(page.theme);
  const corners = [...cornersOf(arrows), ...(sum ? partialSums(arrows) : []), ...(foot ? [foot] : [])];
  const [x, y] = [0, 1].map((k) => corners.map((corner) => corner[k]));
  return draw({
    page,
    ...planeAxes(x, y, {
      x: { grid: true, ...(xLabel && { label: `${xLabel} →` }) },
      y: { grid: true, ...(yLabel && { label: `↑ ${yLabel}` }) },
    }),
    equal: true,
    notes: notFiniteNotes(dropped, "vector"),
    marks: (frame) => [
      originCross(frame, colors),
      ...(span ? [spans(arrows, frame, colors)] : []),
      ...(total ? [sumGuides(arrows, total, frame, colors)] : []),
      ...(foot ? [projectionGuides(arrows, foot, frame, colors)] : []),
      arrowsAndNames(arrows, total, frame, colors),
    ],
    sketch: {
      kind: "lines",
      xLabel: xLabel ?? "",
      yLabel: yLabel ?? "",
      log: false,
      series: arrows.map(({ name, tail, vector }) => {
        const head = add(tail, vector);
        return { name, x: [tail[0], head[0]], y: [tail[1], head[1]] };
      }),
    },
  });
}

function readArrows(op: string, vectors: Matrix, { labels, tails, sum, projection }: VectorOptions) {
  const { shape, data } = readNumbers(op, "vectors", vectors, 2);
  const n = shape[0];
  if (shape[1] !== 2) {
    const hint = "Choose two components, or project them: scores.slice(':', ':2').";
    throw new ShapeError(op, "vectors must have two columns", { vectors: shape }, hint);
  }
  if (n > MOST_VECTORS) {
    throw new ValueError(op, `vectors must be at most ${MOST_VECTORS}`, n, "Draw their heads as points with scatter.");
  }
  const from = tails === undefined ? { shape, data: new Float64Array(2 * n) } : readNumbers(op, "tails", tails, 2);
  if (from.shape[0] !== n || from.shape[1] !== 2) {
    throw new ShapeError(op, "tails must have the shape of vectors", { tails: from.shape, vectors: shape });
  }
  if (tails !== undefined && (sum || projection)) {
    throw new ValueError(op, "sum and projection need vectors that start at 0", "tails", "Leave tails out.");
  }
  const names = labels === undefined ? subscripted("v", n) : readNames(op, "labels", labels, n);
  const all = names.map((name, i): Vector2 => {
    const [tail, vector] = [from.data, data].map((values): Point => [values[2 * i], values[2 * i + 1]]);
    return { name, tail, vector };
  });
  const arrows = all.filter(({ tail, vector }) => [...tail, ...vector].every(Number.isFinite));
  if (arrows.length === 0) throw new ValueError(op, "vectors must hold a finite one", `${n} rows that are not finite`);
  if (sum && arrows.length < 2) throw new ValueError(op, "a sum needs two vectors or more", arrows.length);
  return { arrows, dropped: n - arrows.length };
}

function cornersOf(arrows: readonly Vector2[]): Point[] {
  return arrows.flatMap(({ tail, vector }) => [tail, add(tail, vector)]);
}

/** Where each vector ends when all are laid head to tail. */
function partialSums(arrows: readonly Vector2[]): Point[] {
  let at: Point = [0, 0];
  return arrows.map(({ vector }) => (at = add(at, vector)));
}

function arrowsAndNames(arrows: readonly Vector2[], total: Point | undefined, frame: Frame, colors: Colors): Mark {
  const shown = arrows.map(({ name, tail, vector }, k): NamedArrow => {
    return { name, tail, head: add(tail, vector), color: colorOf(colors, k) };
  });
  const title = arrows.length <= 3 ? arrows.map(({ name }) => name).join(" + ") : "sum";
  if (total) shown.push({ name: title, tail: [0, 0], head: total, color: colors.ink });
  return drawingIn(frame, (plane) => namedArrows(plane, shown, colors));
}

/** The line through 0 that each vector spans. */
function spans(arrows: readonly Vector2[], frame: Frame, colors: Colors): Mark {
  return drawingIn(frame, (plane) => {
    const lines = arrows.map(({ vector }, k) => {
      const pair = vector[0] === 0 && vector[1] === 0 ? [] : [lineThroughOrigin(plane, vector)];
      return pixelSegments(frame, pair, { stroke: colorOf(colors, k), "stroke-width": 1.25, "stroke-opacity": 0.55 });
    });
    return element("g", { class: "linnet-spans" }, ...lines);
  });
}

/** The parallelogram of two vectors, or copies of them head to tail. */
function sumGuides(arrows: readonly Vector2[], total: Point, frame: Frame, colors: Colors): Mark {
  const dashed = { stroke: colors.muted, "stroke-width": 1.25, "stroke-dasharray": "5 4" };
  return drawingIn(frame, (plane) => {
    if (arrows.length === 2) {
      const [a, b] = arrows.map(({ vector }) => vector);
      const area = { d: through(plane, [[0, 0], a, total, b], true), fill: colors.accent, "fill-opacity": 0.1 }; // prettier-ignore
      const sides = segments(plane, [[a, total], [b, total]], dashed); // prettier-ignore
      return element("g", { class: "linnet-sum" }, element("path", area), sides);
    }
    const ends = partialSums(arrows);
    const copies = arrows.slice(1).map((_, k) => {
      const look = { color: colorOf(colors, k + 1), width: 1.5, dash: "5 4", opacity: 0.75 };
      return arrow(plane, ends[k], ends[k + 1], look);
    });
    return element("g", { class: "linnet-sum" }, ...copies);
  });
}

/** A dashed line from the last vector down to the first one's line, with the right angle marked. */
function projectionGuides(arrows: readonly Vector2[], foot: Point, frame: Frame, colors: Colors): Mark {
  const { vector } = arrows[arrows.length - 1];
  return drawingIn(frame, (plane) => {
    const dashed = { stroke: colors.muted, "stroke-width": 1.5, "stroke-dasharray": "5 4" };
    const base = { stroke: colorOf(colors, 0), "stroke-width": 7, "stroke-opacity": 0.3 };
    const drop = segments(plane, [[vector, foot]], dashed);
    const shadow = segments(plane, [[[0, 0], foot]], base);
    const corner = rightAngle(pixel(plane, foot), pixel(plane, [0, 0]), pixel(plane, vector));
    const mark = element("path", { d: corner, fill: "none", stroke: colors.muted, "stroke-width": 1.25 });
    return element("g", { class: "linnet-projection" }, shadow, drop, ...(corner ? [mark] : []));
  });
}

/** The path of a small square between two arms, or nothing where an arm is too short for one. */
function rightAngle(corner: Point, a: Point, b: Point): string {
  const side = 9;
  const arms = [a, b].map(([x, y]) => [x - corner[0], y - corner[1]]);
  const lengths = arms.map(([x, y]) => Math.hypot(x, y));
  if (Math.min(...lengths) < 2 * side) return "";
  const [[ux, uy], [vx, vy]] = arms.map(([x, y], k) => [(x / lengths[k]) * side, (y / lengths[k]) * side]);
  const [x, y] = corner;
  return `M${x + ux},${y + uy}L${x + ux + vx},${y + uy + vy}L${x + vx},${y + vy}`;
}

function colorOf(colors: Colors, k: number): string {
  return colors.classes[k % colors.classes.length];
}
