import { argpartition as argpartitionInto, int32, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Resized } from "../array/typed-along.js";
import type { CountRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import { IndexError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { argsort, sortParams } from "./sort.js";
import { takeAlongAxis } from "./take-along-axis.js";

/**
 * The elements along an axis, first those less than the one of rank `kth`, then it and its equals, then those that are greater: each of
 * the three in their order in `x`. So the element of that rank is in its place.
 *
 * @param kth from 0; negative ones count from the end
 * @param options `axis`: default −1
 * @throws {IndexError} for a rank or an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 * @remarks Time grows as the number of elements: they are selected, not sorted. NaN is the greatest.
 * @example
 * partition(array([5, 9, 1, 7, 3]), 2).toArray(); // [1, 3, 5, 9, 7]
 */
export function partition<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  kth: number,
  options?: { readonly axis?: number },
): NDArray<D, S> {
  const params = partitionParams("partition", x as NDArray, kth, options);
  return takeAlongAxis(x, bind(argpartitionP, [x as NDArray], params), { axis: params.axis }) as NDArray<D, S>;
}

/**
 * The indices that `partition` moves the elements by: `takeAlongAxis(x, argpartition(x, k))` is `partition(x, k)`.
 *
 * @throws {IndexError} for a rank or an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 */
export function argpartition<S extends Shape>(
  x: NDArray<DType, S>,
  kth: number,
  options?: { readonly axis?: number },
): NDArray<"int32", S> {
  return bind(argpartitionP, [x as NDArray], partitionParams("argpartition", x as NDArray, kth, options));
}

/** What `topK` finds. */
export interface TopK<D extends DType, S extends Shape = any> {
  readonly values: NDArray<D, S>;
  /** Along the axis; of equal values the first. */
  readonly indices: NDArray<"int32", S>;
}

/**
 * The `k` largest elements along an axis, from the largest down, and where they are. Of equal ones the first comes
 * first; NaN comes last.
 *
 * @param options `axis`: default −1; `largest: false` gives the smallest, from the smallest up
 * @throws {ValueError} unless k is an integer in [0, the axis's length]
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 * @remarks They are selected in time that grows as the number of elements; the k found are sorted.
 * @example
 * topK(array([3, 9, 9, 1]), 2).indices.toArray(); // [1, 2]
 */
export function topK<D extends DType, S extends Shape, const K extends number, const A extends number = -1>(
  x: NDArray<D, S>,
  k: K & Check<CountRule<S, A, K>, "topK">,
  options?: { readonly axis?: A; readonly largest?: boolean },
): TopK<D, Resized<S, A, K>> {
  const { axis: along, largest = true } = requireOptions("topK", options);
  const { axis, descending } = sortParams("topK", x, { axis: along, descending: largest });
  const n: number = x.layout.shape[axis];
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new ValueError("topK", `k must be an integer in [0, ${n}], the length of axis ${axis}`, kindOf(k));
  }
  const whole: NDArray = bind(argpartitionP, [x], { axis, descending, kth: Math.max(k - 1, 0) });
  const range = (_: unknown, i: number): IndexSpec => (i === axis ? `0:${k}` : ":");
  const chosen: NDArray = slice(whole, ...whole.layout.shape.map(range));
  const order = argsort(takeAlongAxis(x, chosen, { axis }), { axis, descending }); // stable, and so are those chosen
  const indices: NDArray = takeAlongAxis(chosen, order, { axis });
  return { values: takeAlongAxis(x, indices, { axis }), indices };
}

interface PartitionParams {
  readonly axis: number;
  readonly descending: boolean;
  readonly kth: number;
}

const argpartitionP: Primitive<PartitionParams> = /* @__PURE__ */ primitive<PartitionParams>("argpartition", {
  abstract: ([x]) => ({ type: int32, layout: rowMajor(x.layout.shape) }),
  evaluate: ([x], out, { axis, kth, descending }) => argpartitionInto(x, axis, kth, descending, out),
  derivative: false,
});

function partitionParams(
  op: string,
  x: NDArray,
  kth: number,
  options: { readonly axis?: number } | undefined,
): PartitionParams {
  const { axis } = sortParams(op, x, options);
  const n: number = x.layout.shape[axis];
  if (!Number.isInteger(kth) || kth < -n || kth >= n) {
    throw new IndexError(op, `kth must be an integer in [${-n}, ${n - 1}] for axis ${axis}`, kindOf(kth));
  }
  return { axis, descending: false, kth: kth < 0 ? kth + n : kth };
}
