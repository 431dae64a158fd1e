import { argselect, elements, float64, int32, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import type { DType, Divided } from "../array/dtype.js";
import { normalizeAxes } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireLiveReal } from "../array/require.js";
import type { Quantiles } from "../array/typed-along.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { any } from "./any-all.js";
import { add, mul, neg } from "./arithmetic.js";
import { astype } from "./astype.js";
import { equal } from "./compare.js";
import { isNaN } from "./is-finite.js";
import { int32Of, numbersOf } from "./numbers-of.js";
import { type QuantileMethod, methods } from "./quantile-methods.js";
import { reshape } from "./reshape.js";
import { slice } from "./slice-pad.js";
import { argsort } from "./sort.js";
import { type AxisOptions, sum } from "./sum-broadcast.js";
import { takeAlongAxis } from "./take-along-axis.js";
import { permuteDims } from "./transpose.js";
import { where } from "./where.js";

/** Options of `quantile` and `percentile`. */
export interface QuantileOptions<A extends AxisOption, K extends boolean> extends AxisOptions<A, K> {
  /** What lies between two elements: default `"linear"`. */
  readonly method?: QuantileMethod;
}

/**
 * The quantiles of elements over axes: with n elements in order x₀ ≤ x₁ ≤ …, by the method `"linear"`
 *
 *     x_j + g·(x_{j+1} − x_j),   j + g = (n − 1)·q
 *
 * NaN where an element is NaN; integers as float64.
 *
 * @param q in [0, 1]; a list makes a first axis of the result
 * @param options `method`: one of NumPy's thirteen, in camelCase
 * @throws {ValueError} for q outside [0, 1], or an unknown method
 * @throws {ShapeError} when there is nothing to choose from
 * @remarks Time grows as the number of elements and of quantiles: these are selected, or where they are many found by one sort. The derivative goes to the two elements that a quantile lies between.
 * @see Hyndman & Fan, Sample quantiles in statistical packages (1996)
 * @example
 * quantile(array([1, 2, 4, 8]), 0.5).item(); // 3
 */
export function quantile<
  D extends DType,
  S extends Shape,
  const Q extends number | readonly number[],
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, q: Q, options?: QuantileOptions<A, K>): NDArray<Divided<D>, Quantiles<S, Q, A, K>> {
  return quantilesOf("quantile", x as NDArray, q, options, false);
}

/** `quantile` of q / 100. */
export function percentile<
  D extends DType,
  S extends Shape,
  const Q extends number | readonly number[],
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, q: Q, options?: QuantileOptions<A, K>): NDArray<Divided<D>, Quantiles<S, Q, A, K>> {
  const given: number | readonly number[] = q;
  const share = <P>(p: P): P | number => (typeof p === "number" ? p / 100 : p); // what is no number is refused by what follows
  const parts = Array.isArray(given) ? given.map(share) : share(given);
  return quantilesOf("percentile", x as NDArray, parts, options, false);
}

/** The middle element over axes, or the mean of the middle two; NaN where an element is NaN. */
export function median<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  return quantilesOf("median", x as NDArray, 0.5, options, false);
}

/** `quantile` of the elements that are not NaN; NaN where there is none. */
export function nanQuantile<
  D extends DType,
  S extends Shape,
  const Q extends number | readonly number[],
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, q: Q, options?: QuantileOptions<A, K>): NDArray<Divided<D>, Quantiles<S, Q, A, K>> {
  return quantilesOf("nanQuantile", x as NDArray, q, options, true);
}

/** `median` of the elements that are not NaN; NaN where there is none. */
export function nanMedian<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  return quantilesOf("nanMedian", x as NDArray, 0.5, options, true);
}

