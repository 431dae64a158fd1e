import {
  type Check,
  type DType,
  type Divided,
  type MatMul,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  type ShapeProblem,
  ValueError,
  expandDims,
  matmul,
  squeeze,
} from "@linnet/core";
import { batchDims, broadcastShapes, matrixDims, requireArray, requireList, requireNdim } from "@linnet/core/extend";
import { requireInexact } from "../operand/operands.js";

/**
 * The product of several matrices, taken in the order that costs the fewest multiplications.
 *
 *     A₁·A₂·…·Aₙ
 *
 * @param arrays at least two, shapes `[…, m, k₁]`, `[…, k₁, k₂]`, …, `[…, kₙ₋₁, n]`; the first may be a row `[k₁]`, and the last
 *   a column `[kₙ₋₁]`, an axis that the result lacks
 * @returns shape `[…, m, n]`, in the dtype in which all meet
 * @throws {ShapeError} when inner dimensions differ, the leading axes do not broadcast, or another than the first and last is a vector
 * @throws {ValueError} for fewer than two arrays
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks The order is found by dynamic programming in O(n³) steps; the last two axes decide, whatever stands before them. Rounding
 *   errors depend on the order, within γ of the sum of the inner dimensions times |A₁|·…·|Aₙ|.
 * @see Cormen, Leiserson, Rivest & Stein, *Introduction to Algorithms*, 3rd ed., §15.2
 * @example
 * multiDot([ones([2, 3]), ones([3, 4]), ones([4])]).toArray(); // [12, 12]
 */
export function multiDot<const T extends readonly unknown[]>(
  arrays: T & Check<MultiDotRule<T>, "multiDot">,
): NDArray<Divided<Met<T>>, Result<MultiDotRule<T>>> {
  const list = operandsOf(arrays);
  const last = list.length - 1;
  const [isRow, isColumn] = [list[0].ndim === 1, list[last].ndim === 1];
  const factors = list.map((x, i) =>
    i === 0 && isRow ? expandDims(x, 0) : i === last && isColumn ? expandDims(x, 1) : x,
  );
  requireFit(factors, list);
  const cuts = cheapestCuts([matrixDims(factors[0])[0], ...factors.map((x) => matrixDims(x)[1])]);
  const product = (from: number, to: number): NDArray => {
    if (from === to) return factors[from];
    const cut = cuts[from][to];
    return matmul(product(from, cut), product(cut + 1, to));
  };
  const whole = product(0, last);
  const column: NDArray = isColumn ? squeeze(whole, -1) : whole;
  return isRow ? squeeze(column, isColumn ? -1 : -2) : column;
}

/** The shape of the product from the left, or what does not fit. */
export type MultiDotRule<T extends readonly unknown[]> = number extends T["length"]
  ? any
  : T extends readonly [infer H, infer G, ...infer R extends readonly unknown[]]
    ? Folded<ShapeIn<H>, readonly [G, ...R]>
    : ShapeProblem<"there must be at least two arrays">;

type Folded<A, T extends readonly unknown[]> = A extends Shape
  ? T extends readonly [infer H, ...infer R extends readonly unknown[]]
    ? R extends readonly []
      ? MatMul<A, ShapeIn<H>>
      : ShapeIn<H>["length"] extends 0 | 1
        ? ShapeProblem<"only the first and the last array may be vectors">
        : Folded<MatMul<A, ShapeIn<H>>, R>
    : A
  : A;

type ShapeIn<X> = X extends NDArray<infer _D, infer S> ? S : any;

/** The dtype in which all meet. */
type Met<T extends readonly unknown[]> = number extends T["length"]
  ? any
  : T extends readonly [NDArray<infer D>, ...infer R extends readonly unknown[]]
    ? R extends readonly []
      ? D
      : Promote<D, Met<R> & DType>
    : any;

/** As floats or complex numbers. */
function operandsOf(arrays: readonly unknown[]): readonly NDArray[] {
  requireList("multiDot", "arrays", arrays);
  if (arrays.length < 2) {
    throw new ValueError("multiDot", "there must be at least two arrays", arrays.length);
  }
  return arrays.map((x, i) => {
    const name = `arrays[${i}]`;
    const factor = requireInexact("multiDot", name, requireArray("multiDot", name, x));
    requireNdim("multiDot", name, factor, 1);
    if (factor.ndim === 1 && i > 0 && i < arrays.length - 1) {
      const contract = "only the first and the last array may be vectors";
      throw new ShapeError("multiDot", contract, { [name]: factor.shape });
    }
    return factor;
  });
}

/** @throws {ShapeError} when neighbours among the factors do not fit; the shapes told are those of the list */
function requireFit(factors: readonly NDArray[], list: readonly NDArray[]): void {
  let batch: readonly number[] = [];
  factors.forEach((x, i) => {
    batch = broadcastShapes("multiDot", batch, batchDims(x));
    if (i === 0) return;
    const [k, l] = [matrixDims(factors[i - 1])[1], matrixDims(x)[0]];
    if (k === l) return;
    const shapes = { [`arrays[${i - 1}]`]: list[i - 1].shape, [`arrays[${i}]`]: list[i].shape };
    throw new ShapeError("multiDot", `inner dimensions ${k} and ${l} differ`, shapes);
  });
}

/**
 * Where to cut every run of factors, so that all takes the fewest multiplications: `cuts[i][j]` is the last factor of the left part of
 * factors i to j. Factor i is `dims[i]` × `dims[i + 1]`.
 */
export function cheapestCuts(dims: readonly number[]): readonly (readonly number[])[] {
  const n = dims.length - 1;
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const cuts = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let span = 1; span < n; span++) {
    for (let from = 0; from + span < n; from++) {
      const to = from + span;
      cost[from][to] = Infinity;
      for (let cut = from; cut < to; cut++) {
        const own = dims[from] * dims[cut + 1] * dims[to + 1];
        const total = cost[from][cut] + cost[cut + 1][to] + own;
        if (total >= cost[from][to]) continue;
        cost[from][to] = total;
        cuts[from][to] = cut;
      }
    }
  }
  return cuts;
}
