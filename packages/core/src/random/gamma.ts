import { kindOf } from "../array/argument.js";
import type { Float } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { type Draw, Retries } from "./draw.js";
import { type FloatOptions, drawFloats, requireScale, requireStream } from "./draw-floats.js";
import { normalFrom } from "./normal.js";
import { portableExp, portableLog } from "./portable-exp-log.js";
import type { Random } from "./random.js";
import { unit53 } from "./uniform.js";

/**
 * Gamma numbers, of density x^(α−1)·e^(−x/scale) up to a factor, for x > 0: mean α·scale, variance α·scale². χ² with ν degrees
 * of freedom has α = ν/2 and scale 2; two of them make a beta number, x/(x + y).
 *
 * @param alpha the shape parameter α > 0
 * @param options `scale`: default 1; `dtype`: default float64
 * @throws {ValueError} unless rng is a stream, alpha is finite and > 0, and scale finite and ≥ 0
 * @remarks Four words an element, of which over 95 % suffice. The same bits on every platform.
 * @see Marsaglia & Tsang, *A Simple Method for Generating Gamma Variables*, ACM TOMS 26(3), 2000
 * @example
 * randomGamma(random(0), 2.5, [3]);
 */
export function randomGamma<const S extends Shape, D extends Float = "float64">(
  rng: Random,
  alpha: number,
  shape: S,
  options?: FloatOptions<D>,
): NDArray<D, S> {
  requireStream("randomGamma", rng);
  if (!Number.isFinite(alpha) || alpha <= 0) {
    throw new ValueError("randomGamma", "alpha must be finite and > 0", kindOf(alpha));
  }
  const scale = requireScale("randomGamma", options);
  return drawFloats("randomGamma", rng, shape, options, 4, (draw, out) => fillGamma(draw, out, alpha, scale));
}

function fillGamma(draw: Draw, out: Float32Array | Float64Array, alpha: number, scale: number): void {
  const d = (alpha < 1 ? alpha + 1 : alpha) - 1 / 3;
  draw.each(4 * out.length, (words, from, count) => {
    for (let w = 0; w < count; w += 4) {
      const retries = new Retries(draw, from + w);
      const x = atLeastOne(d, words, w, retries);
      out[(from + w) / 4] = scale * (alpha < 1 ? x * root(alpha, retries) : x);
    }
  });
}

/** For α ≥ 1, d = α − ⅓: d·v with v = (1 + z/√(9d))³, where z is normal, refused a little so that the density is right. */
function atLeastOne(d: number, words: Int32Array, at: number, retries: Retries): number {
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const u = 1 - unit53(words[at + 2], words[at + 3]); // before the normal number, which may ask for other words
    const z = normalFrom(words[at], words[at + 1], retries);
    const t = 1 + c * z;
    const v = t * t * t;
    const square = z * z; // a power would be rounded by each engine in its own way
    if (v > 0) {
      if (u < 1 - 0.0331 * square * square) return d * v; // below the curve for sure, without logarithms
      if (portableLog(u) < square / 2 + d * (1 - v + portableLog(v))) return d * v;
    }
    ({ words, at } = retries.next());
  }
}

/** U^(1/α), which takes a gamma number of α + 1 to one of α. */
function root(alpha: number, retries: Retries): number {
  const { words, at } = retries.next();
  return portableExp(portableLog(1 - unit53(words[at], words[at + 1])) / alpha);
}
