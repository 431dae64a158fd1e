import { elements, float32, float64 } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import { uninitialized } from "../array/create.js";
import type { Float } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { DTypeError, ValueError } from "../errors.js";
import type { Draw } from "./draw.js";
import { Random } from "./random.js";

/** What distributions of positive numbers are told. */
export interface FloatOptions<D extends Float> {
  readonly scale?: number;
  readonly dtype?: D;
}

/** A new array of float64 or float32 numbers, filled from `words` random words an element; both dtypes use the same words. */
export function drawFloats<const S extends Shape, D extends Float>(
  op: string,
  rng: Random,
  shape: S,
  options: FloatOptions<D> | undefined,
  words: number,
  fill: (draw: Draw, out: Float32Array | Float64Array) => void,
): NDArray<D, S> {
  const { dtype = "float64" } = requireOptions(op, options);
  if (dtype !== "float64" && dtype !== "float32") {
    throw new DTypeError(op, "dtype must be float32 or float64", { dtype: String(dtype) });
  }
  const x: NDArray = uninitialized(op, shape, dtype === "float32" ? float32 : float64);
  rng.draw(words * x.size, (draw) => {
    const out = elements(x.storage, x.type).subarray(0, x.size);
    fill(draw, out as Float32Array | Float64Array); // the classes of the two dtypes
  });
  return x;
}

/** @throws {ValueError} unless rng is a stream */
export function requireStream(op: string, rng: unknown): void {
  if (rng instanceof Random) return;
  throw new ValueError(op, "rng must be a stream of random numbers", kindOf(rng), "Make one with random(seed).");
}

/** The scale among the options, 1 by default. @throws {ValueError} unless it is finite and ≥ 0 */
export function requireScale(op: string, options: FloatOptions<Float> | undefined): number {
  const { scale = 1 } = requireOptions(op, options);
  if (Number.isFinite(scale) && scale >= 0) return scale;
  throw new ValueError(op, "scale must be finite and ≥ 0", kindOf(scale));
}
