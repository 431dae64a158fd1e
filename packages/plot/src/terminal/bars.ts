import { formatNumber, formatPercent } from "../draw/ticks.js";
import type { BarsSketch } from "../sketch.js";
import { columnsOf, cut, toTheRight } from "./columns.js";
import { paint } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** Blocks from one eighth to seven eighths of a character. */
const EIGHTHS = " ▏▎▍▌▋▊▉";

/** A lying bar for each value, as many as there are rows; values below zero are written without one. */
export function barRows({ labels, values, unit }: BarsSketch, { width, height, color }: Screen): string[] {
  const shown = Math.min(labels.length, height);
  const write = (value: number) => (unit === "percent" ? formatPercent(value) : formatNumber(value));
  const numbers = Array.from({ length: shown }, (_, i) => write(values[i]));
  const numberWidth = Math.max(...numbers.map(columnsOf));
  const most = Math.min(Math.floor(width / 3), width - numberWidth - 6); // at least four columns are for the bars
  const names = labels.slice(0, shown).map((label) => cut(clean(label), most));
  const nameWidth = Math.max(...names.map(columnsOf));
  const room = Math.max(1, width - nameWidth - numberWidth - 3);
  const largest = Math.max(...Array.from({ length: shown }, (_, i) => values[i]), 0);
  const rows = names.map((name, i) => {
    const eighths = largest > 0 ? Math.max(0, Math.round((values[i] / largest) * room * 8)) : 0;
    const bar = ("█".repeat(eighths >> 3) + EIGHTHS[eighths & 7]).trimEnd();
    const padded = bar + " ".repeat(room - bar.length);
    return `${toTheRight(name, nameWidth)} ${color ? paint(padded, 0) : padded} ${numbers[i].padStart(numberWidth)}`;
  });
  const more = labels.length - shown;
  return more > 0 ? [...rows, toTheRight(`… ${more} more`, nameWidth + 2)] : rows;
}
