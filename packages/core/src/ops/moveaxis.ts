import { requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Moved, Swapped, Turned } from "../array/typed-axes.js";
import type { Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { kindOf } from "../array/argument.js";
import { flip } from "./flip-roll.js";
import { permuteDims } from "./transpose.js";

/**
 * Axes moved to other places, the others keeping their order: a view.
 *
 * @param source an axis of `x`, or several
 * @param destination where each of them stands in the result
 * @throws {IndexError} for an axis that there is not
 * @throws {ValueError} for lists of different lengths, or an axis given twice
 * @example
 * moveaxis(ones([2, 3, 4]), 0, -1).shape; // [3, 4, 2]
 */
export function moveaxis<
  D extends DType,
  S extends Shape,
  const A extends number | readonly number[],
  const B extends number | readonly number[],
>(x: NDArray<D, S>, source: A, destination: B): NDArray<D, Moved<S, A, B>> {
  const { ndim } = requireArray("moveaxis", "x", x);
  const from = axisList("moveaxis", "source", source, ndim);
  const to = axisList("moveaxis", "destination", destination, ndim);
  if (from.length !== to.length) {
    const got = `${from.length} and ${to.length}`;
    throw new ValueError("moveaxis", "source and destination must name as many axes", got);
  }
  const rest = Array.from({ length: ndim }, (_, axis) => axis).filter((axis) => !from.includes(axis));
  const order = Array.from({ length: ndim }, (_, place) => {
    const at = to.indexOf(place);
    return at >= 0 ? from[at] : (rest.shift() ?? 0); // as many are left as there are places
  });
  return permuteDims(x as NDArray, order);
}

/**
 * Two axes exchanged: a view.
 *
 * @throws {IndexError} for an axis that `x` does not have
 * @example
 * swapaxes(ones([2, 3, 4]), 0, 2).shape; // [4, 3, 2]
 */
export function swapaxes<D extends DType, S extends Shape, const A extends number, const B extends number>(
  x: NDArray<D, S>,
  axis1: A,
  axis2: B,
): NDArray<D, Swapped<S, A, B>> {
  const { ndim } = requireArray("swapaxes", "x", x);
  return exchanged(x, normalizeAxis("swapaxes", axis1, ndim), normalizeAxis("swapaxes", axis2, ndim));
}

/**
 * An array turned by right angles, from the first of two axes towards the second: a view.
 *
 * @param options `k`: how many right angles, default 1, negative the other way; `axes`: the plane, default [0, 1]
 * @throws {ValueError} when `k` is no integer, or the axes are not two different ones
 * @throws {IndexError} for an axis that `x` does not have
 * @example
 * rot90(array([[1, 2], [3, 4]])).toArray(); // [[2, 4], [1, 3]]
 */
export function rot90<
  D extends DType,
  S extends Shape,
  const K extends number = 1,
  const P extends readonly [number, number] = readonly [0, 1],
>(x: NDArray<D, S>, options?: { readonly k?: K; readonly axes?: P }): NDArray<D, Turned<S, K, P>> {
  const { k = 1, axes = [0, 1] } = requireOptions("rot90", options);
  const source = requireArray("rot90", "x", x);
  if (!Number.isInteger(k)) throw new ValueError("rot90", "k must be an integer", kindOf(k));
  const plane = axisList("rot90", "axes", axes, source.ndim);
  if (plane.length !== 2) throw new ValueError("rot90", "axes must be two", String(plane.length));
  const [p, q] = plane;
  switch (((k % 4) + 4) % 4) {
    case 1:
      return flip(exchanged(source, p, q), { axis: p });
    case 2:
      return flip(source, { axis: [p, q] }) as NDArray;
    case 3:
      return flip(exchanged(source, p, q), { axis: q });
    default:
      return exchanged(source, p, p);
  }
}

function exchanged(x: NDArray, p: number, q: number): NDArray {
  const order = Array.from({ length: x.ndim }, (_, axis) => (axis === p ? q : axis === q ? p : axis));
  return permuteDims(x, order);
}

function axisList(op: string, name: string, axes: number | readonly number[], ndim: number): readonly number[] {
  const list = (Array.isArray(axes) ? axes : [axes]).map((axis: number) => normalizeAxis(op, axis, ndim));
  const twice = list.find((axis, i) => list.indexOf(axis) !== i);
  if (twice !== undefined) throw new ValueError(op, `${name} must be distinct`, `axis ${twice} twice`);
  return list;
}
