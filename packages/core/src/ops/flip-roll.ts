import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxes, normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { concat } from "./concat-split.js";
import { reshape } from "./reshape.js";
import { type IndexSpec, slice } from "./slice-pad.js";

/** The elements in reverse order along one axis, several, or all: a view. @throws {IndexError} for an axis that is none */
export function flip<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axis?: AxisOption },
): NDArray<D, S> {
  const { axis } = requireOptions("flip", options);
  const source = requireArray("flip", "x", x);
  const axes = normalizeAxes("flip", axis, source.ndim);
  const index: IndexSpec[] = source.layout.shape.map((_, i) => (axes.includes(i) ? "::-1" : ":"));
  return slice(source, ...index);
}

/**
 * The elements moved on by `shift` places along an axis, those pushed off the end coming back at the start; along the
 * row-major order of all, when no axis is given.
 *
 * @throws {ValueError} when `shift` is not an integer
 */
export function roll<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  shift: number,
  options?: { readonly axis?: number },
): NDArray<D, S> {
  const { axis } = requireOptions("roll", options);
  if (!Number.isInteger(shift)) throw new ValueError("roll", "shift must be an integer", kindOf(shift));
  const source = requireArray("roll", "x", x);
  if (axis !== undefined) return rollAlong(source, shift, normalizeAxis("roll", axis, source.ndim));
  return reshape(rollAlong(reshape(source, [-1]), shift, 0), source.layout.shape) as NDArray; // its own shape
}

function rollAlong(x: NDArray, shift: number, axis: number): NDArray {
  const n = x.layout.shape[axis];
  const cut = n === 0 ? 0 : (n - (shift % n)) % n;
  const along = (range: IndexSpec): NDArray => slice(x, ...x.layout.shape.map((_, i) => (i === axis ? range : ":")));
  return concat([along(`${cut}:`), along(`:${cut}`)], { axis });
}
