import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  add,
  astype,
  mul,
  neg,
  resultType,
  softplus,
  sub,
} from "@linnet/core";
import { bind, requireFloat, requireOptions } from "@linnet/core/extend";
import { binaryCrossEntropyP } from "../ops/binary-cross-entropy.js";
import { requirePair } from "./pair.js";
import { type LossOptions, type ReducedTo, type Reduction, requireBroadcast } from "./reduction.js";
import { requireProbabilities } from "./target-values.js";
import type { PairRule } from "./typed-pair.js";

/** Options of `bceWithLogits`. */
export interface BceWithLogitsOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** Multiplies the losses of positive targets; broadcast to the elements. Default 1. */
  readonly posWeight?: NDArray;
}

/**
 * Binary cross-entropy of probabilities.
 *
 *     ℓᵢ = −tᵢ·log pᵢ − (1 − tᵢ)·log(1 − pᵢ)
 *
 * @param prediction probabilities
 * @param target probabilities, mostly 0 or 1, of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for what lies outside [0, 1], with its place
 * @remarks A logarithm counts for no less than −100, so that one wrong certainty costs 100 and not ∞; the gradient divides by no
 *   less than 10⁻¹², so that it is large there and finite, and points the right way. Both bounds are PyTorch's. Where there are logits, `bceWithLogits` needs neither.
 */
export function bce<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "bce">,
  options?: LossOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return ofProbabilities(prediction, target, options);
}

/**
 * Binary cross-entropy of logits: of probabilities p = 1/(1 + e⁻ˣ).
 *
 *     ℓᵢ = w·tᵢ·softplus(−xᵢ) + (1 − tᵢ)·softplus(xᵢ),   softplus x = log(1 + eˣ),  w = posWeight
 *
 * @param prediction logits
 * @param target probabilities, mostly 0 or 1, of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless both have the same shape and, for a mean, elements; when `posWeight` does not broadcast to it
 * @throws {ValueError} for targets outside [0, 1], with their place
 * @remarks Both terms are positive, so that a loss keeps its digits however small it is, and no finite logit overflows.
 */
export function bceWithLogits<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "bceWithLogits">,
  options?: BceWithLogitsOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return ofLogits(prediction, target, options);
}

function ofProbabilities(prediction: NDArray, target: NDArray, options?: LossOptions): NDArray {
  const { x, t, reduce } = requirePair("bce", prediction, target, options, { x: 0.5 });
  requireProbabilities("bce", "prediction", x);
  requireProbabilities("bce", "target", t);
  const dtype = resultType(x, t);
  const operands = [x, t].map((a) => (a.dtype === dtype ? a : astype(a, dtype)));
  return reduce.of(bind(binaryCrossEntropyP, operands, undefined));
}

function ofLogits(prediction: NDArray, target: NDArray, options?: BceWithLogitsOptions): NDArray {
  const { posWeight } = requireOptions<BceWithLogitsOptions>("bceWithLogits", options);
  const { x, t, reduce } = requirePair("bceWithLogits", prediction, target, options);
  requireProbabilities("bceWithLogits", "target", t);
  const positive: NDArray = mul(t, softplus(neg(x)));
  const negative: NDArray = mul(sub(1, t), softplus(x));
  if (posWeight === undefined) return reduce.of(add(positive, negative));
  const weight = requireBroadcast(
    "bceWithLogits",
    "posWeight",
    requireFloat("bceWithLogits", "posWeight", posWeight),
    x.shape,
  );
  return reduce.of(add(mul(positive, astype(weight, positive.dtype)), negative));
}
