import { requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxes } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Shape } from "../array/typed-shape.js";
import { roll } from "../ops/flip-roll.js";
import { reshape } from "../ops/reshape.js";

/**
 * Moves the element of frequency 0 from the beginning to the middle, place ⌊n/2⌋, along one axis, several, or all.
 *
 * @throws {IndexError} for an axis that `x` does not have, or given twice
 * @example
 * fftshift(fftfreq(4)).toArray(); // [-0.5, -0.25, 0, 0.25]
 */
export function fftshift<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axes?: AxisOption },
): NDArray<D, S> {
  return shifted("fftshift", x, options, (n) => Math.floor(n / 2));
}

/** The inverse of `fftshift`. @throws {IndexError} as `fftshift` does */
export function ifftshift<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axes?: AxisOption },
): NDArray<D, S> {
  return shifted("ifftshift", x, options, (n) => -Math.floor(n / 2));
}

function shifted(
  op: string,
  x: NDArray,
  options: { readonly axes?: AxisOption } | undefined,
  by: (n: number) => number,
): NDArray {
  const { axes } = requireOptions(op, options);
  const { shape } = requireArray(op, "x", x).layout;
  // a view to begin with: a result is never the array that was given
  return normalizeAxes(op, axes, shape.length).reduce(
    (y, axis) => roll(y, by(shape[axis]), { axis }),
    reshape(x, shape) as NDArray,
  );
}
