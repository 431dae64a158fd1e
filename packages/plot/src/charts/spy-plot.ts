import { ValueError } from "@linnet/core";
import { type Axis, bandAxis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type SvgElement, element } from "../draw/document.js";
import { type Mark, drawing } from "../draw/marks.js";
import { CLEAR, pngUrl } from "../draw/png.js";
import type { Frame } from "../draw/sizes.js";
import { tableHeight } from "../draw/table-height.js";
import { formatNumber, formatPercent } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readComplexMatrix } from "../read/complex.js";
import type { Matrix } from "../read/numbers.js";
import { parseHex } from "../theme/ramp.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { type Cells, FILLED, NOT_A_NUMBER, blocksOf, describePattern } from "./nonzero-pattern.js";

export interface SpyOptions extends ChartOptions {
  /** What is no larger than this in modulus counts as zero. @defaultValue 0 */
  readonly tolerance?: number;
}

/** Matrices with more rows or columns are drawn in blocks, so that a pixel has something to show. */
const MOST_BLOCKS = 600;
/** Up to this many runs of cells the picture is one path, which is sharp and follows the theme; above it is an image. */
const MOST_RUNS = 20000;
/** Up to this many rows or columns are numbered one by one. */
const MOST_NUMBERED = 32;

/**
 * Where a matrix is not zero: its structure, such as bands, triangles and blocks.
 *
 * @param matrix shape `[m, n]`, real or complex; NaN is marked in a colour of its own and counted below the chart
 * @throws {ShapeError} when `matrix` has not two axes, or is empty
 * @throws {ValueError} when `tolerance` is negative or not finite, or an option cannot be used
 * @remarks More than 600 rows or columns are shown in blocks, which are filled where any of their elements is not zero.
 * @example
 * spyPlot([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]);
 */
export function spyPlot(matrix: Matrix, options: SpyOptions = {}): Figure {
  const op = "spyPlot";
  const { tolerance = 0 } = options;
  if (!(tolerance >= 0 && tolerance < Infinity)) throw new ValueError(op, "tolerance must be finite and not negative", tolerance); // prettier-ignore
  const cells = readCells(op, matrix, tolerance);
  const { rows, cols, filled, missing } = cells;
  const total = rows * cols;
  const share = `${filled} of ${total} (${percent(filled / total)})`;
  const above = tolerance > 0 ? ` above ${formatNumber(tolerance)} in modulus` : "";
  const page = readOptions(op, options, {
    title: "Nonzero pattern",
    description: describePattern(cells, share, above),
  });
  const colors = colorsOf(page.theme);
  const size = Math.ceil(Math.max(rows, cols) / MOST_BLOCKS);
  const blocks = blocksOf(cells, size);
  const notes = [
    ...(missing > 0 ? [missing === 1 ? "1 element is NaN." : `${missing} elements are NaN.`] : []),
    ...(size > 1 ? [`Each cell is a block of ${size} × ${size} elements.`] : []),
  ];
  return draw({
    page,
    subtitle: `nnz = ${share}${above}`,
    x: sideAxis("x", cols),
    y: sideAxis("y", rows),
    notes,
    ...(missing > 0 && { legend: { samples: samplesOf(colors) } }),
    frameHeight: (width) => tableHeight(rows, cols, width),
    marks: (frame) => [patternMark(blocks, frame, cells, size, colors), rimMark(frame, colors)],
    sketch: {
      kind: "shades",
      rows,
      cols,
      values: shadesOf(cells),
    },
  });
}

/** A share of which something is left to see, however small. */
function percent(share: number): string {
  return share > 0 && share < 0.001 ? `${formatNumber(Number((100 * share).toPrecision(2)))} %` : formatPercent(share);
}

function samplesOf(colors: Colors) {
  const [filled, missing] = [colors.accent, colors.second];
  return [{ name: "not zero", color: filled, kind: "box" as const }, { name: "NaN", color: missing, kind: "box" as const }]; // prettier-ignore
}

