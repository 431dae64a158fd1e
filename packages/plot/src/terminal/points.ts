import { formatNumber } from "../draw/ticks.js";
import { extent } from "../read/extent.js";
import type { PointsSketch } from "../sketch.js";
import { Canvas } from "./canvas.js";
import { foot } from "./lines.js";
import { columnsOf } from "./columns.js";
import { legendRows } from "./legend.js";
import { glyph } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** Points as dots, or as the first characters of their classes' names where those differ. */
export function pointRows({ x, y, classes, names }: PointsSketch, { width, height, color }: Screen): string[] {
  const [left, right] = extent(x);
  const [low, high] = extent(y);
  const ends = [formatNumber(high), formatNumber(low)];
  const margin = Math.max(...ends.map((end) => end.length));
  const canvas = new Canvas(width - margin - 2, height);
  const across = (value: number) =>
    right > left ? ((value - left) / (right - left)) * (canvas.width - 1) : canvas.width / 2;
  const down = (value: number) =>
    high > low ? ((high - value) / (high - low)) * (canvas.height - 1) : canvas.height / 2;
  for (let i = 0; i < x.length; i++) canvas.set(across(x[i]), down(y[i]), classes?.[i] ?? 0);
  const initials = names.map((name) => [...clean(name)][0] ?? "?");
  const distinct = new Set(initials).size === initials.length && initials.every((initial) => columnsOf(initial) === 1);
  const mark = (k: number) => (distinct ? initials[k] : glyph(k));
  const top = high > low ? 0 : height >> 1;
  const rows = canvas.toRows(color, classes ? mark : undefined).map((row, i) => {
    const end = i === top ? ends[0] : i === height - 1 && high > low ? ends[1] : "";
    return `${end.padStart(margin)} ${end ? "┤" : "│"}${row}`;
  });
  const spelled = distinct && names.every((name) => [...name].length === 1);
  const named = names.map((name, k) => ({ mark: mark(k), name, k }));
  const legend = classes && !spelled ? legendRows(named, { width, height, color }) : [];
  return [...rows, ...foot([left, right], "", margin, canvas.columns), ...legend];
}
