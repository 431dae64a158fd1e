import { isArray, kindOf, requireOptions } from "../array/argument.js";
import type { DType, Divided } from "../array/dtype.js";
import { normalizeAxes, normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Dim, IsUnranked, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { add, div, mul, sub } from "./arithmetic.js";
import { part, samples, steps } from "./calculus.js";
import { concat } from "./concat-split.js";
import type { IndexSpec } from "./slice-pad.js";

/** The distance between samples, or where they lie: one axis, of the length of theirs. */
type Spacing = number | NDArray;

interface GradientOptions<A> {
  readonly axis?: A;
  readonly spacing?: Spacing | readonly Spacing[];
  readonly edgeOrder?: 1 | 2;
}

/** One array for one axis, a list of them for a list of axes, and for all axes of an array that has not one. */
type Gradient<G, S extends Shape, A> = A extends number
  ? G
  : A extends readonly unknown[]
    ? { readonly [I in keyof A]: G }
    : IsUnranked<S> extends true
      ? any
      : S extends readonly [Dim]
        ? G
        : { readonly [I in keyof S]: G };

/**
 * Slopes of sampled values along axes, by differences of second order inside. With slopes sₖ of the pieces of lengths hₖ between
 * samples:
 *
 *     inside  sₖ₋₁ + (sₖ − sₖ₋₁)·hₖ₋₁/(hₖ₋₁ + hₖ)
 *     ends    s₀, or s₀ − (s₁ − s₀)·h₀/(h₀ + h₁) of second order
 *
 * @param y real or complex; integers become float64
 * @param options `axis`: one, or a list; all by default. `spacing`: the distance between samples (default 1), or where they lie,
 *   or a list of such, one for each axis. `edgeOrder`: that of the error at the ends, 1 (default) or 2
 * @returns an array of y's shape for one axis; a list, in the order of the axes, for a list of axes, or for all axes of an array
 *   that has more than one
 * @throws {ShapeError} for fewer than `edgeOrder` + 1 samples, or places that are not of the axis's length
 * @throws {ValueError} for spacings that are not one for each axis, or another order
 * @throws {DTypeError} for bools
 * @remarks What differentiates functions is `grad` of `@linnet/autograd`.
 * @see Fornberg, Generation of finite difference formulas on arbitrarily spaced grids (1988)
 * @example
 * gradient(array([1, 4, 9, 16])).toArray(); // [3, 4, 6, 7]
 * gradient(array([1, 4, 9, 16]), { edgeOrder: 2 }).toArray(); // [2, 4, 6, 8]
 * const [down, along] = gradient(array([[1, 2], [4, 8]]), { spacing: [2, 1] });
 */
export function gradient<
  D extends DType,
  S extends Shape,
  const A extends number | readonly number[] | undefined = undefined,
>(y: NDArray<D, S>, options?: GradientOptions<A>): Gradient<NDArray<Divided<D>, S>, S, A> {
  return slopesAlong(y, options) as Gradient<NDArray<Divided<D>, S>, S, A>; // of the same axes, as arrays without types
}

function slopesAlong(
  y: NDArray,
  options?: GradientOptions<number | readonly number[] | undefined>,
): NDArray | NDArray[] {
  const { axis, spacing = 1, edgeOrder = 1 } = requireOptions("gradient", options);
  const values = samples("gradient", y);
  const axes = normalizeAxes("gradient", axis, values.ndim);
  if (edgeOrder !== 1 && edgeOrder !== 2) {
    throw new ValueError("gradient", "edgeOrder must be 1 or 2", kindOf(edgeOrder));
  }
  const along = Array.isArray(axis) ? axis.map((a: number) => normalizeAxis("gradient", a, values.ndim)) : axes;
  const spacings = spacingOfEach(spacing, along.length);
  const slopes = along.map((a, i) => slope(values, a, spacings[i], edgeOrder));
  return typeof axis === "number" || (axis === undefined && slopes.length === 1) ? slopes[0] : slopes;
}

function spacingOfEach(spacing: Spacing | readonly Spacing[], count: number): readonly Spacing[] {
  if (typeof spacing === "number") return Array.from({ length: count }, () => spacing);
  const list = isArray(spacing) ? [spacing] : spacing;
  if (Array.isArray(list) && list.length === count) return list;
  const got = Array.isArray(list) ? `${list.length} for ${count === 1 ? "one axis" : `${count} axes`}` : kindOf(list);
  throw new ValueError("gradient", "spacing must be a number, or one for each axis", got);
}

function slope(y: NDArray, axis: number, spacing: Spacing, edgeOrder: 1 | 2): NDArray {
  if (y.layout.shape[axis] <= edgeOrder) {
    const least = edgeOrder === 1 ? "two" : "three";
    throw new ShapeError("gradient", `axis ${axis} must have at least ${least} samples`, { y: y.layout.shape });
  }
  const h = typeof spacing === "number" ? spacing : steps("gradient", "spacing", spacing, y, axis);
  const rise = sub(part(y, axis, "1:"), part(y, axis, ":-1")) as NDArray;
  const slopes = div(rise, h as NDArray) as NDArray;
  /** (b − a)·hₐ/(hₐ + hᵦ): from the slope of a piece to that at its end toward b, and as far again at the other end. */
  const half = (a: IndexSpec, b: IndexSpec): NDArray => {
    const bend = sub(part(slopes, axis, b), part(slopes, axis, a)) as NDArray;
    if (typeof h === "number") return mul(bend, 0.5) as NDArray;
    const length = part(h, axis, a);
    return mul(bend, div(length, add(length, part(h, axis, b)))) as NDArray;
  };
  const end = (a: IndexSpec, b: IndexSpec): NDArray => {
    const outer = part(slopes, axis, a);
    return edgeOrder === 1 ? outer : (sub(outer, half(a, b)) as NDArray);
  };
  const inside = add(part(slopes, axis, ":-1"), half(":-1", "1:")) as NDArray;
  return concat([end("0:1", "1:2"), inside, end("-1:", "-2:-1")], { axis }) as NDArray;
}
