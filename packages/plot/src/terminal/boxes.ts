import { extent } from "../read/extent.js";
import type { BoxesSketch } from "../sketch.js";
import { columnsOf, cut, toTheRight } from "./columns.js";
import { foot } from "./lines.js";
import { paint } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** A line for each sample, as many as there are rows: ├──▒▒┃▒▒▒──┤ with circles for outliers, over one axis. */
export function boxRows({ boxes, xLabel }: BoxesSketch, { width, height, color }: Screen): string[] {
  const shown = boxes.slice(0, height);
  const names = shown.map(({ name }) => cut(clean(name), Math.floor(width / 3)));
  const margin = Math.max(...names.map(columnsOf));
  const columns = width - margin - 2;
  const ends = extent(
    shown.flatMap(({ low, high, outliers }) => [low, high, ...extent(outliers)].filter(Number.isFinite)),
  );
  const [left, right] = ends;
  const at = (value: number) =>
    right > left ? Math.round(((value - left) / (right - left)) * (columns - 1)) : columns >> 1;
  const rows = shown.map(({ low, lower, median, upper, high, outliers }, k) => {
    const cells = Array.from({ length: columns }, () => " ");
    const fill = (from: number, to: number, mark: string) => {
      for (let i = at(from); i <= at(to); i++) cells[i] = mark;
    };
    fill(low, high, "─");
    fill(low, low, "├");
    fill(high, high, "┤");
    fill(lower, upper, "▒");
    fill(median, median, "┃");
    for (let i = 0; i < outliers.length; i++) cells[at(outliers[i])] = "∘";
    const row = cells.join("").trimEnd();
    return `${toTheRight(names[k], margin)}  ${color ? paint(row, 0) : row}`;
  });
  const more = boxes.length - shown.length;
  const rest = more > 0 ? [`${" ".repeat(margin)} … ${more} more`] : [];
  return [...rows, ...rest, ...foot(ends, xLabel, margin, columns)];
}
