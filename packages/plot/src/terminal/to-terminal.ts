import { ValueError } from "@linnet/core";
import { readLines } from "../charts/line-chart.js";
import { Figure } from "../figure.js";
import type { Vector } from "../read/numbers.js";
import type { Sketch } from "../sketch.js";
import { barRows } from "./bars.js";
import { boxRows } from "./boxes.js";
import { wrap } from "./columns.js";
import { countRows } from "./counts.js";
import { imageRows } from "./images.js";
import { lineRows } from "./lines.js";
import { pointRows } from "./points.js";
import { type Screen, clean } from "./screen.js";
import { shadeRows } from "./shades.js";

export interface TerminalOptions {
  /** Columns at most, 20 to 400. @defaultValue 72 */
  readonly width?: number;
  /** Rows of the picture at most, 4 to 200; titles and scales come on top. @defaultValue 16 */
  readonly height?: number;
  /**
   * Whether to colour with ANSI escapes. A program knows where its text goes, so nothing is looked up here: pass
   * `process.stdout.isTTY && !process.env.NO_COLOR`. @defaultValue false
   */
  readonly color?: boolean;
}

/**
 * A quick look in the terminal: a figure, or series of numbers as lines, in Unicode characters.
 *
 * @returns lines joined by line feeds, without one at the end
 * @throws {ShapeError} when a series has not one axis or is empty
 * @throws {ValueError} when there is no series, none of its values is finite, or an option cannot be used
 * @example
 * console.log(toTerminal({ loss: [2.3, 0.9, 0.4] }, { width: 40, height: 6 }));
 */
export function toTerminal(picture: Figure | Readonly<Record<string, Vector>>, options: TerminalOptions = {}): string {
  const { width = 72, height = 16, color = false } = options;
  requireWhole("width", width, 20, 400);
  requireWhole("height", height, 4, 200);
  const screen = { width, height, color };
  if (picture instanceof Figure)
    return [...wrap(clean(picture.title), width), ...rowsOf(picture.sketch, screen)].join("\n");
  const series = readLines("toTerminal", picture, undefined, 1);
  return lineRows({ kind: "lines", xLabel: "", yLabel: "", log: false, series }, screen).join("\n");
}

function rowsOf(sketch: Sketch, screen: Screen): string[] {
  switch (sketch.kind) {
    case "lines":
      return lineRows(sketch, screen);
    case "bars":
      return barRows(sketch, screen);
    case "boxes":
      return boxRows(sketch, screen);
    case "points":
      return pointRows(sketch, screen);
    case "counts":
      return countRows(sketch, screen);
    case "images":
      return imageRows(sketch, screen);
    case "shades":
      return shadeRows(sketch, screen);
  }
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ValueError("toTerminal", `${name} must be a whole number from ${least} to ${most}`, String(value));
}
