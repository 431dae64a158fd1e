import { isArray, kindOf, requireArray, requireOptions, requireReal } from "../array/argument.js";
import type { DType, Divided } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { add, div, mul, sub } from "./arithmetic.js";
import { astype } from "./astype.js";
import { concat } from "./concat-split.js";
import { reshape } from "./reshape.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { sum } from "./sum-broadcast.js";

/**
 * Integral of sampled values along an axis by the trapezoidal rule:
 *
 *     Σₖ (x[k + 1] − x[k]) · (y[k + 1] + y[k]) / 2
 *
 * @param options `x`: where the samples lie, one axis; or `dx`: the distance between them, default 1; `axis`: default −1
 * @throws {ShapeError} when `x` is not of the axis's length
 * @example
 * trapezoid(array([1, 2, 3])).item(); // 4
 */
export function trapezoid<D extends DType, S extends Shape, const A extends number = -1>(
  y: NDArray<D, S>,
  options?: { readonly x?: NDArray; readonly dx?: number; readonly axis?: A },
): NDArray<Divided<D>, Reduced<S, A, false>> {
  const { x, dx = 1, axis = -1 } = requireOptions("trapezoid", options);
  const values = floats("trapezoid", "y", y as NDArray);
  const along = normalizeAxis("trapezoid", axis, values.ndim);
  if (typeof dx !== "number") throw new ValueError("trapezoid", "dx must be a number", kindOf(dx));
  const pairs = mul(add(part(values, along, "1:"), part(values, along, ":-1")), 0.5) as NDArray;
  const widths = x === undefined ? dx : steps("trapezoid", "x", x, values, along);
  return sum(mul(pairs, widths as NDArray) as NDArray, { axis: along }) as NDArray;
}

/**
 * Slope of sampled values along an axis: central differences of second order inside, one-sided ones at the ends.
 *
 * @param options `axis`: default −1; `spacing`: the distance between samples (default 1), or where they lie, one axis
 * @throws {ShapeError} for fewer than two samples, or a spacing that is not of the axis's length
 * @remarks NumPy's function of this name answers for all axes at once; this one for one. What differentiates functions
 *   is `grad` of `@linnet/autograd`.
 * @see Fornberg, Generation of finite difference formulas on arbitrarily spaced grids (1988)
 * @example
 * gradient(array([1, 4, 9, 16])).toArray(); // [3, 4, 6, 7]
 */
export function gradient<D extends DType, S extends Shape>(
  y: NDArray<D, S>,
  options?: { readonly axis?: number; readonly spacing?: number | NDArray },
): NDArray<Divided<D>, S> {
  const { axis = -1, spacing = 1 } = requireOptions("gradient", options);
  const values = floats("gradient", "y", y as NDArray);
  const along = normalizeAxis("gradient", axis, values.ndim);
  if (values.layout.shape[along] < 2) {
    throw new ShapeError("gradient", `axis ${along} must have at least two samples`, { y: values.layout.shape });
  }
  const rise = sub(part(values, along, "1:"), part(values, along, ":-1")) as NDArray;
  const slopes = div(rise, run(spacing, values, along) as NDArray) as NDArray;
  const [left, right] = [part(slopes, along, ":-1"), part(slopes, along, "1:")];
  const inner =
    typeof spacing === "number" ? mul(add(left, right), 0.5) : weighted(left, right, spacing, values, along);
  return concat([part(slopes, along, "0:1"), inner as NDArray, part(slopes, along, "-1:")], { axis: along }) as NDArray;
}

/** Slopes of the pieces beside each sample; the shorter piece has the larger weight. */
function weighted(left: NDArray, right: NDArray, x: NDArray, y: NDArray, axis: number): NDArray {
  const h = steps("gradient", "spacing", x, y, axis);
  const [a, b] = [part(h, axis, ":-1"), part(h, axis, "1:")];
  return div(add(mul(left, b), mul(right, a)), add(a, b)) as NDArray;
}

function run(spacing: number | NDArray, y: NDArray, axis: number): NDArray | number {
  if (typeof spacing === "number") return spacing;
  return steps("gradient", "spacing", spacing, y, axis);
}

/** Distances between neighbours, to be broadcast along an axis of `y`. */
function steps(op: string, name: string, x: NDArray, y: NDArray, axis: number): NDArray {
  if (!isArray(x)) throw new ValueError(op, `${name} must be a number or an array`, kindOf(x));
  const shape: readonly number[] = y.layout.shape;
  if (x.ndim !== 1 || x.size !== shape[axis]) {
    throw new ShapeError(op, `${name} must have one axis, of the length of axis ${axis}`, {
      [name]: x.layout.shape,
      y: shape,
    });
  }
  const places = astype(x, y.type.name) as NDArray;
  const widths = sub(slice(places, "1:"), slice(places, ":-1")) as NDArray;
  return reshape(
    widths,
    shape.map((_, i) => (i === axis ? widths.size : 1)),
  );
}

function part(y: NDArray, axis: number, range: IndexSpec): NDArray {
  return slice(y, ...y.layout.shape.map((_, i): IndexSpec => (i === axis ? range : ":")));
}

function floats(op: string, name: string, x: NDArray): NDArray {
  requireReal(op, name, requireArray(op, name, x));
  return x.type.kind === "float" ? x : astype(x, "float64");
}
