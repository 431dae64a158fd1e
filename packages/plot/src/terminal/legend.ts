import { columnsOf, cut } from "./columns.js";
import { paint } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** A mark of the picture and what it stands for; `k` is its class, which decides its colour. */
export interface Entry {
  readonly mark: string;
  readonly name: string;
  readonly k: number;
}

const INDENT = "  ";
const GAP = "   ";

/** Marks with their names, as many in a row as fit. */
export function legendRows(entries: readonly Entry[], { width, color }: Screen): string[] {
  const room = width - INDENT.length;
  const rows: { text: string; columns: number }[] = [];
  for (const { mark, name, k } of entries) {
    const entry = cut(`${mark} ${clean(name)}`, room);
    const [last, columns] = [rows[rows.length - 1], columnsOf(entry)];
    const shown = color ? paint(entry, k) : entry;
    if (last && last.columns + GAP.length + columns <= room) {
      rows[rows.length - 1] = { text: last.text + GAP + shown, columns: last.columns + GAP.length + columns };
    } else rows.push({ text: INDENT + shown, columns });
  }
  return rows.map(({ text }) => text);
}
