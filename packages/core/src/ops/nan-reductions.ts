import { kindOf, requireOptions } from "../array/argument.js";
import type { DType, Divided, Summed } from "../array/dtype.js";
import { normalizeAxes } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireLiveReal } from "../array/require.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { all } from "./any-all.js";
import { div, sub } from "./arithmetic.js";
import { astype } from "./astype.js";
import { equal } from "./compare.js";
import { max, min } from "./extrema.js";
import { isNaN } from "./is-finite.js";
import { type VarianceOptions, rootOf } from "./mean-variance.js";
import { square } from "./pow.js";
import { type AxisOptions, sum } from "./sum-broadcast.js";
import { where } from "./where.js";

/** Sum of the elements over axes that are not NaN; 0 where there is none. */
export function nanSum<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Summed<D>, Reduced<S, A, K>> {
  const axes = checked("nanSum", x as NDArray, options);
  return sum(without(x as NDArray, 0), axes) as NDArray;
}

/** Mean of the elements over axes that are not NaN; NaN where there is none. Integers as float64. */
export function nanMean<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  const axes = checked("nanMean", x as NDArray, options);
  const floats = floatsOf(x as NDArray);
  return div(sum(without(floats, 0), axes) as NDArray, numbersIn(floats, axes));
}

/** Largest element over axes that is not NaN; NaN where there is none. Elements that tie share the derivative. */
export function nanMax<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<D, Reduced<S, A, K>> {
  return extremum("nanMax", x as NDArray, max, -Infinity, options);
}

/** Smallest element over axes that is not NaN; NaN where there is none. Elements that tie share the derivative. */
export function nanMin<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<D, Reduced<S, A, K>> {
  return extremum("nanMin", x as NDArray, min, Infinity, options);
}

/**
 * Variance of the elements over axes that are not NaN, by two passes; NaN where there are no more of them than `ddof`.
 *
 * @throws {ValueError} for a ddof that is not a number
 */
export function nanVariance<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: VarianceOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  return varianceOf("nanVariance", x, options);
}

/** The square root of `nanVariance`; of what does not vary the gradient is 0. */
export function nanStd<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: VarianceOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  return rootOf(varianceOf("nanStd", x, options));
}

type Axes = AxisOptions<AxisOption, boolean>;

/** Options that fit the array, errors being told by the operation's own name. */
function checked(op: string, x: NDArray, options: Axes | undefined): Axes {
  requireLiveReal(op, "x", x);
  const { axis, keepDims = false } = requireOptions(op, options);
  return { axis: normalizeAxes(op, axis, x.ndim), keepDims };
}

function varianceOf(op: string, x: NDArray, options: VarianceOptions<AxisOption, boolean> | undefined): NDArray {
  const axes = checked(op, x, options);
  const { ddof = 0 } = requireOptions(op, options);
  if (typeof ddof !== "number" || Number.isNaN(ddof)) throw new ValueError(op, "ddof must be a number", kindOf(ddof));
  const kept = { axis: axes.axis, keepDims: true };
  const floats = floatsOf(x);
  const centre = div(sum(without(floats, 0), kept) as NDArray, numbersIn(floats, kept));
  const squares = square(where(isNaN(floats), 0, sub(without(floats, 0), centre) as NDArray));
  const n = sub(numbersIn(floats, axes), ddof) as NDArray;
  return div(sum(squares, axes) as NDArray, where(n.greater(0), n, NaN));
}

function extremum(op: string, x: NDArray, choose: typeof max, least: number, options: Axes | undefined): NDArray {
  const axes = checked(op, x, options);
  const shape: readonly number[] = x.layout.shape;
  const reduced = [axes.axis ?? []].flat();
  if (x.size === 0 && shape.every((n, i) => n > 0 || reduced.includes(i))) {
    throw new ShapeError(op, "the reduced axes must not be empty", { x: shape });
  }
  if (x.type.kind !== "float") return choose(x, axes) as NDArray;
  const found = choose(without(x, least), axes) as NDArray;
  return where(all(isNaN(x), axes) as NDArray, NaN, found);
}

/** `x` with another number in place of NaN. */
function without(x: NDArray, instead: number): NDArray {
  return x.type.kind === "float" ? where(isNaN(x), instead, x) : x;
}

/** How many elements are not NaN, in x's dtype. */
function numbersIn(x: NDArray, axes: Axes): NDArray {
  return astype(sum(equal(x, x) as NDArray, axes) as NDArray, x.type.name);
}

function floatsOf(x: NDArray): NDArray {
  return x.type.kind === "float" ? x : astype(x, "float64");
}
