import * as kernels from "@linnet/kernels";
import { reduce } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import type { Aval } from "../array/aval.js";
import { type DType, type Divided, type RealOf, inexactType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { add, div, sub } from "./arithmetic.js";
import { astype, real } from "./astype.js";
import { equal } from "./compare.js";
import { imag } from "./complex-parts.js";
import { passing, zipInto } from "./elementwise.js";
import { sqrt, square } from "./pow.js";
import { type AxisOptions, type ReduceParams, reduceParams, reducedAval, spread, sum } from "./sum-broadcast.js";
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
  const { inexact, params } = prepare("mean", x, options);
  return bind(meanP, [inexact], params);
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

const meanP: Primitive<ReduceParams> = /* @__PURE__ */ primitive<ReduceParams>("mean", {
  abstract: ([x], params) => reducedAval(x, params),

  evaluate([x], out, { axes }) {
    reduce(kernels.sum, x, axes, out);
    zipInto(kernels.div, out, passing(out.type, countOf(x, axes)), out);
  },

  derivative: {
    vjp: (ct, [x], _out, params) => [() => spread(div(ct, countOf(x, params.axes)), x.shape, params)],
    jvp: ([dx], _inputs, _out, { axes, keepDims }) => mean(dx, { axis: axes, keepDims }),
  },
});

function varianceOf(op: string, x: NDArray, options?: VarianceOptions<AxisOption, boolean>): NDArray {
  const { ddof = 0 } = requireOptions(op, options);
  const { inexact, params } = prepare(op, x, options);
  const n = countOf(x, params.axes) - ddof;
  if (!(n > 0))
    throw new ValueError(op, "n − ddof must be positive", `n ${countOf(x, params.axes)} and ddof ${kindOf(ddof)}`);
  const apart = sub(inexact, bind(meanP, [inexact], { axes: params.axes, keepDims: true }));
  const squares = x.type.kind === "complex" ? add(square(real(apart)), square(imag(apart))) : square(apart);
  return div(sum(squares, { axis: params.axes, keepDims: params.keepDims }) as NDArray, n);
}

/** `x` as floats, and what is reduced: something. */
function prepare(
  op: string,
  x: NDArray,
  options?: AxisOptions<AxisOption, boolean>,
): { params: ReduceParams; inexact: NDArray } {
  const params = reduceParams(op, x, options, true);
  const { layout, type } = x;
  if (layout.size === 0 && countOf(x, params.axes) === 0)
    throw new ShapeError(op, "the reduced axes must not be empty", { x: layout.shape });
  return { params, inexact: type === inexactType(type) ? x : astype(x, "float64") };
}

/** How many elements meet in one result. */
function countOf({ layout }: Aval, axes: readonly number[]): number {
  let n = 1;
  for (const axis of axes) n *= layout.shape[axis];
  return n;
}
