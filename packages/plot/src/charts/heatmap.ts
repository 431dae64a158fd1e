import { bandAxis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { element } from "../draw/document.js";
import { type Mark, cells, drawing, texts } from "../draw/marks.js";
import { pngUrl } from "../draw/png.js";
import type { Frame } from "../draw/sizes.js";
import { textWidth } from "../draw/text-width.js";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, type Page, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { finiteExtent } from "../read/extent.js";
import { type Matrix, readNumbers } from "../read/numbers.js";
import { type Range, levels, readRange, shareOf } from "../read/range.js";
import { type RampName, type Rgb, contrast, ramp, toHex } from "../theme/ramp.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface HeatmapOptions extends ChartOptions {
  /** @defaultValue "viridis" */
  readonly ramp?: RampName;
  /** The values at the ends of the ramp; the least and the greatest by default. */
  readonly range?: Range;
  /** Whether each cell shows its value; by default where there is room. */
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

/** Above this many cells the picture is one image, below one rectangle each. */
const MOST_RECTANGLES = 1024;

/**
 * A matrix as a table of colours, its first row at the top.
 *
 * @param matrix shape `[m, n]`; cells that are not finite are grey and counted below the chart
 * @throws {ShapeError} when `matrix` has not two axes or is empty, or labels do not match its sides
 * @throws {ValueError} when no cell is finite, or an option cannot be used
 * @example
 * heatmap([[1, 0.2], [0.2, 1]], { ramp: "diverging", range: [-1, 1], title: "Correlation" });
 */
export function heatmap(matrix: Matrix, options: HeatmapOptions = {}): Figure {
  const op = "heatmap";
  const { shape, data } = readNumbers(op, "matrix", matrix, 2);
  const [rows, cols] = shape;
  const range = readRange(op, "matrix", data, options.range, options.ramp === "diverging");
  const grid: Grid = { rows, cols, data, range, hue: ramp(op, options.ramp ?? "viridis") };
  const bad = data.length - finiteExtent(data).count;
  const ends = range.map(formatNumber);
  const page = readOptions(op, options, {
    title: "Heatmap",
    description: `A table of ${rows} rows and ${cols} columns in colours from ${ends[0]} to ${ends[1]}.`,
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
  /** How a cell writes its value; to three digits by default. */
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
    ...axes(page.op, grid, style),
    legend: { ramp: hue, low: ends[0], high: ends[1] },
    ...(style.notes && style.notes.length > 0 && { notes: style.notes }),
    frameHeight: style.frameHeight ?? ((width) => Math.min(Math.max((width * rows) / cols, 60), 900)),
    marks: (frame) =>
      rows * cols > MOST_RECTANGLES ? [imageOf(grid, frame, colors.missing)] : cellsOf(grid, frame, colors, style),
    sketch: { kind: "shades", rows, cols, values: data.map((value) => shareOf(range, value)) },
  });
}

/** Names where there are names to show, else numbers along the sides. */
function axes(op: string, { rows, cols }: Grid, options: MatrixStyle) {
  const { rowLabels, columnLabels, xLabel, yLabel } = options;
  const rowNames = readNames(op, "rowLabels", rowLabels, rows);
  const columnNames = readNames(op, "columnLabels", columnLabels, cols);
  const x = { ...(xLabel && { label: `${xLabel} →` }) };
  const y = { ...(yLabel && { label: `↓ ${yLabel}` }), downward: true };
  if (rows * cols > MOST_RECTANGLES && !rowLabels && !columnLabels) {
    return { x: linearAxis("x", 0, cols, x), y: linearAxis("y", 0, rows, y) };
  }
  return {
    x: bandAxis("x", columnNames, { ...x, padding: 0, all: columnLabels !== undefined }),
    y: bandAxis("y", rowNames, { ...y, padding: 0 }),
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
  { values, format = short }: MatrixStyle,
): Mark[] {
  const column = Array.from(data, (_, k) => k % cols);
  const row = Array.from(data, (_, k) => Math.floor(k / cols));
  const colors = Array.from(data, (value) => (Number.isFinite(value) ? hue(shareOf(range, value)) : undefined));
  const fill = colors.map((color) => (color ? toHex(color) : missing));
  const inset = Math.min(frame.width / cols, frame.height / rows) > 12 ? 0.5 : 0;
  const table = cells(column, row, { fill: { value: fill, scale: null }, inset });
  const words = Array.from(data, format);
  const [width, height] = [frame.width / cols - 6, frame.height / rows];
  const size = Math.min(14, ...words.map((word) => (width / textWidth(word, 10)) * 10));
  const fits = size >= 10 && height >= 18;
  if (!(values ?? fits)) return [table];
  const ink = colors.map((color) => (color ? toHex(contrast(color, WHITE) > 4.5 ? WHITE : BLACK) : plain));
  return [table, texts(column, row, words, { fill: { value: ink, scale: null }, fontSize: Math.max(size, 10) })];
}

/** Three digits, so that a cell can hold them. */
function short(value: number): string {
  return formatNumber(Number.isFinite(value) ? Number(value.toPrecision(3)) : value);
}
