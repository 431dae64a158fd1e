import { kindOf, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { IndexError, ValueError } from "../errors.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { argsort, sort, sortParams } from "./sort.js";
import { takeAlongAxis } from "./take-along-axis.js";

/**
 * The elements along an axis, with that of rank `kth` in its place, none larger before it and none smaller after.
 *
 * @param kth negative ones count from the end
 * @param options `axis`: default −1
 * @throws {IndexError} for a rank or an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 * @remarks All are sorted, which meets the contract: the sort is linear in their number too.
 */
export function partition<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  kth: number,
  options?: { readonly axis?: number },
): NDArray<D, S> {
  requireRank("partition", x, kth, options);
  return sort(x, options);
}

/** The indices that `partition` moves the elements by: `takeAlongAxis(x, argpartition(x, k))` is `partition(x, k)`. */
export function argpartition<S extends Shape>(
  x: NDArray<DType, S>,
  kth: number,
  options?: { readonly axis?: number },
): NDArray<"int32", S> {
  requireRank("argpartition", x, kth, options);
  return argsort(x, options);
}

/** What `topK` finds. */
export interface TopK<D extends DType> {
  readonly values: NDArray<D>;
  /** Along the axis; of equal values the first. */
  readonly indices: NDArray<"int32">;
}

/**
 * The `k` largest elements along an axis, from the largest down, and where they are. Of equal ones the first comes
 * first; NaN comes last.
 *
 * @param options `axis`: default −1; `largest: false` gives the smallest, from the smallest up
 * @throws {ValueError} unless k is an integer in [0, the axis's length]
 * @throws {IndexError} for an axis that `x` does not have
 * @example
 * topK(array([3, 9, 9, 1]), 2).indices.toArray(); // [1, 2]
 */
export function topK<D extends DType>(
  x: NDArray<D>,
  k: number,
  options?: { readonly axis?: number; readonly largest?: boolean },
): TopK<D> {
  const { axis: along, largest = true } = requireOptions("topK", options);
  const { axis, descending } = sortParams("topK", x, { axis: along, descending: largest });
  const n: number = x.layout.shape[axis];
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new ValueError("topK", `k must be an integer in [0, ${n}], the length of axis ${axis}`, kindOf(k));
  }
  const whole: NDArray = argsort(x, { axis, descending });
  const range = (_: unknown, i: number): IndexSpec => (i === axis ? `0:${k}` : ":");
  const indices: NDArray = slice(whole, ...whole.layout.shape.map(range));
  return { values: takeAlongAxis(x, indices, { axis }), indices };
}

function requireRank(op: string, x: NDArray, kth: number, options: { readonly axis?: number } | undefined): void {
  const { axis } = sortParams(op, x, options);
  const n: number = x.layout.shape[axis];
  if (!Number.isInteger(kth) || kth < -n || kth >= n) {
    throw new IndexError(op, `kth must be an integer in [${-n}, ${n - 1}] for axis ${axis}`, kindOf(kth));
  }
}
