import { ShapeError, ValueError } from "@linnet/core";
import { draw } from "../draw/draw.js";
import { type Mark, drawing, textAt } from "../draw/marks.js";
import { type Point, squarePlane } from "../draw/plane.js";
import { FONT, type Frame } from "../draw/sizes.js";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type TwoByTwo, image } from "../math/two-by-two.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { epsilonOf } from "../read/epsilon.js";
import { type Matrix, readNumbers, requireFinite } from "../read/numbers.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { describeMap, planeMap, writtenEigenvalues, writtenMatrix } from "./describe-map.js";
import { subscripted } from "./describe-vectors.js";
import { type MapScene, gridStep, mapPanel } from "./linear-map-panel.js";

export interface LinearMapOptions extends ChartOptions {
  /**
   * `"pair"` shows the plane before and after, side by side where 420 pixels are there, else one below the other; `"overlay"` both in
   * one picture. @defaultValue "pair"
   */
  readonly layout?: "pair" | "overlay";
  /** Whether the grid and its image are drawn. @defaultValue true */
  readonly grid?: boolean;
  /** What is drawn and mapped beside the grid. @defaultValue "both" */
  readonly shape?: "square" | "circle" | "both" | "none";
  /** Whether the lines that A keeps are drawn, where there are any. @defaultValue true */
  readonly eigenvectors?: boolean;
  /** More vectors to map, shape `[n, 2]` with n ≤ 8. */
  readonly vectors?: Matrix;
  /** Their names; v₁, v₂, … by default. */
  readonly labels?: ArrayLike<number | string>;
}

/** Below this width two planes beside each other are too small to read. */
const NARROW = 420;
const GAP = 14;
const HEAD = FONT.tick * 1.7;

/**
 * What a 2 × 2 matrix does to the plane: the grid, the unit vectors, square and circle before and after, the lines it keeps, and its
 * determinant as the signed area of the square.
 *
 * @param matrix shape `[2, 2]`, within ±1e150
 * @throws {ShapeError} when `matrix` is not `[2, 2]`, `vectors` is not `[n, 2]`, or labels do not match it
 * @throws {ValueError} when an element is not finite or beyond ±1e150, there are more than 8 vectors, or an option cannot be used
 * @remarks Eigenvalues and singular values are computed in closed form, see `math/two-by-two.ts`.
 * @example
 * linearMapPlot([[2, 1], [1, 2]], { title: "A symmetric matrix" });
 */
export function linearMapPlot(matrix: Matrix, options: LinearMapOptions = {}): Figure {
  const op = "linearMapPlot";
  const map = planeMap(readTwoByTwo(op, matrix), epsilonOf(matrix));
  const { layout, shape } = readLook(op, options);
  const vectors = readVectors(op, options);
  const page = readOptions(op, options, { title: "Linear map", description: describeMap(map) });
  const colors = colorsOf(page.theme);
  const reach = 1.25 * Math.max(1, ...farthest(map.matrix, vectors));
  const { grid = true, eigenvectors = true } = options;
  const scene: Omit<MapScene, "stage"> = { map, reach, grid, shape, eigenvectors, vectors };
  const beside = page.width >= NARROW;
  const circle = Array.from({ length: 65 }, (_, k): Point => {
    return [Math.cos((k * Math.PI) / 32), Math.sin((k * Math.PI) / 32)];
  });
  const after = circle.map((point) => image(map.matrix, point));
  return draw({
    page,
    subtitle:
      `A = ${writtenMatrix(map.matrix)}, det A = ${formatNumber(map.det)}, ` +
      `σ = ${map.singular.values.map(formatNumber).join(", ")}, ${writtenEigenvalues(map.eigen)}`,
    notes: [`Grid lines are ${formatNumber(gridStep(reach))} apart.`],
    frameHeight: (width) => {
      if (layout === "overlay") return Math.min(width, 520);
      const side = beside ? (width - GAP) / 2 : width;
      return beside ? side + HEAD : 2 * (side + HEAD) + GAP;
    },
    marks: (frame) => {
      if (layout === "overlay") return [panelMark(frame, { ...scene, stage: "both" }, colors)];
      const [left, right] = split(frame, beside);
      return [
        ...panelHead(frame, left, "before", colors),
        panelMark(belowHead(left), { ...scene, stage: "before" }, colors),
        ...panelHead(frame, right, "after", colors),
        panelMark(belowHead(right), { ...scene, stage: "after" }, colors),
      ];
    },
    sketch: {
      kind: "lines",
      xLabel: "",
      yLabel: "",
      log: false,
      series: [lineOf("unit circle", circle), lineOf("its image", after)],
    },
  });
}

