import { platform } from "#platform";
import { ValueError } from "@linnet/core";
import type { Figure } from "./figure.js";

/**
 * Writes a figure to a file (Node only). The text is written beside its target and renamed, so an interrupted save loses nothing.
 *
 * @param path ends in `.svg`
 * @throws {ValueError} when the path does not end in `.svg` or cannot be written, and in a browser
 * @example
 * await save(screePlot([0.6, 0.3, 0.1]), "scree.svg");
 */
export async function save(figure: Figure, path: string): Promise<void> {
  if (typeof path !== "string" || !/\.svg$/i.test(path)) {
    throw new ValueError("save", "path must end in .svg", JSON.stringify(path) ?? "undefined", "Figures are SVG.");
  }
  await platform.writeText("save", path, `<?xml version="1.0" encoding="UTF-8"?>\n${figure.svg}\n`);
}

/** The figure as a file in memory: for a download link, the clipboard or an upload. */
export function toBlob(figure: Figure): Blob {
  return new Blob([figure.svg], { type: "image/svg+xml" });
}
