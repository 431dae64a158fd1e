import { formatNumber } from "../draw/ticks.js";
import { extent } from "../read/extent.js";
import type { LinesSketch } from "../sketch.js";
import { Canvas, marksOf } from "./canvas.js";
import { columnsOf, toTheRight } from "./columns.js";
import { legendRows } from "./legend.js";
import { glyph } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** Lines over axes: the greatest and the least value at the left, the first and the last position below. */
export function lineRows({ series, log, xLabel }: LinesSketch, { width, height, color }: Screen): string[] {
  const scale = log ? Math.log10 : (value: number) => value;
  const values = series.flatMap(({ y }) => [...extent(Array.from(y).filter(Number.isFinite))]).filter(Number.isFinite);
  const [low, high] = extent(values);
  const [left, right] = extent(series.flatMap(({ x }) => [...extent(x)]));
  const ends = [formatNumber(high), formatNumber(low)];
  const margin = Math.max(...ends.map((end) => end.length));
  const canvas = new Canvas(width - margin - 2, height);
  const across = (x: number) => (right > left ? ((x - left) / (right - left)) * (canvas.width - 1) : canvas.width / 2);
  const down = (y: number) =>
    high > low ? ((scale(high) - scale(y)) / (scale(high) - scale(low))) * (canvas.height - 1) : canvas.height / 2;
  for (const [k, { x, y }] of series.entries()) {
    for (let i = 0; i < y.length; i++) {
      if (!Number.isFinite(y[i])) continue;
      const from = i > 0 && Number.isFinite(y[i - 1]) ? i - 1 : i;
      canvas.line(across(x[from]), down(y[from]), across(x[i]), down(y[i]), k);
    }
  }
  const top = high > low ? 0 : height >> 1;
  const rows = canvas.toRows(color, marksOf(series.length, color)).map((row, i) => {
    const end = i === top ? ends[0] : i === height - 1 && high > low ? ends[1] : "";
    return `${end.padStart(margin)} ${end ? "┤" : "│"}${row}`;
  });
  const named = series.map(({ name }, k) => ({ mark: color ? "━" : glyph(k), name, k }));
  return [
    ...rows,
    ...foot([left, right], xLabel, margin, canvas.columns),
    ...(series.length > 1 ? legendRows(named, { width, height, color }) : []),
  ];
}

/** The x axis: a rule, then its ends with the name between them. */
export function foot([left, right]: [number, number], label: string, margin: number, columns: number): string[] {
  const [first, last] = [formatNumber(left), formatNumber(right)];
  const rule = `${" ".repeat(margin)} └${"─".repeat(columns)}`;
  const room = columns - first.length - last.length;
  const width = margin + 2 + columns;
  if (left === right) return [rule, toTheRight(first, Math.min(margin + 2 + first.length, width))];
  // numbers too long for one row have one each
  if (room < 1) return [rule, toTheRight(first, Math.min(margin + 2 + first.length, width)), toTheRight(last, width)];
  const name = columnsOf(clean(label)) + 2 <= room ? clean(label) : "";
  const before = Math.floor((room - columnsOf(name)) / 2);
  const middle = " ".repeat(before) + name + " ".repeat(room - before - columnsOf(name));
  return [rule, `${" ".repeat(margin)}  ${first}${middle}${last}`];
}
