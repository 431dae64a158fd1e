import { ValueError } from "@linnet/core";
import { linearAxis, logAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { dots, line } from "../draw/marks.js";
import { thin } from "../draw/thin.js";
import { formatNumber, niceDomain, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, type Page, readOptions } from "../options.js";
import { extent, finiteExtent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Vector, readNumbers, requireFinite, requireLength } from "../read/numbers.js";
import { classMark } from "../theme/classes.js";
import { colorsOf } from "../theme/theme.js";

export interface LineOptions extends ChartOptions {
  /** Positions of the values, the same for every series; 0, 1, 2, … by default. */
  readonly x?: Vector;
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** `"log"` shows factors instead of differences; all values must be positive. @defaultValue "linear" */
  readonly scale?: "linear" | "log";
}

/** One named line; values that are not finite leave a gap. */
export interface Line {
  readonly name: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Lines through values, one for each named series.
 *
 * @param series values by name; values that are not finite are left out and counted below the chart
 * @throws {ShapeError} when a series has not one axis, is empty, or differs from `x` in length
 * @throws {ValueError} when there is no series, none of its values is finite, a logarithmic axis meets a value that is not
 *   positive, or an option cannot be used
 * @example
 * lineChart({ sine: [0, 0.84, 0.91, 0.14] }, { xLabel: "time" });
 */
export function lineChart(series: Readonly<Record<string, Vector>>, options: LineOptions = {}): Figure {
  const op = "lineChart";
  const lines = readLines(op, series, options.x, 0);
  return drawLines(readOptions(op, options, { title: "Lines", description: describeLines(lines) }), lines, options);
}

/** Reads and checks series; without `x` their positions count up from `start`. */
export function readLines(
  op: string,
  series: Readonly<Record<string, Vector>>,
  x: Vector | undefined,
  start: number,
): Line[] {
  const names = Object.keys(series);
  if (names.length === 0 || names.length > 50) {
    throw new ValueError(
      op,
      "series must hold 1 to 50 named series",
      names.length,
      "Pass { train: [ … ] }, for example.",
    );
  }
  const places = x === undefined ? undefined : readNumbers(op, "x", x, 1);
  if (places) requireFinite(op, "x", places.data);
  const lines = names.map((name): Line => {
    const y = readNumbers(op, name, series[name], 1);
    if (places) requireLength(op, name, y, "x", places.data.length);
    return { name, x: places?.data ?? y.data.map((_, i) => i + start), y: y.data };
  });
  if (lines.some(({ y }) => y.some(Number.isFinite))) return lines;
  throw new ValueError(op, "series must hold a finite value", `${lines[0].y[0]} only`);
}

/** What is drawn beside lines. */
export interface LineExtras {
  readonly subtitle?: string;
  /** Pale lines behind, as many as there are lines. */
  readonly behind?: readonly Line[];
  /** Dots on the k-th lines. */
  readonly points?: readonly { readonly k: number; readonly x: number; readonly y: number }[];
}

export function drawLines(page: Page, lines: readonly Line[], options: LineOptions, extras: LineExtras = {}): Figure {
  const { xLabel = "x", yLabel = "value", scale = "linear" } = options;
  const { subtitle, behind = [], points = [] } = extras;
  const colors = colorsOf(page.theme);
  const looks = lines.map((_, k) => classMark(colors, k));
  const spans = lines.map(({ y }) => finiteExtent(y));
  const dropped = lines.reduce((n, { y }, k) => n + y.length - spans[k].count, 0);
  const [low, high] = extent(
    [...spans, ...behind.map(({ y }) => finiteExtent(y))].flatMap((span) => [span.low, span.high]),
  );
  const [left, right] = extent(lines.flatMap(({ x }) => [...extent(x)]));
  if (scale !== "linear" && scale !== "log") {
    throw new ValueError(page.op, 'scale must be "linear" or "log"', JSON.stringify(scale) ?? "undefined");
  }
  if (scale === "log" && low <= 0) {
    throw new ValueError(page.op, "a logarithmic axis needs positive values", low, 'Use scale: "linear".');
  }
  const y = { label: `↑ ${yLabel}`, grid: true };
  const whole = lines.every(({ x }) => x.every(Number.isInteger));
  return draw({
    page,
    ...(subtitle && { subtitle }),
    x: linearAxis("x", ...paddedDomain(left, right, 0), { label: `${xLabel} →`, whole }),
    y: scale === "log" ? logAxis("y", low / 1.15, high * 1.15, y) : linearAxis("y", ...niceDomain(low, high, 5), y),
    ...(lines.length > 1 && {
      legend: { samples: lines.map(({ name }, k) => ({ name, kind: "line" as const, ...looks[k] })) },
    }),
    notes: notFiniteNotes(dropped),
    marks: ({ width }) => [
      ...behind.map(({ x, y: raw }, k) => {
        const shown = thin(x, raw, [left, right], width);
        return line(shown.x, shown.y, { stroke: looks[k].color, strokeWidth: 1.25, strokeOpacity: 0.35 });
      }),
      ...lines.flatMap(({ x, y: values }, k) => {
        const shown = thin(x, values, [left, right], width);
        const { color: stroke, dash: strokeDasharray } = looks[k];
        const path = line(shown.x, shown.y, { stroke, strokeWidth: 2.25, ...(strokeDasharray && { strokeDasharray }) });
        return values.length > 1 ? [path] : [dots(x, values, { fill: stroke, r: 4 })];
      }),
      ...points.map(({ k, x, y: height }) =>
        dots([x], [height], { fill: looks[k].color, stroke: colors.surface, strokeWidth: 1.5, r: 5.5 }),
      ),
    ],
    sketch: { kind: "lines", xLabel, yLabel, log: scale === "log", series: lines },
  });
}

/** How each line starts, ends, and goes furthest. */
export function describeLines(lines: readonly Line[]): string {
  const story = lines.map(({ name, y }) => {
    const { low, high, count } = finiteExtent(y);
    if (count === 0) return `${name} has no finite value`;
    const ends = [y.find(Number.isFinite), y.findLast(Number.isFinite)].map((value) => formatNumber(value ?? low));
    return `${name} goes from ${ends.join(" to ")} (least ${formatNumber(low)}, most ${formatNumber(high)})`;
  });
  return `${lines.length === 1 ? "A line" : `${lines.length} lines`}: ${story.join("; ")}.`;
}
