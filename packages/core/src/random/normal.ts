import { type Draw, Retries } from "./draw.js";
import { portableExp, portableLog } from "./portable-exp-log.js";
import { unit53 } from "./uniform.js";
import { type Ziggurat, ziggurat } from "./ziggurat.js";

/*
 * Standard normal numbers by a ziggurat over exp(−x²/2): 98.9 % of the points need no look at the curve.
 */

/** Where the tail begins, and the area of a layer. */
const R = 3.6541528853610088;
const AREA = 0.004928673233974655;

let tables: Ziggurat | null = null;

function layers(): Ziggurat {
  return (tables ??= ziggurat(curve, (y) => Math.sqrt(-2 * portableLog(y)), R, AREA));
}

function curve(x: number): number {
  return portableExp(-0.5 * x * x);
}

/** Fills with mean + std·z. float64: 53 bits of abscissa, two words an element. */
export function fillNormal64(draw: Draw, out: Float64Array, mean: number, std: number): void {
  const { widths } = layers();
  draw.each(2 * out.length, (words, from, count) => {
    for (let w = 0; w < count; w += 2) {
      const layer = words[w + 1] & 255;
      const x = signed53(words[w], words[w + 1]) * widths[layer];
      const z = Math.abs(x) < widths[layer + 1] ? x : edge(new Retries(draw, from + w), layer, x);
      out[(from + w) / 2] = mean + std * z;
    }
  });
}

/** Fills with mean + std·z. float32: 24 bits of abscissa, one word an element. */
export function fillNormal32(draw: Draw, out: Float32Array, mean: number, std: number): void {
  const { widths } = layers();
  draw.each(out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) {
      const layer = words[w] & 255;
      const x = ((words[w] >> 8) + 0.5) * 2 ** -23 * widths[layer];
      const z = Math.abs(x) < widths[layer + 1] ? x : edge(new Retries(draw, from + w), layer, x);
      out[from + w] = mean + std * z;
    }
  });
}

/** A standard normal number from two words, and as many more as it takes. */
export function normalFrom(high: number, low: number, retries: Retries): number {
  const { widths } = layers();
  const layer = low & 255;
  const x = signed53(high, low) * widths[layer];
  return Math.abs(x) < widths[layer + 1] ? x : edge(retries, layer, x);
}

/** (−1, 1), symmetric, from 52 bits that leave the lowest eight of `low` alone. */
function signed53(high: number, low: number): number {
  return (high * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -51;
}

/** Decides about a point outside the part of its layer that lies wholly under the curve. */
function edge(retries: Retries, layer: number, x: number): number {
  const { widths, heights } = layers();
  for (;;) {
    const { words, at } = retries.next();
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
