import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  greater,
  mul,
  neg,
  relu,
  softplus,
  sub,
  where,
} from "@linnet/core";
import { type MarginOptions, marginOf } from "./margin.js";
import { requirePair } from "./pair.js";
import type { LossOptions, ReducedTo, Reduction } from "./reduction.js";
import { requireSigns } from "./target-values.js";
import type { PairRule } from "./typed-pair.js";

/**
 * Hinge loss: of a score on the right side by the margin nothing, of others the distance to it.
 *
 *     ℓᵢ = max(0, m − tᵢ·yᵢ),   m = 1 unless given
 *
 * @param target 1 or −1, of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for targets other than 1 and −1, with their place
 * @see Cortes & Vapnik, *Support-vector networks*, Machine Learning 20, 1995
 */
export function hinge<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "hinge">,
  options?: MarginOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  const margin = marginOf("hinge", options, 1);
  return bySign("hinge", prediction, target, options, (x, t) => relu(sub(margin, mul(t, x))));
}

/**
 * Hinge loss of distances: of what is alike the distance, of what is not how much it falls short of the margin.
 *
 *     ℓᵢ = yᵢ where tᵢ = 1,  max(0, m − yᵢ) where tᵢ = −1,   m = 1 unless given
 *
 * @param prediction distances
 * @param target 1 or −1, of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for targets other than 1 and −1, with their place
 */
export function hingeEmbedding<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "hingeEmbedding">,
  options?: MarginOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  const margin = marginOf("hingeEmbedding", options, 1);
  return bySign("hingeEmbedding", prediction, target, options, (x, t) =>
    where(greater(t, 0) as NDArray, x, relu(sub(margin, x) as NDArray)),
  );
}

/**
 * Logistic loss of scores.
 *
 *     ℓᵢ = log(1 + exp(−tᵢ·yᵢ))
 *
 * @param target 1 or −1, of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for targets other than 1 and −1, with their place
 * @remarks No finite score overflows.
 */
export function softMargin<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "softMargin">,
  options?: LossOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return bySign("softMargin", prediction, target, options, (x, t) => softplus(neg(mul(t, x))));
}

function bySign(
  op: string,
  prediction: NDArray,
  target: NDArray,
  options: LossOptions | undefined,
  loss: (x: NDArray, t: NDArray) => NDArray,
): NDArray {
  const { x, t, reduce } = requirePair(op, prediction, target, options, { t: 1 });
  requireSigns(op, "target", t);
  return reduce.of(loss(x, t));
}
