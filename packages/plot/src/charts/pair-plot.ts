import { ValueError } from "@linnet/core";
import type { Axis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, dots, line, texts } from "../draw/marks.js";
import { FONT, type Frame } from "../draw/sizes.js";
import { rectangles } from "../draw/spans.js";
import { shorten } from "../draw/text-width.js";
import { formatNumber, linearTicks, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type Classes, type Labels, readClasses, readNames } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { isConstant, textNote } from "../read/samples.js";
import { type NumberTable, completeRows, readTable } from "../read/table.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { classMark } from "../theme/classes.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { densityCurve } from "./density-curve.js";
import { type Points, classDots, namedClasses } from "./class-dots.js";

export interface PairOptions extends ChartOptions {
  /** The class of each row: coloured, shaped and named in a legend. */
  readonly labels?: Labels;
  /** Names of the classes, in the order of the sorted labels. */
  readonly classNames?: ArrayLike<number | string>;
  /** Names of the columns; those of named columns, else x1, x2, … by default. */
  readonly names?: ArrayLike<number | string>;
}

/** A column, and the values at the ends of its cells. */
interface Side {
  readonly name: string;
  readonly values: Float64Array;
  readonly low: number;
  readonly high: number;
}

/** More columns would have cells too small to see anything in. */
const MOST_COLUMNS = 8;
/** More dots would not be seen beside each other, and make megabytes. */
const MOST_DOTS = 20_000;
/** Between the frame of a cell and what is in it, as a share of the cell. */
const RIM = 0.06;

/**
 * Every column of a table over every other: a scatter plot for each pair, and on the diagonal the density of each column.
 *
 * @param x shape `[n, p]` with p from 2 to 8, or columns by name; rows that are not finite are left out and counted below the chart
 * @throws {ShapeError} when `x` has not two axes or is empty, or labels or names do not match
 * @throws {ValueError} when no row is finite, there is one column or more than eight, or an option cannot be used
 * @remarks Of more rows than make 20,000 dots every k-th is drawn, and a note says so. Densities are of all.
 * @see Cleveland, *Visualizing Data*, 1993, ch. 5
 * @example
 * pairPlot({ length: [1, 2, 3, 4], width: [2, 2.5, 3.5, 3], depth: [4, 1, 3, 2] }, { labels: ["a", "a", "b", "b"] });
 */
export function pairPlot(x: NumberTable, options: PairOptions = {}): Figure {
  const op = "pairPlot";
  const table = readTable(op, "x", x);
  const { rows: n, cols: p, data } = table;
  if (p < 2 || p > MOST_COLUMNS) {
    throw new ValueError(op, `x must have 2 to ${MOST_COLUMNS} columns`, p, "Choose some of them.");
  }
  const rows = completeRows(table);
  if (rows.length === 0) throw new ValueError(op, "x must hold a finite row", `${n} rows that are not finite`);
  const plain = Array.from({ length: p }, (_, j) => `x${j + 1}`);
  const names = options.names === undefined ? (table.names ?? plain) : readNames(op, "names", options.names, p);
  const sides = names.map((name, j) =>
    sideOf(
      name,
      Float64Array.from(rows, (i) => data[i * p + j]),
    ),
  );
  const classes =
    options.labels === undefined
      ? undefined
      : namedClasses(op, readClasses(op, options.labels, n, "a row of x", { x: [n, p] }), options.classNames);
  const page = readOptions(op, options, {
    title: "Pairs of columns",
    description:
      `A scatter plot for each pair of ${p} columns, and the density of each on the diagonal, over ${rows.length} rows` +
      `${classes ? ` in ${classes.names.length} classes` : ""}. ${sides.map(tellSide).join("; ")}.`,
  });
  const colors = colorsOf(page.theme);
  const every = Math.ceil((rows.length * p * (p - 1)) / MOST_DOTS);
  const points = pointsOf(sides, rows, every, page.width);
  const drawn = classes
    ? classDots(points, classes, colors)
    : { marks: [dots(points.x, points.y, { fill: colors.accent, fillOpacity: 0.6, r: points.radius })] };
  const notes = [
    ...(every > 1 ? [`1 of every ${every} rows is drawn.`] : []),
    ...notFiniteNotes(n - rows.length, "row", "left out"),
    ...textNote(table.texts),
  ];
  return draw({
    page,
    ...drawn,
    x: gridAxis(sides, "x"),
    y: gridAxis(sides, "y"),
    ...(notes.length > 0 && { notes }),
    frameHeight: (width) => width,
    marks: (frame) => [
      cellFrames(p, colors),
      ...sides.flatMap((side, j) => densities(op, side, j, p, colors, classes && membersOf(classes, rows))),
      ...drawn.marks,
      columnNames(sides, frame, colors),
    ],
    sketch: {
      kind: "points",
      x: sides[0].values,
      y: sides[1].values,
      ...(classes && { classes: Int32Array.from(rows, (row) => classes.index[row]) }),
      names: classes?.names ?? [],
    },
  });
}

