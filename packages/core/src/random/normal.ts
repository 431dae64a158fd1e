import type { Draw } from "./draw.js";
import { portableExp, portableLog } from "./portable-exp-log.js";
import { unit53 } from "./uniform.js";

/**
 * Standard normal numbers by the ziggurat: the area under exp(−x²/2) is covered by 256 layers of one area, and a point
 * drawn in a layer is nearly always (98.9 %) under the curve without a look at the curve.
 *
 * @see Marsaglia & Tsang, *The Ziggurat Method for Generating Random Variables*, J. Stat. Softw. 5(8), 2000, with the
 *   layer and the abscissa from separate bits (Doornik 2005)
 */

/** Where the tail begins, and the area of a layer, for 256 layers. */
const R = 3.6541528853610088;
const AREA = 0.004928673233974655;

interface Ziggurat {
  /** Half widths of the layers from the bottom (that of the base counts the tail in), closed by 0. */
  readonly widths: Float64Array;
  /** exp(−widths²/2). */
  readonly heights: Float64Array;
}

let tables: Ziggurat | null = null;

function ziggurat(): Ziggurat {
  if (tables !== null) return tables;
  const widths = new Float64Array(257);
  widths[0] = AREA / curve(R);
  widths[1] = R;
  for (let i = 2; i < 256; i++) widths[i] = Math.sqrt(-2 * portableLog(AREA / widths[i - 1] + curve(widths[i - 1])));
  return (tables = { widths, heights: widths.map(curve) });
}

function curve(x: number): number {
  return portableExp(-0.5 * x * x);
}

/** Fills with mean + std·z. float64: 53 bits of abscissa, two words an element. */
export function fillNormal64(draw: Draw, out: Float64Array, mean: number, std: number): void {
  const { widths } = ziggurat();
  draw.each(2 * out.length, (words, from, count) => {
    for (let w = 0; w < count; w += 2) {
      const layer = words[w + 1] & 255;
      const x = signed53(words[w], words[w + 1]) * widths[layer];
      const z = Math.abs(x) < widths[layer + 1] ? x : edge(draw, from + w, layer, x);
      out[(from + w) / 2] = mean + std * z;
    }
  });
}

/** Fills with mean + std·z. float32: 24 bits of abscissa, one word an element. */
export function fillNormal32(draw: Draw, out: Float32Array, mean: number, std: number): void {
  const { widths } = ziggurat();
  draw.each(out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) {
      const layer = words[w] & 255;
      const x = ((words[w] >> 8) + 0.5) * 2 ** -23 * widths[layer];
      const z = Math.abs(x) < widths[layer + 1] ? x : edge(draw, from + w, layer, x);
      out[from + w] = mean + std * z;
    }
  });
}

/** (−1, 1), symmetric, from 52 bits that leave the lowest eight of `low` alone. */
function signed53(high: number, low: number): number {
  return (high * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -51;
}

/** Decides about a point outside the part of its layer that lies wholly under the curve. */
function edge(draw: Draw, position: number, layer: number, x: number): number {
  const { widths, heights } = ziggurat();
  for (let attempt = 1; ; attempt++) {
    const { words, at } = draw.retry(position, attempt);
    if (layer === 0) {
      const beyond = tail(unit53(words[at], words[at + 1]), unit53(words[at + 2], words[at + 3]));
      if (beyond > 0) return x < 0 ? -beyond : beyond;
      continue;
    }
    const height = heights[layer] + unit53(words[at + 2], words[at + 3]) * (heights[layer + 1] - heights[layer]);
    if (height < curve(x)) return x;
    layer = words[at + 1] & 255;
    x = signed53(words[at], words[at + 1]) * widths[layer];
    if (Math.abs(x) < widths[layer + 1]) return x;
  }
}

/** A number beyond R from two of [0, 1), by Marsaglia's method for the tail; 0 when it is refused. */
function tail(u: number, v: number): number {
  const x = -portableLog(1 - u) / R;
  return -2 * portableLog(1 - v) > x * x ? R + x : 0;
}
