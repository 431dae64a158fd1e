import { type DType, type NDArray, type Shape, ValueError, argsort, array } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireSample } from "./sample.js";

/** What equal elements get; see `rank`. */
export type Ties = "average" | "min" | "max" | "dense" | "ordinal";

/**
 * Ranks from 1 of the elements of a vector, or of each column of a table.
 *
 * @param x `[n]` or `[n, p]`
 * @param options `ties`: what equal elements get: the mean of their ranks (`"average"`, default), the smallest (`"min"`) or largest of
 *   them (`"max"`), one rank and the next elements the next (`"dense"`), or ranks in the order of their rows (`"ordinal"`)
 * @returns the shape of x, float64
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements, and for unknown ties
 * @example
 * rank(array([10, 30, 20, 10])).toArray(); // [1.5, 4, 3, 1.5]
 * rank(array([10, 30, 20, 10]), { ties: "dense" }).toArray(); // [1, 3, 2, 1]
 */
export function rank<S extends Shape>(x: NDArray<DType, S>, options?: { readonly ties?: Ties }): NDArray<"float64", S> {
  const { ties = "average" } = requireOptions("rank", options);
  if (!["average", "min", "max", "dense", "ordinal"].includes(ties)) {
    const expected = 'ties must be "average", "min", "max", "dense" or "ordinal"';
    throw new ValueError("rank", expected, kindOf(ties));
  }
  const { columns, n } = requireSample("rank", x as NDArray);
  const out = new Float64Array(n * columns.length);
  for (const [j, column] of columns.entries()) {
    const ranks = ranksOf(column, ties);
    for (let i = 0; i < n; i++) out[i * columns.length + j] = ranks[i];
  }
  return array(out, { shape: x.shape }) as NDArray<"float64", any>; // the shape of x
}

/** Of finite numbers. */
export function ranksOf(column: Float64Array, ties: Ties = "average"): Float64Array {
  const order = orderOf(column);
  const ranks = new Float64Array(column.length);
  for (let start = 0, end = 0, distinct = 1; start < order.length; start = end, distinct++) {
    while (end < order.length && column[order[end]] === column[order[start]]) end++;
    const shared = { average: (start + 1 + end) / 2, min: start + 1, max: end, dense: distinct, ordinal: 0 }[ties];
    for (let i = start; i < end; i++) ranks[order[i]] = ties === "ordinal" ? i + 1 : shared;
  }
  return ranks;
}

/** The rows in ascending order; equal ones in theirs. */
export function orderOf(column: Float64Array): Int32Array {
  return argsort(array(column)).toTypedArray();
}
