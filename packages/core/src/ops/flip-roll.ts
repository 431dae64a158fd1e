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
 * @param shift one for all axes, or one for each of a list of axes
 * @param options `axis`: one, or several; an axis given twice is moved twice
 * @throws {ValueError} when a shift is not an integer, or there are not as many shifts as axes
 * @throws {IndexError} for an axis that `x` does not have
 */
export function roll<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  shift: number | readonly number[],
  options?: { readonly axis?: number | readonly number[] },
): NDArray<D, S> {
  const { axis } = requireOptions("roll", options);
  const shifts: readonly number[] = Array.isArray(shift) ? shift : [shift];
  const wrong = shifts.filter((n) => !Number.isInteger(n));
  if (wrong.length > 0) throw new ValueError("roll", "shift must be an integer", kindOf(wrong[0]));
  const source = requireArray("roll", "x", x);
  if (axis === undefined) {
    const total = shifts.reduce((a, b) => a + b, 0);
    return reshape(rollAlong(reshape(source, [source.size]), total, 0), source.layout.shape) as NDArray; // its own shape
  }
  const axes: readonly number[] = Array.isArray(axis) ? axis : [axis];
  if (Array.isArray(shift) && shifts.length !== axes.length) {
    throw new ValueError("roll", "there must be one shift for each axis", `${shifts.length} and ${axes.length}`);
  }
  const move = (y: NDArray, a: number, i: number): NDArray =>
    rollAlong(y, shifts[i] ?? shifts[0], normalizeAxis("roll", a, source.ndim));
  return axes.reduce(move, axes.length === 0 ? slice(source, "...") : source);
}

function rollAlong(x: NDArray, shift: number, axis: number): NDArray {
  const n = x.layout.shape[axis];
  const cut = n === 0 ? 0 : (n - (shift % n)) % n;
  const along = (range: IndexSpec): NDArray => slice(x, ...x.layout.shape.map((_, i) => (i === axis ? range : ":")));
  return concat([along(`${cut}:`), along(`:${cut}`)], { axis });
}
