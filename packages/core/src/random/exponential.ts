import type { Float } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { type Draw, Retries } from "./draw.js";
import { type FloatOptions, drawFloats, requireScale, requireStream } from "./draw-floats.js";
import { portableExp, portableLog } from "./portable-exp-log.js";
import type { Random } from "./random.js";
import { unit53 } from "./uniform.js";
import { type Ziggurat, ziggurat } from "./ziggurat.js";

/**
 * Exponential numbers: waiting times of mean `scale`, of density e^(−x/scale)/scale for x ≥ 0.
 *
 * @param options `scale`: default 1; `dtype`: default float64
 * @throws {ValueError} unless rng is a stream, and scale finite and ≥ 0
 * @remarks A ziggurat; the same bits on every platform, each element independent of how many are drawn with it.
 * @example
 * randomExponential(random(0), [3], { scale: 2 });
 */
export function randomExponential<const S extends Shape, D extends Float = "float64">(
  rng: Random,
  shape: S,
  options?: FloatOptions<D>,
): NDArray<D, S> {
  requireStream("randomExponential", rng);
  const scale = requireScale("randomExponential", options);
  return drawFloats("randomExponential", rng, shape, options, 2, (draw, out) => fillExponential(draw, out, scale));
}

/** Where the tail begins, and the area of a layer, for 256 layers. */
const R = 7.69711747013105;
const AREA = 0.003949659822581557;

let tables: Ziggurat | null = null;

function layers(): Ziggurat {
  return (tables ??= ziggurat(curve, (y) => -portableLog(y), R, AREA));
}

function curve(x: number): number {
  return portableExp(-x);
}

/** Two words an element: 52 bits of abscissa and 8 of the layer. */
function fillExponential(draw: Draw, out: Float32Array | Float64Array, scale: number): void {
  const { widths } = layers();
  draw.each(2 * out.length, (words, from, count) => {
    for (let w = 0; w < count; w += 2) {
      const layer = words[w + 1] & 255;
      const x = unit52(words[w], words[w + 1]) * widths[layer];
      out[(from + w) / 2] = scale * (x < widths[layer + 1] ? x : edge(new Retries(draw, from + w), layer, x));
    }
  });
}

/** (0, 1) from 52 bits that leave the lowest eight of `low` alone. */
function unit52(high: number, low: number): number {
  return ((high >>> 0) * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -52;
}

/** Decides about a point outside the part of its layer that lies wholly under the curve. */
function edge(retries: Retries, layer: number, x: number): number {
  const { widths, heights } = layers();
  let beyond = 0; // waiting has no memory: the tail from R on is R and a number of the whole distribution
  for (;;) {
    const { words, at } = retries.next();
    if (layer === 0) beyond += R;
    else {
      const height = heights[layer] + unit53(words[at + 2], words[at + 3]) * (heights[layer + 1] - heights[layer]);
      if (height < curve(x)) return beyond + x;
    }
    layer = words[at + 1] & 255;
    x = unit52(words[at], words[at + 1]) * widths[layer];
    if (x < widths[layer + 1]) return beyond + x;
  }
}
