import { ValueError } from "@linnet/core";
import { counted, formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { finiteExtent } from "../read/extent.js";
import { type Matrix, countOf, readNumbers, requireAtMost } from "../read/numbers.js";
import { type Range, readRange } from "../read/range.js";
import { type RampName, ramp } from "../theme/ramp.js";
import { type Grid, MOST_RECTANGLES, type Names, drawMatrix, namesOf } from "./draw-matrix.js";

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

/** As many as the pixels of a large screen; each takes a byte and a third of the file. */
const MOST_CELLS = 2 ** 23;
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
