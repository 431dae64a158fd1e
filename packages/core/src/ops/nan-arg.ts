import { requireArray, requireOptions, requireReal } from "../array/argument.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { all, any } from "./any-all.js";
import { isNaN } from "./is-finite.js";
import { reshape } from "./reshape.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { argsort } from "./sort.js";
import type { AxisOptions } from "./sum-broadcast.js";

/**
 * Index of the largest element along an axis that is not NaN, or in the flattened array: the first of equals.
 *
 * @throws {ShapeError} when there is nothing to choose from
 * @throws {ValueError} where all are NaN
 * @remarks Sorts, so that −Infinity beside NaN is found.
 */
export function nanArgMax<
  S extends Shape,
  const A extends number | undefined = undefined,
  const K extends boolean = false,
>(x: NDArray<any, S>, options?: AxisOptions<A, K>): NDArray<"int32", Reduced<S, A, K>> {
  return firstOf("nanArgMax", x as NDArray, true, options);
}

/** Index of the smallest element along an axis that is not NaN, or in the flattened array: the first of equals. */
export function nanArgMin<
  S extends Shape,
  const A extends number | undefined = undefined,
  const K extends boolean = false,
>(x: NDArray<any, S>, options?: AxisOptions<A, K>): NDArray<"int32", Reduced<S, A, K>> {
  return firstOf("nanArgMin", x as NDArray, false, options);
}

function firstOf(
  op: string,
  x: NDArray,
  descending: boolean,
  options: AxisOptions<number | undefined, boolean> | undefined,
): NDArray {
  requireReal(op, "x", requireArray(op, "x", x));
  const { axis, keepDims = false } = requireOptions(op, options);
  const shape: readonly number[] = x.layout.shape;
  const lanes: NDArray = axis === undefined ? reshape(x, [x.size]) : x;
  const along = axis === undefined ? 0 : normalizeAxis(op, axis, shape.length);
  if (lanes.layout.shape[along] === 0) throw new ShapeError(op, "the reduced axis must not be empty", { x: shape });
  if (x.type.kind === "float" && Boolean(any(all(isNaN(lanes), { axis: along })).item())) {
    throw new ValueError(op, "there must be a number to choose", "NaN only", "Drop such slices, or fill them.");
  }
  const order: NDArray = argsort(lanes, { axis: along, descending });
  const first: NDArray = slice(order, ...order.layout.shape.map((_, i): IndexSpec => (i === along ? "0:1" : ":")));
  const kept = shape.map((n, i) => (axis === undefined || i === along ? 1 : n));
  return reshape(first, keepDims ? kept : axis === undefined ? [] : kept.filter((_, i) => i !== along));
}
