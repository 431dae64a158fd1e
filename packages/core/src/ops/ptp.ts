import { requireArray, requireOptions, requireReal } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { sub } from "./arithmetic.js";
import { max, min } from "./extrema.js";
import type { AxisOptions } from "./sum-broadcast.js";

/**
 * Largest minus smallest element over axes ("peak to peak"); NaN where an element is NaN.
 *
 * @throws {ShapeError} when there is nothing to choose from
 */
export function ptp<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<D, Reduced<S, A, K>> {
  requireReal("ptp", "x", requireArray("ptp", "x", x));
  requireOptions("ptp", options);
  return sub(max(x as NDArray, options) as NDArray, min(x as NDArray, options) as NDArray) as NDArray;
}
