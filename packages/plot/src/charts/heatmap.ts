import { ValueError } from "@linnet/core";
import { bandAxis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { element } from "../draw/document.js";
import { type Mark, cells, drawing, texts } from "../draw/marks.js";
import { pngUrl } from "../draw/png.js";
import type { Frame } from "../draw/sizes.js";
import { tableHeight } from "../draw/table-height.js";
import { textWidth } from "../draw/text-width.js";
import { counted, formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, type Page, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { finiteExtent } from "../read/extent.js";
import { type Matrix, countOf, readNumbers, requireAtMost } from "../read/numbers.js";
import { type Range, levels, readRange, shareOf } from "../read/range.js";
import { type RampName, type Rgb, contrast, ramp, toHex } from "../theme/ramp.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface HeatmapOptions extends ChartOptions {
  /** @defaultValue "viridis" */
  readonly ramp?: RampName;
  /** The values at the ends of the ramp; the least and the greatest by default. */
  readonly range?: Range;
  /** Whether each cell shows its value, whole numbers in full, others to three digits; by default where there is room. */
  readonly values?: boolean;
  readonly rowLabels?: ArrayLike<number | string>;
  readonly columnLabels?: ArrayLike<number | string>;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

/** A matrix with its colours. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
  readonly range: Range;
  readonly hue: (t: number) => Rgb;
}

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** As many as the pixels of a large screen; each takes a byte and a third of the file. */
const MOST_CELLS = 2 ** 23;
/** Above this many cells the picture is one image, below one rectangle each. */
const MOST_RECTANGLES = 1024;

/**
 * A matrix as a table of colours, its first row at the top.
 *
 * @param matrix shape `[m, n]`; cells that are not finite are grey and counted below the chart
 * @throws {ShapeError} when `matrix` has not two axes or is empty, or labels do not match its sides
 * @throws {ValueError} when no cell is finite, there are more than 2²³, values are wanted in more than 1024, or an option cannot be used
 * @example
 * heatmap([[1, 0.2], [0.2, 1]], { ramp: "diverging", range: [-1, 1], title: "Correlation" });
 */
export function heatmap(matrix: Matrix, options: HeatmapOptions = {}): Figure {
  const op = "heatmap";
  requireAtMost(
    op,
    "cells",
    countOf(matrix),
    MOST_CELLS,
    "Take every k-th row and column: matrix.slice('::4', '::4').",
  );
  const { shape, data } = readNumbers(op, "matrix", matrix, 2);
  const [rows, cols] = shape;
  if (options.values && rows * cols > MOST_RECTANGLES) {
    throw new ValueError(
      op,
      `values can be written in at most ${MOST_RECTANGLES} cells`,
      rows * cols,
      "Leave values out.",
    );
  }
  const range = readRange(op, "matrix", data, options.range, options.ramp === "diverging");
  const grid: Grid = { rows, cols, data, range, hue: ramp(op, options.ramp ?? "viridis") };
  const bad = data.length - finiteExtent(data).count;
  const ends = range.map(formatNumber);
  const names = namesOf(op, grid, options);
  const page = readOptions(op, options, {
    title: "Heatmap",
    description: `A table of ${counted(rows, "row")} and ${counted(cols, "column")} in colours from ${ends[0]} to ${ends[1]}. ${extremes(grid, names)}`,
  });
  const missing = bad === 1 ? "1 cell is not finite (grey)." : `${bad} cells are not finite (grey).`;
  return drawMatrix(page, grid, { ...options, ...(bad > 0 && { notes: [missing] }) });
}

/** How {@link drawMatrix} shows a matrix. */
export interface MatrixStyle extends Pick<
  HeatmapOptions,
  "values" | "rowLabels" | "columnLabels" | "xLabel" | "yLabel"
> {
  readonly notes?: readonly string[];
  /** How a cell writes its value; whole numbers in full, others to three digits by default. */
  readonly format?: (value: number) => string;
  /** Height of the frame for a width of it; square cells by default. */
  readonly frameHeight?: (width: number) => number;
}

export function drawMatrix(page: Page, grid: Grid, style: MatrixStyle): Figure {
  const { rows, cols, data, range, hue } = grid;
  const colors = colorsOf(page.theme);
  const ends = range.map(formatNumber);
  return draw({
    page,
    ...axes(grid, namesOf(page.op, grid, style), style),
    legend: { ramp: hue, low: ends[0], high: ends[1] },
    ...(style.notes && style.notes.length > 0 && { notes: style.notes }),
    frameHeight: style.frameHeight ?? ((width) => tableHeight(rows, cols, width)),
    marks: (frame) =>
      rows * cols > MOST_RECTANGLES ? [imageOf(grid, frame, colors.missing)] : cellsOf(grid, frame, colors, style),
    sketch: { kind: "shades", rows, cols, values: data.map((value) => shareOf(range, value)) },
  });
}

/** Names of the rows and columns; their indices where they have none. */
interface Names {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** @throws {ShapeError} when there are not as many names as rows or columns */
function namesOf(op: string, { rows, cols }: Grid, { rowLabels, columnLabels }: MatrixStyle): Names {
  return {
    rows: readNames(op, "rowLabels", rowLabels, rows),
    columns: readNames(op, "columnLabels", columnLabels, cols),
  };
}

/** The least and the greatest value and where they are first, in words. */
function extremes({ rows, cols, data }: Grid, names: Names): string {
  const { low, high } = finiteExtent(data);
  if (low === high) return `All values are ${formatNumber(low)}.`;
  const where = (value: number) => {
    const at = data.indexOf(value);
    const [row, column] = [names.rows[Math.floor(at / cols)], names.columns[at % cols]];
    if (rows === 1) return `column ${column}`;
    return cols === 1 ? `row ${row}` : `row ${row}, column ${column}`;
  };
  return `The least is ${formatNumber(low)} at ${where(low)}; the greatest ${formatNumber(high)} at ${where(high)}.`;
}

/** Names where there are names to show, else numbers along the sides. */
function axes({ rows, cols }: Grid, names: Names, options: MatrixStyle) {
  const { rowLabels, columnLabels, xLabel, yLabel } = options;
  const x = { ...(xLabel && { label: `${xLabel} →` }) };
  const y = { ...(yLabel && { label: `↓ ${yLabel}` }), downward: true };
  if (rows * cols > MOST_RECTANGLES && !rowLabels && !columnLabels) {
    return { x: linearAxis("x", 0, cols, x), y: linearAxis("y", 0, rows, y) };
  }
  return {
    x: bandAxis("x", names.columns, { ...x, padding: 0, all: columnLabels !== undefined }),
    y: bandAxis("y", names.rows, { ...y, padding: 0 }),
  };
}

function imageOf({ rows, cols, data, range, hue }: Grid, frame: Frame, missing: string): Mark {
  const pixels = levels(data, range);
  const hues = Array.from({ length: 255 }, (_, i) => hue(i / 254));
  const { left: x, top: y, width, height } = frame;
  const href = pngUrl({ width: cols, height: rows, pixels, colors: hues });
  const picture = {
    class: "linnet-cells",
    x,
    y,
    width,
    height,
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
    href,
  };
  return drawing(element("g", {}, element("rect", { x, y, width, height, fill: missing }), element("image", picture)));
}

function cellsOf(
  { rows, cols, data, range, hue }: Grid,
  frame: Frame,
  { missing, ink: plain }: Colors,
  { values, format }: MatrixStyle,
): Mark[] {
  const column = Array.from(data, (_, k) => k % cols);
  const row = Array.from(data, (_, k) => Math.floor(k / cols));
  const colors = Array.from(data, (value) => (Number.isFinite(value) ? hue(shareOf(range, value)) : undefined));
  const fill = colors.map((color) => (color ? toHex(color) : missing));
  const inset = Math.min(frame.width / cols, frame.height / rows) > 12 ? 0.5 : 0;
  const table = cells(column, row, { fill: { value: fill, scale: null }, inset });
  const words = format === undefined ? writtenCells(data) : Array.from(data, format);
  const [width, height] = [frame.width / cols - 6, frame.height / rows];
  const size = Math.min(14, ...words.map((word) => (width / textWidth(word, 10)) * 10));
  const fits = size >= 10 && height >= 18;
  if (!(values ?? fits)) return [table];
  const ink = colors.map((color) => (color ? toHex(contrast(color, WHITE) > 4.5 ? WHITE : BLACK) : plain));
  return [table, texts(column, row, words, { fill: { value: ink, scale: null }, fontSize: Math.max(size, 10) })];
}

/** Whole numbers in full where all are whole and short enough; else three digits, so that a cell can hold them. */
function writtenCells(data: Float64Array): string[] {
  const whole = data.every((value) => !Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) < 1e6));
  if (whole) return Array.from(data, (value) => (Number.isFinite(value) ? String(value) : formatNumber(value)).replace("-", "−")); // prettier-ignore
  return Array.from(data, (value) => formatNumber(Number.isFinite(value) ? Number(value.toPrecision(3)) : value));
}
