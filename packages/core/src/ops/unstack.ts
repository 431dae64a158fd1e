import { requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Unstacked } from "../array/typed-axes.js";
import type { Shape } from "../array/typed-shape.js";
import { type IndexSpec, slice } from "./slice-pad.js";

/**
 * The sub-arrays along an axis, without it: views. What `stack` puts together, this takes apart.
 *
 * @param options `axis`: default 0
 * @throws {IndexError} for an axis that `x` does not have
 * @example
 * unstack(array([[1, 2], [3, 4]])).map((row) => row.toArray()); // [[1, 2], [3, 4]]
 */
export function unstack<D extends DType, S extends Shape, const A extends number = 0>(
  x: NDArray<D, S>,
  options?: { readonly axis?: A },
): NDArray<D, Unstacked<S, A>>[] {
  const { axis = 0 } = requireOptions("unstack", options);
  const source = requireArray("unstack", "x", x);
  const along = normalizeAxis("unstack", axis, source.ndim);
  const { shape } = source.layout;
  return Array.from({ length: shape[along] }, (_, i) => {
    const index = shape.map((_n, k): IndexSpec => (k === along ? i : ":"));
    return slice(source, ...index);
  });
}
