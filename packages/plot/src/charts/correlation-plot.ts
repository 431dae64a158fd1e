import { ShapeError, ValueError, array } from "@linnet/core";
import { correlation, kendallCorrelation, spearmanCorrelation } from "@linnet/stats";
import { counted } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { isConstant, textNote } from "../read/samples.js";
import { type NumberTable, type TableNumbers, completeRows, isMatrix, readTable } from "../read/table.js";
import { ramp } from "../theme/ramp.js";
import { drawMatrix } from "./draw-matrix.js";

export interface CorrelationOptions extends ChartOptions {
  /** Names of the columns; those of named columns, else 1, 2, 3, … by default. */
  readonly names?: ArrayLike<number | string>;
  /** Which correlation of named columns is computed. @defaultValue "pearson" */
  readonly method?: "pearson" | "spearman" | "kendall";
  /** Whether each cell shows its value; by default where there is room. */
  readonly values?: boolean;
}

/** Correlations by rows; NaN where one is not defined. */
interface Correlations {
  readonly p: number;
  readonly r: Float64Array;
  readonly names: readonly string[];
  readonly notes: readonly string[];
  /** What they are correlations of, for the description. */
  readonly source: string;
}

const METHODS = { pearson: correlation, spearman: spearmanCorrelation, kendall: kendallCorrelation };

/** Rounding of float32 may leave so much between entries that are equal, and above 1. */
const SLACK = 2 ** -16;

/**
 * Correlations of columns in colours from −1 (orange) to 1 (blue), with white at zero.
 *
 * @param data named columns, whose correlations are computed, or a matrix of correlations `[p, p]`, which is drawn as it is; columns of
 *   text and rows that are not finite are left out, and correlations of constant columns are grey: notes below the chart say so
 * @throws {ShapeError} when a matrix is not square, columns have not one length or fewer than two complete rows, or names do not match
 * @throws {ValueError} when there is no column of numbers, a matrix is not symmetric or leaves [−1, 1], or an option cannot be used
 * @example
 * correlationPlot({ height: [1.6, 1.7, 1.8, 1.9], weight: [55, 70, 68, 90], shoe: [38, 41, 42, 45] });
 */
export function correlationPlot(data: NumberTable, options: CorrelationOptions = {}): Figure {
  const op = "correlationPlot";
  const { method = "pearson" } = options;
  if (!Object.hasOwn(METHODS, method)) {
    const known = Object.keys(METHODS).join(", ");
    throw new ValueError(op, `method must be one of ${known}`, JSON.stringify(method) ?? "undefined");
  }
  const table = readTable(op, "matrix", data);
  const { p, r, names, notes, source } = isMatrix(data) ? given(op, table) : computed(op, table, method);
  const shown = options.names === undefined ? names : readNames(op, "names", options.names, p);
  const page = readOptions(op, options, {
    title: "Correlations",
    description: `${source} ${counted(p, "column")} in colours from −1 to 1. ${strongest(r, shown)}`,
  });
  const grid = { rows: p, cols: p, data: r, range: [-1, 1] as const, hue: ramp(op, "diverging") };
  const labels = { rowLabels: shown, columnLabels: shown };
  return drawMatrix(page, grid, {
    ...labels,
    notes,
    format: twoDecimals,
    ...(options.values !== undefined && { values: options.values }),
    frameHeight: (width) => Math.min(Math.max(width, 60), 640),
  });
}

/** 0.10, −0.87; grey cells are marked too. */
export function twoDecimals(value: number): string {
  if (Number.isNaN(value)) return "–";
  return value
    .toFixed(2)
    .replace(/^-(?=.*[1-9])/, "−")
    .replace("-", "");
}

