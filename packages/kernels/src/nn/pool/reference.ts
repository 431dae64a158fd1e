import { elements } from "../../memory/storage.js";
import type { Strided } from "../../strided.js";
import type { Spans } from "./spans.js";

const numbers = (x: Strided): ReturnType<typeof elements> => elements(x.storage, x.type);

/** Calls `f` with each place of y, its divisor, and the places of x in its window, in row-major order. */
function eachWindow(
  rows: Spans,
  cols: Spans,
  x: Strided,
  y: Strided,
  f: (place: number, divisor: number, window: readonly number[], plane: number) => void,
): void {
  const [height, width] = x.layout.shape.slice(-2);
  const planes = x.layout.size / (height * width);
  let place = 0;
  for (let plane = 0; plane < planes; plane++) {
    rows.start.forEach((top, i) => {
      cols.start.forEach((left, j) => {
        const window: number[] = [];
        for (let h = top; h < rows.end[i]; h += rows.step) {
          for (let w = left; w < cols.end[j]; w += cols.step) window.push(plane * height * width + h * width + w);
        }
        f(y.offset + place++, rows.divisor[i] * cols.divisor[j], window, plane * height * width);
      });
    });
  }
}

/** As `maxWindows`. */
export function maxWindows(rows: Spans, cols: Spans, x: Strided, y: Strided, places: Strided): void {
  const [from, to, at] = [x, y, places].map(numbers);
  eachWindow(rows, cols, x, y, (place, _divisor, window, plane) => {
    const values = window.map((i) => from[x.offset + i]);
    const best = values.some(Number.isNaN) ? NaN : Math.max(...values);
    to[place] = best;
    at[places.offset + place - y.offset] =
      window[values.findIndex((value) => value === best || Number.isNaN(value))] - plane;
  });
}

/** As `averageWindows`. */
export function averageWindows(rows: Spans, cols: Spans, x: Strided, y: Strided): void {
  const [from, to] = [x, y].map(numbers);
  eachWindow(rows, cols, x, y, (place, divisor, window) => {
    to[place] = window.reduce((sum, i) => sum + from[x.offset + i], 0) / divisor;
  });
}

/** As `shareWindows`. */
export function shareWindows(rows: Spans, cols: Spans, y: Strided, x: Strided): void {
  const [from, to] = [y, x].map(numbers);
  to.fill(0, x.offset, x.offset + x.layout.size);
  eachWindow(rows, cols, x, y, (place, divisor, window) => {
    for (const i of window) to[x.offset + i] += from[place] / divisor;
  });
}
