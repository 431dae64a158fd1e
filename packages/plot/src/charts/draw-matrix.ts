import { bandAxis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { element } from "../draw/document.js";
import { type Mark, cells, drawing, texts } from "../draw/marks.js";
import { pngUrl } from "../draw/png.js";
import type { Frame } from "../draw/sizes.js";
import { tableHeight } from "../draw/table-height.js";
import { textWidth } from "../draw/text-width.js";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import type { Page } from "../options.js";
import { readNames } from "../read/classes.js";
import { type Range, levels, shareOf } from "../read/range.js";
import { type Rgb, contrast, toHex } from "../theme/ramp.js";
import { type Colors, colorsOf } from "../theme/theme.js";

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
export const MOST_RECTANGLES = 1024;

/** How {@link drawMatrix} shows a matrix. */
export interface MatrixStyle {
  /** Whether each cell shows its value; by default where there is room. */
  readonly values?: boolean;
  readonly rowLabels?: ArrayLike<number | string>;
  readonly columnLabels?: ArrayLike<number | string>;
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly notes?: readonly string[];
  /** How a cell writes its value; whole numbers in full, others to three digits by default. */
  readonly format?: (value: number) => string;
  /** Height of the frame for a width of it; square cells by default. */
  readonly frameHeight?: (width: number) => number;
}

/** Draws a matrix as a table of colours, as many rectangles or one image. */
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
export interface Names {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** @throws {ShapeError} when there are not as many names as rows or columns */
export function namesOf(op: string, { rows, cols }: Grid, { rowLabels, columnLabels }: MatrixStyle): Names {
  return {
    rows: readNames(op, "rowLabels", rowLabels, rows),
    columns: readNames(op, "columnLabels", columnLabels, cols),
  };
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
