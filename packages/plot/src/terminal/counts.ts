import { formatCount } from "../draw/ticks.js";
import type { CountsSketch } from "../sketch.js";
import { columnsOf, cut, toTheRight, wrap } from "./columns.js";
import { paint, shade } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** A confusion matrix: each cell has a block as dark as its share of the row, and its count. */
export function countRows({ labels, counts }: CountsSketch, { width, color }: Screen): string[] {
  const k = labels.length;
  const cells = Array.from(counts, (count) => (count === 0 ? "·" : formatCount(count)));
  const names = labels.map(clean);
  const nameWidth = Math.min(Math.floor(width / 3), Math.max(4, ...names.map(columnsOf)));
  const room = Math.floor((width - nameWidth - 1) / k);
  const widest = Math.max(...cells.map((cell) => cell.length));
  const wanted = 3 + Math.max(widest, ...names.map((name) => Math.min(12, columnsOf(name))));
  if (room < 3 + widest && room < wanted) return wrap(`(${k} classes do not fit into ${width} columns)`, width);
  const cellWidth = Math.min(room, wanted);
  const head = names.map((name) => toTheRight(cut(name, cellWidth - 1), cellWidth)).join("");
  const rows = names.map((name, i) => {
    const row = Array.from({ length: k }, (_, j) => counts[i * k + j]);
    const total = row.reduce((sum, count) => sum + count, 0);
    const texts = row.map((count, j) => {
      const block = count === 0 ? " " : shade(Math.max(count / total, 0.2));
      const text = `${block} ${cells[i * k + j]}`.padStart(cellWidth);
      return color && count > 0 ? paint(text, i === j ? 3 : 5) : text;
    });
    return `${toTheRight(cut(name, nameWidth), nameWidth)} ${texts.join("")}`;
  });
  return [
    `${"true".padStart(nameWidth)} ${"predicted".padStart(Math.min(cellWidth * k, 11 + cellWidth))}`,
    `${" ".repeat(nameWidth)} ${head}`,
    ...rows,
  ];
}
