import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import { type DType, type Divided, type RealOf, inexactType } from "../array/dtype.js";
import { normalizeAxes } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { add, div, sub } from "./arithmetic.js";
import { astype, real } from "./astype.js";
import { equal } from "./compare.js";
import { imag } from "./complex-parts.js";
import { sqrt, square } from "./pow.js";
import { type AxisOptions, sum } from "./sum-broadcast.js";
import { where } from "./where.js";

/** Options of `variance` and `std`. */
export interface VarianceOptions<A extends AxisOption, K extends boolean> extends AxisOptions<A, K> {
  /** Delta degrees of freedom: the divisor is n − ddof. Default 0; 1 gives the unbiased estimate. */
  readonly ddof?: number;
}

/**
 * Arithmetic mean over axes; integers as float64.
 *
 * @throws {ShapeError} when there is nothing to average
 */
export function mean<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  const { axis, keepDims } = requireOptions("mean", options);
  const { n, inexact } = prepare("mean", x, axis);
  return div(sum(inexact, { axis, keepDims }) as NDArray, n);
}

/**
 * Variance over axes, by two passes:
 *
 *     Σ |xᵢ − x̄|² / (n − ddof)
 *
 * @throws {ValueError} when n − ddof is not positive
 * @remarks Two passes, so that a large mean costs no digits (Chan, Golub & LeVeque 1983).
 */
export function variance<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: VarianceOptions<A, K>): NDArray<RealOf<Divided<D>>, Reduced<S, A, K>> {
  return varianceOf("variance", x, options);
}

/**
 * Standard deviation over axes: the square root of `variance`.
 *
 * @remarks Of what does not vary the gradient is 0, one of many, as that of a norm at 0 is.
 */
export function std<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: VarianceOptions<A, K>): NDArray<RealOf<Divided<D>>, Reduced<S, A, K>> {
  return rootOf(varianceOf("std", x, options));
}

/** The square root of variances; its slope is 0 where they are, instead of infinite. */
export function rootOf(v: NDArray): NDArray {
  const still: NDArray = equal(v, 0);
  return where(still, 0, sqrt(where(still, 1, v)));
}

function varianceOf(op: string, x: NDArray, options?: VarianceOptions<AxisOption, boolean>): NDArray {
  const { axis, keepDims = false, ddof = 0 } = requireOptions(op, options);
  const { n, inexact } = prepare(op, x, axis);
  if (!(n - ddof > 0)) throw new ValueError(op, "n − ddof must be positive", `n ${n} and ddof ${kindOf(ddof)}`);
  const centre = div(sum(inexact, { axis, keepDims: true }) as NDArray, n);
  const apart = sub(inexact, centre);
  const squares = x.type.kind === "complex" ? add(square(real(apart)), square(imag(apart))) : square(apart);
  return div(sum(squares, { axis, keepDims }) as NDArray, n - ddof);
}

/** How many elements meet in one result, and `x` as floats. */
function prepare(op: string, x: NDArray, axis: AxisOption): { n: number; inexact: NDArray } {
  requireArray(op, "x", x);
  const { shape } = x.layout;
  let n = 1;
  for (const a of normalizeAxes(op, axis, shape.length)) n *= shape[a];
  if (n === 0 && x.size === 0) throw new ShapeError(op, "the reduced axes must not be empty", { x: shape });
  return { n, inexact: x.type === inexactType(x.type) ? x : astype(x, "float64") };
}
