import { ValueError } from "@linnet/core";
import type { ThemeName } from "./theme/theme.js";

/** What every chart takes. */
export interface ChartOptions {
  /** Drawn at the top, and the accessible name. */
  readonly title?: string;
  /** What the picture shows, for those who cannot see it; each chart writes its own when it is absent. */
  readonly description?: string;
  /** Width in CSS pixels, 200 to 4000. @defaultValue 480 */
  readonly width?: number;
  /** Height in CSS pixels, 120 to 4000; by default it follows from the width. */
  readonly height?: number;
  /** `"auto"` follows the reader's light or dark setting. @defaultValue "auto" */
  readonly theme?: ThemeName;
}

/** The options of a chart after checking, with its defaults. */
export interface Page {
  readonly op: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number | undefined;
  readonly theme: ThemeName;
}

/** @throws {ValueError} when a size, the theme, the title or the description cannot be used */
export function readOptions(op: string, options: ChartOptions, defaults: { title: string; description: string }): Page {
  const { title = defaults.title, description = defaults.description, width = 480, height, theme = "auto" } = options;
  requireSize(op, "width", width, 200);
  if (height !== undefined) requireSize(op, "height", height, 120);
  requireText(op, "title", title);
  requireText(op, "description", description);
  if (theme !== "auto" && theme !== "light" && theme !== "dark") {
    throw new ValueError(op, 'theme must be "light", "dark" or "auto"', JSON.stringify(theme) ?? "undefined");
  }
  return { op, title, description, width, height, theme };
}

function requireSize(op: string, name: string, value: number, least: number): void {
  if (value >= least && value <= 4000) return;
  throw new ValueError(op, `${name} must be ${least} to 4000 CSS pixels`, String(value));
}

function requireText(op: string, name: string, value: string): void {
  if (typeof value === "string" && value.trim() !== "") return;
  throw new ValueError(op, `${name} must be a text that is not empty`, JSON.stringify(value) ?? "undefined");
}
