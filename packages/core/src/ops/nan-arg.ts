import { requireOptions } from "../array/argument.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireLiveReal } from "../array/require.js";
import type { Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { all, any, argmax, argmin } from "./any-all.js";
import { equal } from "./compare.js";
import { max, min } from "./extrema.js";
import { isNaN } from "./is-finite.js";
import { reshape } from "./reshape.js";
import type { AxisOptions } from "./sum-broadcast.js";
import { where } from "./where.js";

/**
 * Index of the largest element along an axis that is not NaN, or in the flattened array: the first of equals.
 *
 * @throws {ShapeError} when there is nothing to choose from
 * @throws {ValueError} where all are NaN
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 * @remarks Two passes: what the largest number is, and where it is first.
 */
export function nanArgMax<
  S extends Shape,
  const A extends number | undefined = undefined,
  const K extends boolean = false,
>(x: NDArray<any, S>, options?: AxisOptions<A, K>): NDArray<"int32", Reduced<S, A, K>> {
  return firstOf("nanArgMax", x as NDArray, true, options);
}

/**
 * Index of the smallest element along an axis that is not NaN, or in the flattened array: the first of equals.
 *
 * @throws {ShapeError} when there is nothing to choose from
 * @throws {ValueError} where all are NaN
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 */
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
  largest: boolean,
  options: AxisOptions<number | undefined, boolean> | undefined,
): NDArray {
  requireLiveReal(op, "x", x);
  const { axis, keepDims = false } = requireOptions(op, options);
  const shape: readonly number[] = x.layout.shape;
  const lanes: NDArray = axis === undefined ? reshape(x, [x.size]) : x;
  const along = axis === undefined ? 0 : normalizeAxis(op, axis, shape.length);
  if (lanes.layout.shape[along] === 0) throw new ShapeError(op, "the reduced axis must not be empty", { x: shape });
  const best = x.type.kind === "float" ? isBest(op, lanes, along, largest) : lanes;
  const first: NDArray = (largest || best !== lanes ? argmax : argmin)(best, { axis: along, keepDims: true });
  const kept = shape.map((n, i) => (axis === undefined || i === along ? 1 : n));
  return reshape(first, keepDims ? kept : axis === undefined ? [] : kept.filter((_, i) => i !== along));
}

/** Whether each element is the best number of its lane; NaN never is, not even beside infinite ones. */
function isBest(op: string, x: NDArray, axis: number, largest: boolean): NDArray {
  const none: NDArray = isNaN(x);
  if (any(all(none, { axis })).item()) {
    throw new ValueError(op, "there must be a number to choose", "NaN only", "Drop such slices, or fill them.");
  }
  const filled: NDArray = where(none, largest ? -Infinity : Infinity, x);
  return equal(x, (largest ? max : min)(filled, { axis, keepDims: true }) as NDArray);
}
