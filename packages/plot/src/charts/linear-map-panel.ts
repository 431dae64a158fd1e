import { type SvgElement, element } from "../draw/document.js";
import { type NamedArrow, namedArrows } from "../draw/named-arrows.js";
import type { Name } from "../draw/names.js";
import { type Plane, type Point, type Segment, lineThroughOrigin, pixel, pixelSegments, segments, through } from "../draw/plane.js"; // prettier-ignore
import { formatNumber, tickStep } from "../draw/ticks.js";
import { type TwoByTwo, image, svd2 } from "../math/two-by-two.js";
import type { Colors } from "../theme/theme.js";
import { type PlaneMap, eigenDirections } from "./describe-map.js";

/** What one picture of the plane shows. */
export interface MapScene {
  /** Before the map, after it, or after it over a pale before. */
  readonly stage: "before" | "after" | "both";
  readonly map: PlaneMap;
  /** How far the plane goes in each direction, at least. */
  readonly reach: number;
  readonly grid: boolean;
  readonly shape: "square" | "circle" | "both" | "none";
  readonly eigenvectors: boolean;
  readonly vectors: readonly { readonly name: string; readonly at: Point }[];
}

const IDENTITY: TwoByTwo = [1, 0, 0, 1];
const SQUARE: readonly Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]]; // prettier-ignore

/** The plane with its axes, and on it the grid, shapes, kept lines and arrows. */
export function mapPanel(plane: Plane, scene: MapScene, colors: Colors): SvgElement {
  const { stage, map, eigenvectors } = scene;
  const matrix = stage === "before" ? IDENTITY : map.matrix;
  const { left: x, top: y, width, height } = plane.frame;
  const rim = { x, y, width, height, fill: "none", stroke: colors.grid };
  const arrows = arrowsOf(scene, matrix, colors);
  const eigen = eigenvectors ? eigenDirections(map.eigen) : [];
  return element(
    "g",
    { class: `linnet-map linnet-map-${stage}` },
    ...(scene.grid ? grids(plane, scene, matrix, colors) : []),
    axes(plane, colors),
    element("rect", rim),
    ...(stage === "both" ? shapes(plane, scene, IDENTITY, colors, true) : []),
    ...shapes(plane, scene, matrix, colors, false),
    ...eigen.map(({ vector }) => keptLine(plane, vector, colors)),
    namedArrows(plane, arrows, colors, {
      names: stage === "before" ? [] : factorNames(plane, eigen, scene.reach),
      lines: eigen.map(({ vector }) => lineThroughOrigin(plane, vector)),
    }),
  );
}

/** From one grid line to the next. */
export function gridStep(reach: number): number {
  return tickStep(-reach, reach, 6);
}

/** The pale grid of the plane, and in the accent the patch of it that is mapped. */
function grids(plane: Plane, { stage, reach }: MapScene, matrix: TwoByTwo, colors: Colors): SvgElement[] {
  const step = gridStep(reach);
  const { width, height } = plane.frame;
  const unit = (plane.x(reach) - plane.x(0)) / reach;
  const [across, up] = [width, height].map((size) => size / 2 / unit);
  const multiples = (far: number) => {
    const most = Math.floor(far / step);
    return Array.from({ length: 2 * most + 1 }, (_, k) => (k - most) * step);
  };
  const pale: Segment[] = [
    ...multiples(across).map((x): Segment => [[x, -up], [x, up]]), // prettier-ignore
    ...multiples(up).map((y): Segment => [[-across, y], [across, y]]), // prettier-ignore
  ];
  const values = multiples(reach);
  const [first, last] = [values[0], values[values.length - 1]];
  const patch = values.flatMap((at): Segment[] => [[[at, first], [at, last]], [[first, at], [last, at]]]); // prettier-ignore
  const moved = patch.map(([a, b]): Segment => [image(matrix, a), image(matrix, b)]);
  const look = { stroke: colors.accent, "stroke-width": 1, "stroke-opacity": stage === "before" ? 0.4 : 0.5 };
  return [segments(plane, pale, { stroke: colors.grid }), segments(plane, moved, look)];
}

function axes(plane: Plane, colors: Colors): SvgElement {
  const { left, top, width, height } = plane.frame;
  const [x, y] = pixel(plane, [0, 0]);
  const lines: Segment[] = [[[left, y], [left + width, y]], [[x, top], [x, top + height]]]; // prettier-ignore
  return pixelSegments(plane.frame, lines, { stroke: colors.muted, "stroke-width": 1 });
}