function sideOf(name: string, values: Float64Array): Side {
  const [low, high] = paddedDomain(...extent(values), 0);
  return { name, values, low, high };
}

/** The place of a value in the j-th of unit cells. */
function placeIn({ low, high }: Side, j: number, value: number): number {
  return j + RIM + ((value - low) / (high - low)) * (1 - 2 * RIM);
}

/** Two or three ticks in each cell of a row or column of cells; the first column is at the left and at the top. */
function gridAxis(sides: readonly Side[], direction: "x" | "y"): Axis {
  const p = sides.length;
  const cell = (j: number) => (direction === "x" ? j : p - 1 - j);
  return {
    type: "linear",
    domain: [0, p],
    ticks: (pixels) => {
      const count = Math.min(3, Math.max(1, pixels / p / (direction === "x" ? 55 : 40)));
      const labels = new Map<number, string>();
      for (const [j, side] of sides.entries()) {
        const { values, label } = linearTicks(side.low, side.high, count);
        for (const value of values) labels.set(placeIn(side, cell(j), value), label(value));
      }
      return { values: [...labels.keys()], label: (place) => labels.get(place) ?? "" };
    },
  };
}

/** The dots of all cells but those on the diagonal, in units of cells. */
function pointsOf(sides: readonly Side[], rows: Int32Array, every: number, pageWidth: number): Points {
  const p = sides.length;
  const chosen = Array.from(rows.keys()).filter((i) => i % every === 0);
  const [x, y, of]: [number[], number[], number[]] = [[], [], []];
  for (const [i, upward] of sides.entries()) {
    for (const [j, across] of sides.entries()) {
      if (i === j) continue;
      for (const k of chosen) {
        x.push(placeIn(across, j, across.values[k]));
        y.push(placeIn(upward, p - 1 - i, upward.values[k]));
        of.push(rows[k]);
      }
    }
  }
  const cell = (pageWidth - 50) / p;
  const radius = Math.max(1.2, Math.min(chosen.length <= 500 ? 3.2 : 2, cell / 40));
  return { x: Float64Array.from(x), y: Float64Array.from(y), rows: Int32Array.from(of), radius };
}

function cellFrames(p: number, { grid }: Colors): Mark {
  const at = Array.from({ length: p * p }, (_, k) => [k % p, Math.floor(k / p)]);
  const [x1, y1] = [0, 1].map((side) => at.map((cell) => cell[side] + 0.02));
  const [x2, y2] = [0, 1].map((side) => at.map((cell) => cell[side] + 0.98));
  return rectangles({ x1, y1, x2, y2 }, { fill: "none", stroke: grid, strokeWidth: 1 });
}

/** Kernel densities of a column in its cell of the diagonal, one for each class whose values differ. */
function densities(
  op: string,
  side: Side,
  j: number,
  p: number,
  colors: Colors,
  members: readonly number[][] | undefined,
): Mark[] {
  const samples = (members ?? [Array.from(side.values.keys())]).map((of) =>
    Float64Array.from(of, (i) => side.values[i]),
  );
  const curves = samples.map((values) =>
    values.length < 2 || isConstant(values) ? undefined : densityCurve(op, { name: side.name, values }, "scott"),
  );
  const top = Math.max(...curves.map((curve) => (curve ? extent(curve.y)[1] : 0)));
  return curves.flatMap((curve, k) => {
    if (!curve) return [];
    const inside = Array.from(curve.x.keys()).filter((i) => curve.x[i] >= side.low && curve.x[i] <= side.high);
    const x = inside.map((i) => placeIn(side, j, curve.x[i]));
    const y = inside.map((i) => p - 1 - j + RIM + (curve.y[i] / top) * (0.75 - RIM));
    const { color, dash } = members ? classMark(colors, k) : { color: colors.accent, dash: undefined };
    return [line(x, y, { stroke: color, strokeWidth: 1.75, ...(dash && { strokeDasharray: dash }) })];
  });
}

function membersOf({ names, index }: Classes, rows: Int32Array): number[][] {
  return names.map((_, k) => Array.from(rows.keys()).filter((i) => index[rows[i]] === k));
}

/** In the upper left corners of the diagonal. */
function columnNames(sides: readonly Side[], frame: Frame, { ink, surface }: Colors): Mark {
  const p = sides.length;
  const room = frame.width / p - 10;
  return texts(
    sides.map((_, j) => j + RIM),
    sides.map((_, j) => p - j - RIM - 0.05),
    sides.map(({ name }) => shorten(name, FONT.tick, room)),
    {
      fontSize: FONT.tick,
      fontWeight: 600,
      fill: ink,
      stroke: surface,
      strokeWidth: 3,
      textAnchor: "start",
      lineAnchor: "top",
    },
  );
}

function tellSide({ name, values }: Side): string {
  return `${name} goes from ${extent(values).map(formatNumber).join(" to ")}`;
}
