import type { ImagesSketch } from "../sketch.js";
import type { Screen } from "./screen.js";
import { shadeRows } from "./shades.js";

const GAP = "  ";

/** Pictures side by side, as many as fit; those left over are counted. */
export function imageRows({ count, rows, cols, values }: ImagesSketch, { width, height, color }: Screen): string[] {
  const across = color ? cols : 2 * cols;
  const columns = Math.max(1, Math.floor((width + GAP.length) / (across + GAP.length)));
  const screen = {
    width: Math.min(across, width),
    height: Math.max(height, color ? Math.ceil(rows / 2) : rows),
    color,
  };
  const lines: string[] = [];
  let shown = 0;
  while (shown < count) {
    const row = Array.from({ length: Math.min(columns, count - shown) }, (_, k) => {
      const from = (shown + k) * rows * cols;
      const picture = Array.from({ length: rows * cols }, (_, p) => values[from + p]);
      return shadeRows({ kind: "shades", rows, cols, values: picture }, screen);
    });
    if (lines.length > 0 && lines.length + 1 + row[0].length > 2 * height) break;
    if (lines.length > 0) lines.push("");
    // a shaded row ends where its picture is blank; a coloured one is always full
    const padded = (text: string) => (color ? text : text.padEnd(screen.width));
    for (const i of row[0].keys())
      lines.push(
        row
          .map((picture) => padded(picture[i]))
          .join(GAP)
          .trimEnd(),
      );
    shown += row.length;
  }
  return shown < count ? [...lines, `… ${count - shown} more`] : lines;
}
