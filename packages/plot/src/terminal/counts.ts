import type { CountsSketch } from "../sketch.js";
import { cut, paint, shade } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** A confusion matrix: each cell has a block as dark as its share of the row, and its count. */
export function countRows({ labels, counts }: CountsSketch, { width, color }: Screen): string[] {
  const k = labels.length;
  const cells = Array.from(counts, (count) => (count === 0 ? "·" : String(count)));
  const nameWidth = Math.min(Math.floor(width / 3), Math.max(4, ...labels.map((label) => clean(label).length)));
  const room = Math.floor((width - nameWidth - 1) / k);
  const wanted = 3 + Math.max(...cells.map((cell) => cell.length), ...labels.map((label) => Math.min(6, label.length)));
  if (room < 3) return [`(${k} classes do not fit into ${width} columns)`];
  const cellWidth = Math.min(room, wanted);
  const head = labels.map((label) => cut(clean(label), cellWidth - 1).padStart(cellWidth)).join("");
  const rows = labels.map((label, i) => {
    const row = Array.from({ length: k }, (_, j) => counts[i * k + j]);
    const total = row.reduce((sum, count) => sum + count, 0);
    const texts = row.map((count, j) => {
      const block = count === 0 ? " " : shade(Math.max(count / total, 0.2));
      const text = `${block} ${cells[i * k + j]}`.padStart(cellWidth);
      return color && count > 0 ? paint(text, i === j ? 3 : 5) : text;
    });
    return `${cut(clean(label), nameWidth).padStart(nameWidth)} ${texts.join("")}`;
  });
  return [
    `${"true".padStart(nameWidth)} ${"predicted".padStart(Math.min(cellWidth * k, 11 + cellWidth))}`,
    `${" ".repeat(nameWidth)} ${head}`,
    ...rows,
  ];
}
