import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  ValueError,
  abs,
  lessEqual,
  mul,
  square,
  sub,
  where,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requirePair } from "./pair.js";
import type { LossOptions, ReducedTo, Reduction } from "./reduction.js";
import type { PairRule } from "./typed-pair.js";

/** Options of `huber`. */
export interface HuberOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** Where the square passes into a line. Default 1. */
  readonly delta?: number;
}

/** Options of `smoothL1`. */
export interface SmoothL1Options<R extends Reduction = Reduction> extends LossOptions<R> {
  /** Where the square passes into a line; with 0 there is no square. Default 1. */
  readonly beta?: number;
}

/**
 * Absolute error.
 *
 *     ℓᵢ = |yᵢ − tᵢ|
 *
 * @returns their mean, unless `reduction` says otherwise; of integers float64
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @remarks Where y = t the subgradient 0 is taken.
 */
export function mae<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "mae">,
  options?: LossOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return absolute(prediction, target, options);
}

/**
 * Squared error near the target, absolute error far from it, so that outliers pull no harder than δ.
 *
 *     ℓᵢ = d²/2 for |d| ≤ δ,  δ·(|d| − δ/2) beyond,  d = yᵢ − tᵢ
 *
 * @returns their mean, unless `reduction` says otherwise; of integers float64
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for a delta that is not positive and finite
 * @see Huber, *Robust estimation of a location parameter*, Ann. Math. Statist. 35, 1964
 */
export function huber<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "huber">,
  options?: HuberOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  const { delta = 1 } = requireOptions("huber", options);
  if (!(delta > 0 && delta < Number.POSITIVE_INFINITY))
    throw new ValueError("huber", "delta must be positive and finite", kindOf(delta));
  return bent("huber", prediction, target, delta, 1, options);
}

/**
 * `huber` with a slope of 1 in the far: divided by β.
 *
 *     ℓᵢ = d²/(2·β) for |d| ≤ β,  |d| − β/2 beyond,  d = yᵢ − tᵢ
 *
 * @returns their mean, unless `reduction` says otherwise; of integers float64
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for a beta that is negative or not finite
 * @see Girshick, *Fast R-CNN*, arXiv:1504.08083
 */
export function smoothL1<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "smoothL1">,
  options?: SmoothL1Options<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  const { beta = 1 } = requireOptions("smoothL1", options);
  if (!(beta >= 0 && beta < Number.POSITIVE_INFINITY))
    throw new ValueError("smoothL1", "beta must be finite and not negative", kindOf(beta));
  return bent("smoothL1", prediction, target, beta, 1 / beta, options);
}

function absolute(prediction: NDArray, target: NDArray, options?: LossOptions): NDArray {
  const { x, t, reduce } = requirePair("mae", prediction, target, options);
  return reduce.of(abs(sub(x, t)));
}

/** A square up to `bend`, then a line; times `scale`. */
function bent(
  op: string,
  prediction: NDArray,
  target: NDArray,
  bend: number,
  scale: number,
  options?: LossOptions,
): NDArray {
  const { x, t, reduce } = requirePair(op, prediction, target, options);
  const d: NDArray = sub(x, t);
  const size: NDArray = abs(d);
  if (bend === 0) return reduce.of(size);
  const isNear = lessEqual(size, bend) as NDArray;
  const near = mul(square(where(isNear, d, 0)), scale / 2); // only there: a square may overflow, and 0·∞ is no gradient
  return reduce.of(where(isNear, near, mul(sub(size, bend / 2), bend * scale)));
}