function quantilesOf(
  op: string,
  x: NDArray,
  q: number | readonly number[],
  options: QuantileOptions<AxisOption, boolean> | undefined,
  skipNaN: boolean,
): NDArray {
  requireLiveReal(op, "x", x);
  const { axis, keepDims = false, method = "linear" } = requireOptions(op, options);
  const shape: readonly number[] = x.layout.shape;
  const axes = normalizeAxes(op, axis, shape.length);
  const qs = checkedParts(op, q);
  if (!Object.hasOwn(methods, method)) {
    throw new ValueError(op, "method must be known", kindOf(method), `Known: ${Object.keys(methods).join(", ")}.`);
  }
  const others = shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const n = axes.reduce((size, i) => size * shape[i], 1);
  if (n === 0) throw new ShapeError(op, "the reduced axes must not be empty", { x: shape });
  const rows: NDArray = reshape(permuteDims(x, [...others, ...axes]), [x.size / n, n]);
  const found = between(rows, qs, method, skipNaN);
  const kept = keepDims ? shape.map((length, i) => (axes.includes(i) ? 1 : length)) : others.map((i) => shape[i]);
  return reshape(permuteDims(found, [1, 0]), typeof q === "number" ? kept : [qs.length, ...kept]);
}

/** A column for each quantile of rows. */
function between(rows: NDArray, qs: readonly number[], method: QuantileMethod, skipNaN: boolean): NDArray {
  const [m, n]: readonly number[] = rows.layout.shape;
  const isFloat = rows.type.kind === "float";
  const counts = skipNaN && isFloat ? numbersIn(rows) : null;
  const ranks = new Int32Array(2 * m * qs.length); // the lower one and the upper one of each, side by side
  const share = allocate({ type: float64, layout: rowMajor([m, qs.length]) });
  const shares = elements(share.storage, float64);
  for (let i = 0, at = 0; i < m; i++) {
    const last = Math.max((counts?.[i] ?? n) - 1, 0);
    for (const q of qs) {
      const [rank, fraction] = methods[method](last + 1, q);
      ranks[2 * at] = Math.min(Math.max(rank, 0), last);
      ranks[2 * at + 1] = Math.min(Math.max(fraction === 0 ? rank : rank + 1, 0), last);
      shares[share.offset + at++] = fraction;
    }
  }
  const found = ofRanks(rows, int32Of(ranks, [m, 2 * qs.length]));
  const ends: NDArray = reshape(isFloat ? found : astype(found, "float64"), [m, qs.length, 2]);
  const [a, b] = [slice(ends, ":", ":", 0), slice(ends, ":", ":", 1)] as const;
  const weight: NDArray = astype(share, ends.type.name);
  const rest: NDArray = astype(restOf(share), ends.type.name);
  // Not a·(1 − g) + b·g throughout: ends that are equal are the value itself, infinite ones too.
  const blend = add(mul(a, rest), mul(b, weight)) as NDArray;
  const value: NDArray = where(equal(a, b), add(mul(a, 0.5), mul(b, 0.5)), blend);
  return skipNaN || !isFloat ? value : where(any(isNaN(rows), { axis: 1, keepDims: true }), NaN, value);
}

/** How many elements of each row are not NaN. */
function numbersIn(rows: NDArray): ArrayLike<number> {
  return numbersOf("quantile", "x", sum(astype(equal(rows, rows), "float64"), { axis: 1 })).slice();
}

/** From so many ranks on, sorting takes less time than selecting each. */
const MANY_RANKS = 16;

/** The elements of each row that have its ranks in order. */
function ofRanks(rows: NDArray, ranks: NDArray): NDArray {
  const many = ranks.layout.shape[1] >= MANY_RANKS;
  const places = many
    ? takeAlongAxis(argsort(rows, { axis: 1 }), ranks as NDArray<"int32">, { axis: 1 })
    : bind(argselectP, [rows, ranks], undefined);
  return takeAlongAxis(rows, places, { axis: 1 });
}

const argselectP: Primitive = /* @__PURE__ */ primitive("argselect", {
  abstract: ([, ranks]) => ({ type: int32, layout: rowMajor(ranks.layout.shape) }),
  evaluate: ([x, ranks], out) => argselect(x, ranks, out),
  derivative: false,
});

/** 1 − g. */
function restOf(share: NDArray): NDArray {
  return add(neg(share), 1);
}

function checkedParts(op: string, q: number | readonly number[]): readonly number[] {
  const list: readonly unknown[] = Array.isArray(q) ? q : [q];
  return list.map((part) => {
    if (typeof part === "number" && part >= 0 && part <= 1) return part;
    throw new ValueError(
      op,
      op === "percentile" ? "q must lie in [0, 100]" : "q must lie in [0, 1]",
      kindOf(op === "percentile" && typeof part === "number" ? part * 100 : part),
    );
  });
}