/** The unit square and circle under a matrix; outlines only where they are the pale ones of an overlay. */
function shapes(plane: Plane, { shape, map }: MapScene, matrix: TwoByTwo, colors: Colors, pale: boolean): SvgElement[] {
  const mirrored = matrix !== IDENTITY && map.det < 0;
  const color = pale ? colors.muted : mirrored ? colors.second : colors.accent;
  const dashed = pale && { "stroke-dasharray": "3 3" };
  const outline = { stroke: color, "stroke-width": 1.25, ...dashed };
  const fill = { fill: pale ? "none" : color, "fill-opacity": 0.16 };
  const drawn: SvgElement[] = [];
  if (shape !== "circle" && shape !== "none") {
    const corners = SQUARE.map((corner) => image(matrix, corner));
    drawn.push(element("path", { d: through(plane, corners, true), ...fill, ...outline }));
  }
  if (shape === "square" || shape === "none") return drawn;
  const { values, left } = svd2(matrix);
  const ends = values.map((value, k): Point => [left[k][0] * value, left[k][1] * value]);
  const rim = { fill: "none", stroke: pale ? colors.muted : colors.ink, "stroke-width": 1.5, ...dashed };
  drawn.push(ellipse(plane, ends, rim));
  if (matrix === IDENTITY) return drawn;
  const halves = ends.map((end): Segment => [[0, 0], end]); // prettier-ignore
  return [...drawn, segments(plane, halves, { stroke: colors.ink, "stroke-width": 1, "stroke-dasharray": "2 3" })];
}

/** The ellipse with these half axes, as two arcs; a segment where the second is nothing. */
function ellipse(plane: Plane, [p, q]: readonly Point[], attributes: Readonly<Record<string, string | number>>) {
  const [[ox, oy], [px, py], [qx, qy]] = [[0, 0] as const, p, q].map((point) => pixel(plane, point));
  const [long, short] = [Math.hypot(px - ox, py - oy), Math.hypot(qx - ox, qy - oy)];
  const [x0, y0, x1, y1] = [px, py, 2 * ox - px, 2 * oy - py];
  if (short < 0.05) return element("path", { d: `M${x0},${y0}L${x1},${y1}`, ...attributes });
  const turn = (Math.atan2(py - oy, px - ox) * 180) / Math.PI;
  const arc = (x: number, y: number) => `A${long},${short},${turn},0,1,${x},${y}`;
  return element("path", { d: `M${x0},${y0}${arc(x1, y1)}${arc(x0, y0)}Z`, ...attributes });
}

function keptLine(plane: Plane, vector: Point, colors: Colors): SvgElement {
  const look = { stroke: colors.classes[8], "stroke-width": 1.5, "stroke-dasharray": "7 4" };
  return pixelSegments(plane.frame, [lineThroughOrigin(plane, vector)], look);
}

/** e₁, e₂ and the reader's vectors under the matrix of the stage. */
function arrowsOf({ stage, vectors }: MapScene, matrix: TwoByTwo, colors: Colors): NamedArrow[] {
  const all = [{ name: "e₁", at: [1, 0] as const }, { name: "e₂", at: [0, 1] as const }, ...vectors]; // prettier-ignore
  // the two first colours are those of e₁ and e₂; the ninth is that of kept lines
  const palette = [0, 1, 2, 3, 4, 5, 6, 7, 9, 2].map((k) => colors.classes[k]);
  return all.map(({ name, at }, k) => ({
    name: stage === "before" ? name : `A ${name}`,
    tail: [0, 0],
    head: image(matrix, at),
    color: palette[k],
  }));
}

/** Factors beside the lines that are kept. */
function factorNames(plane: Plane, eigen: readonly { factor: number; vector: Point }[], reach: number): Name[] {
  return eigen.map(({ factor, vector: [x, y] }): Name => {
    // where the line leaves the square of the reach, a little inside
    const far = (0.86 * reach) / Math.max(Math.abs(x), Math.abs(y));
    const up = y > 0 || (y === 0 && x > 0) ? 1 : -1;
    const at = pixel(plane, [x * far * up, y * far * up]);
    return { text: `λ = ${formatNumber(factor)}`, at, toward: [1, x * up > 0.5 ? 1 : -0.2] };
  });
}
