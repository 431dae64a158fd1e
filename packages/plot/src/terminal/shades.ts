import type { ShadesSketch } from "../sketch.js";
import { shade } from "./paint.js";
import type { Screen } from "./screen.js";

/** A picture: two characters a pixel in shades, or with colour half a character a pixel in greys. */
export function shadeRows(sketch: ShadesSketch, { width, height, color }: Screen): string[] {
  if (!color) {
    const { rows, cols, values } = shrink(sketch, Math.floor(width / 2), Math.max(height, 8));
    return table(rows, (i) =>
      table(cols, (j) => shade(values[i * cols + j]).repeat(2))
        .join("")
        .trimEnd(),
    );
  }
  const { rows, cols, values } = shrink(sketch, width, height * 2);
  const grey = (i: number, j: number) => (i < rows ? values[i * cols + j] : Number.NaN);
  return table(Math.ceil(rows / 2), (i) => {
    const cells = table(cols, (j) => `\u001b[38;5;${ansiGrey(grey(2 * i, j))};48;5;${ansiGrey(grey(2 * i + 1, j))}m▀`);
    return `${cells.join("")}\u001b[0m`;
  });
}

/** The mean of the pixels that fall on each of fewer ones; a picture that fits is left alone. */
function shrink(sketch: ShadesSketch, width: number, height: number): ShadesSketch {
  const factor = Math.max(1, Math.ceil(sketch.cols / width), Math.ceil(sketch.rows / height));
  if (factor === 1) return sketch;
  const [rows, cols] = [Math.ceil(sketch.rows / factor), Math.ceil(sketch.cols / factor)];
  const [sums, counts] = [new Float64Array(rows * cols), new Float64Array(rows * cols)];
  for (let at = 0; at < sketch.values.length; at++) {
    const [i, j] = [Math.floor(at / sketch.cols), at % sketch.cols];
    const to = Math.floor(i / factor) * cols + Math.floor(j / factor);
    if (Number.isNaN(sketch.values[at])) continue;
    sums[to] += sketch.values[at];
    counts[to] += 1;
  }
  return { kind: "shades", rows, cols, values: sums.map((sum, i) => sum / counts[i]) };
}

/** One of the 24 greys of a 256-colour terminal; red where there is no value. */
function ansiGrey(share: number): number {
  return Number.isNaN(share) ? 52 : 232 + Math.round(share * 23);
}

function table<T>(length: number, item: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => item(i));
}
