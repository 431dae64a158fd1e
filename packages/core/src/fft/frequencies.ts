import { kindOf, requireOptions } from "../array/argument.js";
import { fromFunction } from "../array/create.js";
import type { DTypeOption } from "../array/create.js";
import type { Float } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { HalfOf } from "../array/typed-fft.js";
import { ValueError } from "../errors.js";

/** Options of `fftfreq` and `rfftfreq`. */
export interface FrequencyOptions<D extends Float> extends DTypeOption<D> {
  /** Distance of samples. Default 1. */
  readonly d?: number;
}

/**
 * The frequencies of the elements that `fft` gives, in cycles per unit of `d`: 0, 1, …, then the negative ones, −⌊n/2⌋, …, −1, all
 * over n·d.
 *
 * @throws {ValueError} when n is not an integer ≥ 1, or d is 0 or not finite
 * @example
 * fftfreq(4, { d: 0.5 }).toArray(); // [0, 0.5, -1, -0.5]
 */
export function fftfreq<const N extends number, D extends Float = "float64">(
  n: N,
  options?: FrequencyOptions<D>,
): NDArray<D, readonly [N]> {
  const width = requireWidth("fftfreq", n, options);
  return fromFunction([n], (k) => (2 * k < n ? k : k - n) / width, options);
}

/**
 * The frequencies of the elements that `rfft` gives: 0, 1, …, ⌊n/2⌋, all over n·d.
 *
 * @throws {ValueError} as `fftfreq` does
 */
export function rfftfreq<const N extends number, D extends Float = "float64">(
  n: N,
  options?: FrequencyOptions<D>,
): NDArray<D, readonly [HalfOf<N>]> {
  const width = requireWidth("rfftfreq", n, options);
  return fromFunction([Math.floor(n / 2) + 1], (k) => k / width, options) as NDArray; // ⌊n/2⌋ + 1 is HalfOf<N>
}

/** n·d, of checked arguments. */
function requireWidth(op: string, n: number, options: FrequencyOptions<Float> | undefined): number {
  const { d = 1 } = requireOptions(op, options);
  if (!Number.isInteger(n) || n < 1) throw new ValueError(op, "n must be an integer ≥ 1", kindOf(n));
  if (!Number.isFinite(d) || d === 0) throw new ValueError(op, "d must be finite and not 0", kindOf(d));
  return n * d;
}