function readCells(op: string, matrix: Matrix, tolerance: number): Cells {
  const { shape, re, im } = readComplexMatrix(op, "matrix", matrix);
  const marks = new Uint8Array(re.length);
  let [filled, missing] = [0, 0];
  for (let k = 0; k < re.length; k++) {
    const size = im[k] === 0 ? Math.abs(re[k]) : Math.hypot(re[k], im[k]);
    if (size !== size) {
      marks[k] = NOT_A_NUMBER;
      missing += 1;
    } else if (size > tolerance) {
      marks[k] = FILLED;
      filled += 1;
    }
  }
  return { rows: shape[0], cols: shape[1], marks, filled, missing };
}

/** Indices of rows or columns, each at its middle where they are few. */
function sideAxis(side: "x" | "y", n: number): Axis {
  const style = side === "x" ? { label: "column →" } : { label: "↓ row", downward: true };
  if (n > MOST_NUMBERED) return linearAxis(side, 0, n, { ...style, whole: true });
  return bandAxis(side, Array.from({ length: n }, (_, i) => String(i)), { ...style, padding: 0 }); // prettier-ignore
}

/** The cells as two paths where they are few enough, else as one image. */
function patternMark(blocks: Cells, frame: Frame, whole: Cells, size: number, colors: Colors): Mark {
  // the last blocks may reach beyond the matrix
  const across = (frame.width * size) / whole.cols;
  const down = (frame.height * size) / whole.rows;
  const inset = Math.min(across, down) > 6 ? 0.5 : 0;
  const paths = [FILLED, NOT_A_NUMBER].map((mark) => (mark === FILLED || whole.missing > 0 ? runsOf(blocks, mark, inset > 0) : [])); // prettier-ignore
  if (paths[0].length + paths[1].length > MOST_RUNS) return drawing(imageOf(blocks, frame, across, down, colors));
  const right = frame.left + frame.width;
  const bottom = frame.top + frame.height;
  const drawn = paths.map((runs, k) => {
    const d = runs.map(({ row, from, to }) => {
      const [x, y] = [frame.left + from * across + inset, frame.top + row * down + inset];
      const width = Math.min(frame.left + to * across, right) - inset - x;
      const height = Math.min(frame.top + (row + 1) * down, bottom) - inset - y;
      return `M${x},${y}h${width}v${height}h${-width}Z`;
    });
    return element("path", { d: d.join(""), fill: k === 0 ? colors.accent : colors.second });
  });
  return drawing(element("g", { class: "linnet-pattern" }, ...drawn.filter((_, k) => paths[k].length > 0)));
}

/** The shares that a terminal shades: of zeros 0, of others 1. */
function shadesOf({ marks }: Cells): Float64Array {
  const shades = Float64Array.from(marks);
  for (let k = 0; k < marks.length; k++) if (marks[k] === NOT_A_NUMBER) shades[k] = Number.NaN;
  return shades;
}

interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Cells of one mark that follow each other in a row, together unless `apart`; counted no further than a picture of them goes. */
function runsOf({ rows, cols, marks }: Cells, mark: number, apart: boolean): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < rows && runs.length <= MOST_RUNS; row++) {
    for (let from = 0; from < cols; from++) {
      if (marks[row * cols + from] !== mark) continue;
      let to = from + 1;
      while (!apart && to < cols && marks[row * cols + to] === mark) to += 1;
      runs.push({ row, from, to });
      from = to - 1;
    }
  }
  return runs;
}

/** Filled cells and NaN in their colours, which stand out on the surfaces of both themes, and zeros clear. */
function imageOf({ rows, cols, marks }: Cells, frame: Frame, across: number, down: number, colors: Colors): SvgElement {
  const pixels = marks.map((mark) => (mark === 0 ? CLEAR : mark - 1));
  const href = pngUrl({ width: cols, height: rows, pixels, colors: [parseHex(colors.accent), parseHex(colors.second)] }); // prettier-ignore
  const place = { x: frame.left, y: frame.top, width: cols * across, height: rows * down };
  const look = { preserveAspectRatio: "none", "image-rendering": "pixelated" };
  return element("g", { class: "linnet-pattern" }, element("image", { ...place, ...look, href }));
}

function rimMark({ left, top, width, height }: Frame, colors: Colors): Mark {
  return drawing(element("rect", { x: left, y: top, width, height, fill: "none", stroke: colors.muted }));
}
