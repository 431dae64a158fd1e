import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Reduced,
  type Shape,
  expandDims,
  mul,
  squeeze,
  sub,
  takeAlongAxis,
  where,
} from "@linnet/core";
import { labelsOf, requireClasses } from "./class-labels.js";
import { type ClassOptions, countedOf, findable, ownWeights, requireClassRows } from "./class-rows.js";
import type { ReducedTo, Reduction } from "./reduction.js";
import type { LabelsRule } from "./typed-pair.js";

/**
 * Negative log-likelihood of class indices, from log-probabilities.
 *
 *     ℓᵢ = −log pᵢ,tᵢ
 *
 * @param logProbabilities as `logSoftmax` gives them, of any shape with classes along `axis`
 * @param targets class indices, of that shape without the axis
 * @returns the mean over all that is kept (with class weights Σ wₜ·ℓ / Σ wₜ), unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {DTypeError} when targets are not integers
 * @throws {IndexError} for a class that there is not, with its place
 * @remarks `crossEntropy` of logits is faster and more accurate than this of their `logSoftmax`.
 */
export function nll<
  D extends DType,
  S extends Shape,
  T extends Shape,
  const A extends number = 1,
  const R extends Reduction = "mean",
>(
  logProbabilities: NDArray<D, S>,
  targets: NDArray<DType, T> & Check<LabelsRule<T, Reduced<S, A, false>>, "nll">,
  options?: ClassOptions<A, R>,
): NDArray<Divided<D>, ReducedTo<Reduced<S, A, false>, R>> {
  return surpriseOf(logProbabilities, targets, options);
}

function surpriseOf(logProbabilities: NDArray, targets: NDArray, options: ClassOptions | undefined): NDArray {
  const rows = requireClassRows("nll", "logProbabilities", logProbabilities, targets, options);
  const { classes, reduce, weights, ignored } = rows;
  const [z, labels] = [reduce.kept(rows.z), reduce.kept(labelsOf("nll", targets))];
  requireClasses("nll", labels, classes, ignored);
  const isCounted = countedOf(labels, ignored);
  const own: NDArray = squeeze(takeAlongAxis(z, expandDims(findable(labels, isCounted), -1), { axis: -1 }), -1);
  const losses: NDArray = sub(0, isCounted === null ? own : where(isCounted, own, 0)); // certainty costs 0, not −0
  if (weights === null) return reduce.of(losses, isCounted);
  const share = ownWeights(weights, labels, isCounted);
  return reduce.of(mul(losses, share), share);
}
