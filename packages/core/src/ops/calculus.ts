import { isArray, kindOf, requireArray, requireOptions } from "../array/argument.js";
import type { DType, Divided } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Check, Reduced, Shape } from "../array/typed-shape.js";
import type { PlacesRule } from "../array/typed-vectors.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { add, mul, sub } from "./arithmetic.js";
import { astype } from "./astype.js";
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
 * @throws {DTypeError} for bools
 * @example
 * trapezoid(array([1, 2, 3])).item(); // 4
 */
export function trapezoid<D extends DType, S extends Shape, X extends Shape = any, const A extends number = -1>(
  y: NDArray<D, S>,
  options?: {
    readonly x?: NDArray<DType, X> & Check<PlacesRule<X, S, A>, "trapezoid">;
    readonly dx?: number;
    readonly axis?: A;
  },
): NDArray<Divided<D>, Reduced<S, A, false>> {
  const { x, dx = 1, axis = -1 } = requireOptions("trapezoid", options);
  const values = samples("trapezoid", y as NDArray);
  const along = normalizeAxis("trapezoid", axis, values.ndim);
  if (typeof dx !== "number") throw new ValueError("trapezoid", "dx must be a number", kindOf(dx));
  const pairs = mul(add(part(values, along, "1:"), part(values, along, ":-1")), 0.5) as NDArray;
  const widths = x === undefined ? dx : steps("trapezoid", "x", x, values, along);
  return sum(mul(pairs, widths as NDArray) as NDArray, { axis: along }) as NDArray;
}

/** Distances between neighbours, to be broadcast along an axis of `y`. */
export function steps(op: string, name: string, x: NDArray, y: NDArray, axis: number): NDArray {
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

export function part(y: NDArray, axis: number, range: IndexSpec): NDArray {
  return slice(y, ...y.layout.shape.map((_, i): IndexSpec => (i === axis ? range : ":")));
}

/** Integers as float64. @throws {DTypeError} for bools */
export function samples(op: string, x: NDArray): NDArray {
  const { kind, name } = requireArray(op, "y", x).type;
  if (kind === "bool")
    throw new DTypeError(op, "y must be numbers", { y: name }, 'Convert it first: y.astype("float64").');
  return kind === "float" || kind === "complex" ? x : astype(x, "float64");
}
