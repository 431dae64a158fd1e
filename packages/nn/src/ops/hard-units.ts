import {
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  abs,
  add,
  greater,
  greaterEqual,
  less,
  lessEqual,
  mul,
  sign,
  sub,
  where,
} from "@linnet/core";
import { requireFloat } from "@linnet/core/extend";
import { requireNonNegative } from "../require.js";

/**
 * x/6 + ½ limited to [0, 1], with slope 0 at both ends.
 *
 * @throws {DTypeError} for bool and complex
 * @see Courbariaux, Bengio & David, *BinaryConnect*, 2015; with 1/6 as PyTorch has it
 */
export function hardsigmoid<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  const source = requireFloat("hardsigmoid", "x", x);
  const line = add(mul(source, 1 / 6), 0.5);
  return where(lessEqual(source, -3), 0, where(greaterEqual(source, 3), 1, line));
}

/**
 * x·hardsigmoid(x). Its slope is that of x·(x/6 + ½) at both ends of [−3, 3].
 *
 * @throws {DTypeError} for bool and complex
 * @see Howard et al., *Searching for MobileNetV3*, 2019
 */
export function hardswish<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  const source = requireFloat("hardswish", "x", x);
  const [isLow, isHigh] = [less(source, -3), greater(source, 3)];
  const inner: NDArray = where(isLow, 0, where(isHigh, 0, source)); // whose square does not overflow
  return where(isHigh, source, mul(inner, add(mul(inner, 1 / 6), 0.5)));
}

/**
 * x where |x| > λ, 0 elsewhere.
 *
 * @throws {ValueError} unless λ is finite and not negative
 * @throws {DTypeError} for bool and complex
 * @see Donoho & Johnstone, *Ideal spatial adaptation by wavelet shrinkage*, 1994
 */
export function hardshrink<D extends DType, S extends Shape>(x: NDArray<D, S>, lambda = 0.5): NDArray<Divided<D>, S> {
  requireNonNegative("hardshrink", "lambda", lambda);
  const source = requireFloat("hardshrink", "x", x);
  return where(lessEqual(abs(source), lambda), 0, source);
}

/**
 * sign(x)·max(|x| − λ, 0): the proximal map of λ·|x|.
 *
 * @throws {ValueError} unless λ is finite and not negative
 * @throws {DTypeError} for bool and complex
 * @see Donoho & Johnstone, *Ideal spatial adaptation by wavelet shrinkage*, 1994
 */
export function softshrink<D extends DType, S extends Shape>(x: NDArray<D, S>, lambda = 0.5): NDArray<Divided<D>, S> {
  requireNonNegative("softshrink", "lambda", lambda);
  const source = requireFloat("softshrink", "x", x);
  return where(lessEqual(abs(source), lambda), 0, sub(source, mul(sign(source), lambda)));
}