function given(op: string, { rows: p, cols, data: r }: TableNumbers): Correlations {
  if (p !== cols) {
    const hint = "Pass correlations, or columns by name: { height: [ … ], weight: [ … ] }.";
    throw new ShapeError(op, "a matrix of correlations must be square", { matrix: [p, cols] }, hint);
  }
  for (const [k, value] of r.entries()) {
    const at = `at [${Math.floor(k / p)}, ${k % p}]`;
    if (Math.abs(value) > 1 + SLACK) throw new ValueError(op, "correlations must lie in [−1, 1]", `${value} ${at}`);
    const mirrored = r[(k % p) * p + Math.floor(k / p)];
    if (Math.abs(value - mirrored) > SLACK || Number.isNaN(value) !== Number.isNaN(mirrored)) {
      throw new ValueError(op, "correlations must be symmetric", `${value} ${at} and ${mirrored} across`);
    }
  }
  const missing = r.filter(Number.isNaN).length;
  const note = missing === 1 ? "1 cell is not finite (grey)." : `${missing} cells are not finite (grey).`;
  const names = Array.from({ length: p }, (_, j) => String(j + 1));
  return { p, r, names, notes: missing > 0 ? [note] : [], source: "Correlations of" };
}

function computed(op: string, table: TableNumbers, method: keyof typeof METHODS): Correlations {
  const { cols: p, data, texts, names = [] } = table;
  const rows = completeRows(table);
  if (rows.length < 2) {
    const hint = "A correlation needs two rows.";
    throw new ShapeError(op, "there must be at least two rows without missing values", { rows: [rows.length] }, hint);
  }
  const columns = names.map((_, j) => Float64Array.from(rows, (i) => data[i * p + j]));
  const kept = columns.flatMap((column, j) => (isConstant(column) ? [] : [j]));
  const fitting = kept.map((j) => (method === "pearson" ? withinOne(columns[j]) : columns[j]));
  const r = new Float64Array(p * p).fill(Number.NaN);
  if (kept.length > 0) {
    const [n, k] = [rows.length, kept.length];
    const x = Float64Array.from({ length: n * k }, (_, at) => fitting[at % k][Math.floor(at / k)]);
    const found = METHODS[method](array(x, { shape: [n, k] })).toTypedArray();
    for (const [a, i] of kept.entries()) for (const [b, j] of kept.entries()) r[i * p + j] = found[a * kept.length + b];
  }
  const flat = names.filter((_, j) => !kept.includes(j));
  const constant = `${flat.join(", ")} ${flat.length === 1 ? "is" : "are"} constant, without correlations (grey).`;
  return {
    p,
    r,
    names,
    notes: [
      ...notFiniteNotes(table.rows - rows.length, "row", "left out"),
      ...textNote(texts),
      ...(flat.length > 0 ? [constant] : []),
    ],
    source: `${method[0].toUpperCase()}${method.slice(1)} correlations over ${rows.length} rows of`,
  };
}

/** Moved and scaled into [−1, 1], which changes no correlation and keeps squares from over- and underflowing. */
function withinOne(column: Float64Array): Float64Array {
  const [low, high] = extent(column);
  return column.map((value) => (value - (low / 2 + high / 2)) / (high / 2 - low / 2));
}

/** The pairs furthest from zero on either side, in words. */
function strongest(r: Float64Array, names: readonly string[]): string {
  const p = names.length;
  let [most, least] = [-1, -1];
  for (let k = 0; k < p * p; k++) {
    if (Math.floor(k / p) >= k % p) continue; // of each pair the one above the diagonal
    if (r[k] > 0 && !(r[k] <= r[most])) most = k;
    if (r[k] < 0 && !(r[k] >= r[least])) least = k;
  }
  const pair = (k: number) => `${names[Math.floor(k / p)]} and ${names[k % p]} (${twoDecimals(r[k])})`;
  const story = [
    ...(most >= 0 ? [`The strongest positive one is between ${pair(most)}.`] : []),
    ...(least >= 0 ? [`The strongest negative one is between ${pair(least)}.`] : []),
  ];
  return story.length > 0 ? story.join(" ") : "No pair of columns is correlated.";
}
