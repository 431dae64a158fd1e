import {
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  exp,
  expm1,
  greater,
  minimum,
  mul,
  relu,
  where,
} from "@linnet/core";
import { type Primitive, bind, requireFloat } from "@linnet/core/extend";
import { add as plus, zip } from "@linnet/kernels";
import { requireFiniteNumber, requirePositiveNumber } from "../require.js";
import { sloped } from "./sloped.js";

/** The fixed point of mean 0 and variance 1 of Klambauer et al., eq. 14. */
const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

/**
 * x where it is positive, α·(eˣ − 1) elsewhere; the slope at 0 is α.
 *
 * @throws {ValueError} unless α is finite
 * @throws {DTypeError} for bool and complex
 * @see Clevert, Unterthiner & Hochreiter, *Fast and accurate deep network learning by exponential linear units*, 2016
 */
export function elu<D extends DType, S extends Shape>(x: NDArray<D, S>, alpha = 1): NDArray<Divided<D>, S> {
  requireFiniteNumber("elu", "alpha", alpha);
  return bind(saturatingP, [requireFloat("elu", "x", x)], { alpha, width: 1 });
}

/**
 * s·x where x is positive, s·α·(eˣ − 1) elsewhere, with the s and α that keep mean 0 and variance 1 through layers of
 * LeCun-normal weights.
 *
 * @throws {DTypeError} for bool and complex
 * @see Klambauer, Unterthiner, Mayr & Hochreiter, *Self-normalizing neural networks*, 2017
 */
export function selu<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return mul(bind(saturatingP, [requireFloat("selu", "x", x)], { alpha: ALPHA, width: 1 }), SCALE);
}

/**
 * x where it is positive, α·(e^(x/α) − 1) elsewhere: an `elu` whose slope at 0 is 1 for every α.
 *
 * @throws {ValueError} unless α is positive
 * @throws {DTypeError} for bool and complex
 * @see Barron, *Continuously differentiable exponential linear units*, 2017
 */
export function celu<D extends DType, S extends Shape>(x: NDArray<D, S>, alpha = 1): NDArray<Divided<D>, S> {
  requirePositiveNumber("celu", "alpha", alpha);
  return bind(saturatingP, [requireFloat("celu", "x", x)], { alpha, width: alpha });
}

interface Shaped {
  readonly alpha: number;
  readonly width: number;
}

/** x where it is positive, α·(e^(x/w) − 1) elsewhere: max(x, 0) + α·(e^(min(x, 0)/w) − 1). */
const saturatingP: Primitive<Shaped> = /* @__PURE__ */ sloped<Shaped>(
  "elu",
  (x, out, { alpha, width }) => zip(plus, relu(x), mul(expm1(mul(minimum(x, 0), 1 / width)), alpha), out),
  (x, { alpha, width }) => {
    const isPositive = greater(x, 0);
    const negative = where(isPositive, 0, x); // eˣ of the other side would overflow, and its slope be NaN
    return where(isPositive, 1, mul(exp(mul(negative, 1 / width)), alpha / width));
  },
);
