import { formatNumber, formatPercent } from "../draw/ticks.js";
import type { BarsSketch } from "../sketch.js";
import { cut, paint } from "./paint.js";
import { type Screen, clean } from "./screen.js";

/** Blocks from one eighth to seven eighths of a character. */
const EIGHTHS = " ▏▎▍▌▋▊▉";

/** A lying bar for each value, as many as there are rows; values below zero are written without one. */
export function barRows({ labels, values, unit }: BarsSketch, { width, height, color }: Screen): string[] {
  const shown = Math.min(labels.length, height);
  const names = labels.slice(0, shown).map((label) => cut(clean(label), Math.floor(width / 3)));
  const write = (value: number) => (unit === "percent" ? formatPercent(value) : formatNumber(value));
  const numbers = Array.from({ length: shown }, (_, i) => write(values[i]));
  const [nameWidth, numberWidth] = [names, numbers].map((texts) => Math.max(...texts.map((text) => [...text].length)));
  const room = Math.max(1, width - nameWidth - numberWidth - 3);
  const largest = Math.max(...Array.from({ length: shown }, (_, i) => values[i]), 0);
  const rows = names.map((name, i) => {
    const eighths = largest > 0 ? Math.max(0, Math.round((values[i] / largest) * room * 8)) : 0;
    const bar = ("█".repeat(eighths >> 3) + EIGHTHS[eighths & 7]).trimEnd();
    const padded = bar + " ".repeat(room - bar.length);
    return `${name.padStart(nameWidth)} ${color ? paint(padded, 0) : padded} ${numbers[i].padStart(numberWidth)}`;
  });
  const more = labels.length - shown;
  return more > 0 ? [...rows, `${" ".repeat(nameWidth)} … ${more} more`] : rows;
}