function readTwoByTwo(op: string, matrix: Matrix): TwoByTwo {
  const { shape, data } = readNumbers(op, "matrix", matrix, 2);
  if (shape[0] !== 2 || shape[1] !== 2) {
    throw new ShapeError(op, "matrix must be 2 × 2", { matrix: shape }, "A larger matrix has no picture in the plane.");
  }
  requireFinite(op, "matrix", data);
  const huge = data.findIndex((value) => Math.abs(value) > 1e150); // the determinant must not overflow
  if (huge >= 0) throw new ValueError(op, "matrix must be within ±1e150", `${data[huge]} at index ${huge}`);
  const [a, b, c, d] = data;
  return [a, b, c, d];
}

function readLook(op: string, { layout = "pair", shape = "both" }: LinearMapOptions) {
  if (layout !== "pair" && layout !== "overlay") {
    throw new ValueError(op, 'layout must be "pair" or "overlay"', JSON.stringify(layout) ?? "undefined");
  }
  if (!["square", "circle", "both", "none"].includes(shape)) {
    const names = 'shape must be "square", "circle", "both" or "none"';
    throw new ValueError(op, names, JSON.stringify(shape) ?? "undefined");
  }
  return { layout, shape };
}

function readVectors(op: string, { vectors, labels }: LinearMapOptions): { name: string; at: Point }[] {
  if (vectors === undefined) return [];
  const { shape, data } = readNumbers(op, "vectors", vectors, 2);
  if (shape[1] !== 2) throw new ShapeError(op, "vectors must have two columns", { vectors: shape });
  if (shape[0] > 8) throw new ValueError(op, "vectors must be at most 8", shape[0], "Map more of them with scatter.");
  requireFinite(op, "vectors", data);
  const huge = data.findIndex((value) => Math.abs(value) > 1e150);
  if (huge >= 0) throw new ValueError(op, "vectors must be within ±1e150", `${data[huge]} at index ${huge}`);
  const names = labels === undefined ? subscripted("v", shape[0]) : readNames(op, "labels", labels, shape[0]);
  return names.map((name, i) => ({ name, at: [data[2 * i], data[2 * i + 1]] as const }));
}

/** How far the vectors, their images and those of the unit circle and square go across and upwards. */
function farthest(matrix: TwoByTwo, vectors: readonly { at: Point }[]): number[] {
  const [a, b, c, d] = matrix;
  const ends = vectors.flatMap(({ at }) => [...at, ...image(matrix, at)]).map(Math.abs);
  return [Math.hypot(a, b), Math.hypot(c, d), Math.abs(a + b), Math.abs(c + d), ...ends];
}

function split({ left, top, width, height }: Frame, beside: boolean): [Frame, Frame] {
  if (beside) {
    const half = (width - GAP) / 2;
    return [{ left, top, width: half, height }, { left: left + half + GAP, top, width: half, height }]; // prettier-ignore
  }
  const half = (height - GAP) / 2;
  return [{ left, top, width, height: half }, { left, top: top + half + GAP, width, height: half }]; // prettier-ignore
}

function belowHead({ left, top, width, height }: Frame): Frame {
  return { left, top: top + HEAD, width, height: Math.max(20, height - HEAD) };
}

function panelHead(frame: Frame, { left, top }: Frame, stage: "before" | "after", colors: Colors): Mark[] {
  const words = stage === "before" ? "before" : "after: x ↦ A x";
  return [textAt(frame, left, top + HEAD / 2 - 2, words, { fontSize: FONT.tick, fill: colors.muted })];
}

function panelMark(frame: Frame, scene: MapScene, colors: Colors): Mark {
  return drawing(mapPanel(squarePlane(frame, scene.reach), scene, colors));
}

function lineOf(name: string, points: readonly Point[]) {
  return { name, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}
