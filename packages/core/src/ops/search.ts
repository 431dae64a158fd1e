import { bool, elements, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxes } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireLiveReal } from "../array/require.js";
import type { Positions } from "../array/typed-along.js";
import type { SearchedRule } from "../array/typed-ranks.js";
import type { AxisOption, Check, Reduced, Shape } from "../array/typed-shape.js";
import type { VectorRule } from "../array/typed-vectors.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { notEqual } from "./compare.js";
import { take } from "./gather-scatter.js";
import { int32Of, numbersOf, requireVector } from "./numbers-of.js";
import { type AxisOptions, sum } from "./sum-broadcast.js";

/**
 * Where elements would be put into sorted ones to keep these in order: before their equals, or after.
 *
 * @param sorted one axis, ascending, NaN last
 * @param options `side`: `"left"` (default) or `"right"` of equal elements; `sorter`: indices that sort `sorted`
 * @returns int32 of the shape of `values`
 * @throws {ShapeError} unless `sorted` and `sorter` have one axis
 * @throws {DTypeError} for complex numbers, and a sorter that is not of integers
 * @throws {ValueError} for another side
 * @example
 * searchsorted(array([1, 2, 2, 3]), array([2, 9]), { side: "right" }).toArray(); // [3, 4]
 */
export function searchsorted<S extends Shape, R extends Shape, Q extends Shape>(
  sorted: NDArray<DType, R> & Check<VectorRule<R, "sorted">, "searchsorted">,
  values: NDArray<DType, S>,
  options?: {
    readonly side?: "left" | "right";
    readonly sorter?: NDArray<DType, Q> & Check<VectorRule<Q, "sorter">, "searchsorted">;
  },
): NDArray<"int32", S> {
  const op = "searchsorted";
  const { side = "left", sorter } = requireOptions(op, options);
  if (side !== "left" && side !== "right") throw new ValueError(op, 'side must be "left" or "right"', kindOf(side));
  const list = requireVector(op, "sorted", sorted);
  if (sorter !== undefined && requireVector(op, "sorter", sorter).type.kind !== "int") {
    throw new DTypeError(op, "sorter must be integers", { sorter: sorter.type.name }, "Take what argsort answers.");
  }
  const within = numbersOf(op, "sorted", sorter === undefined ? list : take(list, sorter as NDArray<"int32">)).slice(); // values may be copied next
  const places = Int32Array.from(numbersOf(op, "values", values), (x) => placeIn(within, x, side === "right"));
  return int32Of(places, values.layout.shape);
}

/**
 * The indices of the elements that are not zero, one int32 array an axis, in row-major order.
 *
 * @throws {ShapeError} for a 0-d array
 * @example
 * nonzero(array([[0, 7], [8, 0]])).map((axis) => axis.toArray()); // [[0, 1], [1, 0]]
 */
export function nonzero<S extends Shape>(x: NDArray<any, S> & Check<SearchedRule<S>, "nonzero">): Positions<S> {
  const data = numbersOf("nonzero", "x", x);
  const shape: readonly number[] = x.layout.shape;
  if (shape.length === 0) throw new ShapeError("nonzero", "x must have an axis", { x: shape });
  const flat: number[] = [];
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) flat.push(i);
  let step = data.length;
  return shape.map((n) => {
    step /= n;
    return int32Of(flat.map((i) => Math.floor(i / step) % n));
  }) as readonly NDArray[] as Positions<S>; // one for each axis
}

/** How many elements over axes are not zero. */
export function countNonzero<S extends Shape, const A extends AxisOption = undefined, const K extends boolean = false>(
  x: NDArray<any, S>,
  options?: AxisOptions<A, K>,
): NDArray<"int32", Reduced<S, A, K>> {
  const source = requireLiveReal("countNonzero", "x", x);
  const { axis, keepDims = false } = requireOptions("countNonzero", options);
  const axes = { axis: normalizeAxes("countNonzero", axis, source.ndim), keepDims };
  return sum(source.type === bool ? source : notEqual(source, 0), axes) as NDArray;
}

/**
 * Whether each element of `x` is among those of another array. NaN is among none.
 *
 * @param options `invert`: whether it is not
 */
export function isin<S extends Shape>(
  x: NDArray<DType, S>,
  among: NDArray,
  options?: { readonly invert?: boolean },
): NDArray<"bool", S> {
  const { invert = false } = requireOptions("isin", options);
  requireLiveReal("isin", "x", x);
  const set = new Set(numbersOf("isin", "among", among)); // a set takes −0 for 0, as == does
  const isThere = (value: number): boolean => set.has(value) && !Number.isNaN(value);
  const found = Uint8Array.from(numbersOf("isin", "x", x), (value) => Number(isThere(value) !== invert));
  const out = allocate({ type: bool, layout: rowMajor(x.layout.shape) });
  elements(out.storage, bool).set(found, out.offset);
  return out;
}

/** How many of ascending numbers (NaN last) are less than `x`, or not greater. */
export function placeIn(sorted: ArrayLike<number>, x: number, afterEquals: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const y = sorted[middle];
    const before = Number.isNaN(x) ? y === y || afterEquals : afterEquals ? y <= x : y < x;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}
