import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  ShapeError,
  div,
  exp,
  greater,
  log,
  mul,
  sub,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requirePair } from "./pair.js";
import type { LossOptions, ReducedTo, Reduction } from "./reduction.js";
import { requireProbabilities } from "./target-values.js";
import type { PairRule } from "./typed-pair.js";

/** Options of `klDivergence`. */
export interface KlDivergenceOptions<
  R extends Reduction | "batchMean" = Reduction | "batchMean",
> extends LossOptions<R> {
  /** Whether the target holds logarithms too. Default false. */
  readonly logTarget?: boolean;
}

/**
 * Kullback–Leibler divergence of a predicted distribution q from the target p, element by element.
 *
 *     ℓᵢ = pᵢ·(log pᵢ − log qᵢ),   0·log 0 = 0
 *
 * @param prediction log-probabilities log q, as `logSoftmax` gives them
 * @param target probabilities p or, with `logTarget`, their logarithms, of the same shape
 * @returns their mean, unless `reduction` says otherwise: `"batchMean"` divides the sum by the length of the first axis, which of
 *   distributions along the last of two is the mean divergence of one
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for probabilities outside [0, 1], with their place
 * @see Kullback & Leibler, *On information and sufficiency*, Ann. Math. Statist. 22, 1951
 */
export function klDivergence<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction | "batchMean" = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "klDivergence">,
  options?: KlDivergenceOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return divergence(prediction, target, options);
}

function divergence(prediction: NDArray, target: NDArray, options?: KlDivergenceOptions): NDArray {
  const { logTarget = false, reduction } = requireOptions<KlDivergenceOptions>("klDivergence", options);
  const isOfBatch = reduction === "batchMean";
  const plain = isOfBatch ? { ...options, reduction: "sum" } : options;
  const { x, t, reduce } = requirePair("klDivergence", prediction, target, plain);
  const losses = logTarget ? mul(exp(t), sub(t, x)) : ofProbabilities(x, t);
  if (!isOfBatch) return reduce.of(losses);
  if (x.ndim === 0 || x.size === 0) {
    const shapes = { prediction: x.shape, target: t.shape };
    throw new ShapeError("klDivergence", "there must be a first axis, of at least one distribution", shapes);
  }
  return div(reduce.of(losses), x.shape[0] as number);
}

function ofProbabilities(x: NDArray, t: NDArray): NDArray {
  requireProbabilities("klDivergence", "target", t);
  const isThere: NDArray = greater(t, 0);
  return where(isThere, mul(t, sub(log(where(isThere, t, 1)), x)), 0);
}
