import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Reduced,
  type Shape,
  ValueError,
  add,
  astype,
  logSoftmax,
  mul,
  oneHot,
  reshape,
  sub,
  sum,
  where,
} from "@linnet/core";
import { bindMany, kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { crossEntropyP } from "../ops/cross-entropy.js";
import { labelsOf, requireClasses } from "./class-labels.js";
import { type ClassOptions, type ClassRows, countedOf, findable, ownWeights, requireClassRows } from "./class-rows.js";
import type { ReducedTo, Reduction } from "./reduction.js";
import { requireProbabilities } from "./target-values.js";
import type { ClassesRule } from "./typed-pair.js";

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions<A extends number = number, R extends Reduction = Reduction> extends ClassOptions<
  A,
  R
> {
  /** The share of each target that is spread evenly over all classes. Default 0. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy of targets under softmax(logits).
 *
 *     ℓᵢ = log Σⱼ exp zᵢⱼ − zᵢ,tᵢ = −log softmax(zᵢ)ₜᵢ,   or of a distribution q:  −Σⱼ qᵢⱼ·log softmax(zᵢ)ⱼ
 *
 * @param logits shape `[n, classes]`, or of any shape with classes along `axis`; before any softmax
 * @param targets class indices, of the shape of the logits without that axis; or distributions over the classes, floats of their shape
 * @returns the mean over all that is kept (with class weights Σ wₜ·ℓ / Σ wₜ), unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {DTypeError} when targets are neither integers nor distributions
 * @throws {IndexError} for a class that the logits do not have, with its place
 * @throws {ValueError} for a distribution with entries outside [0, 1], options out of range, and a mean of which nothing is kept
 * @remarks From logits, so that nothing overflows. With class indices and finite logits a loss is right to a few ulp of itself, also far below an ulp
 *   of 1. Value and gradient are one pass over the rows. A NaN among the logits of a row makes its loss NaN.
 */
export function crossEntropy<
  D extends DType,
  S extends Shape,
  T extends Shape,
  const A extends number = 1,
  const R extends Reduction = "mean",
>(
  logits: NDArray<D, S>,
  targets: NDArray<DType, T> & Check<ClassesRule<S, T, Reduced<S, A, false>>, "crossEntropy">,
  options?: CrossEntropyOptions<A, R>,
): NDArray<Divided<D>, ReducedTo<Reduced<S, A, false>, R>> {
  return entropyOf(logits, targets, options);
}

function entropyOf(logits: NDArray, targets: NDArray, options: CrossEntropyOptions | undefined): NDArray {
  const { labelSmoothing = 0 } = requireOptions<CrossEntropyOptions>("crossEntropy", options);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new ValueError("crossEntropy", "labelSmoothing must lie in [0, 1]", kindOf(labelSmoothing));
  }
  const rows = requireClassRows("crossEntropy", "logits", logits, targets, options, true);
  if (rows.areDistributions) return ofDistributions(rows, labelSmoothing);
  const labels = labelsOf("crossEntropy", targets);
  const isMeanOfNone = labels.size === 0 && rows.reduce.reduction === "mean";
  if (rows.reduce.isPlain && rows.weights === null && !isMeanOfNone) {
    return inOnePass(rows, rows.z, labels, labelSmoothing, rows.reduce.reduction);
  }
  return ofWeighted(rows, labels, labelSmoothing);
}

/** Losses by the kernel: all examples in one row. */
function inOnePass(
  { classes, shape, ignored }: ClassRows,
  z: NDArray,
  labels: NDArray,
  smoothing: number,
  reduction: Reduction,
): NDArray {
  const operands =
    shape.length === 1 ? [z, labels] : [reshape(z, [labels.size, classes]), reshape(labels, [labels.size])];
  const [losses] = bindMany(crossEntropyP, operands, { ignored, smoothing, reduction, shape });
  return reduction === "none" && shape.length !== 1 ? reshape(losses, shape) : losses;
}

/** Losses that are masked or weighted before they are reduced. */
function ofWeighted(rows: ClassRows, targets: NDArray, smoothing: number): NDArray {
  const { classes, reduce, weights, ignored } = rows;
  const [z, labels] = [reduce.kept(rows.z), reduce.kept(targets)];
  const isCounted = countedOf(labels, ignored);
  if (weights === null) return reduce.of(inOnePass(rows, z, labels, smoothing, "none"), isCounted);
  requireClasses("crossEntropy", labels, classes, ignored);
  const own = ownWeights(weights, labels, isCounted);
  if (smoothing === 0) return reduce.of(mul(inOnePass(rows, z, labels, 0, "none"), own), own);
  const sharp: NDArray = oneHot(findable(labels, isCounted), classes, { dtype: own.dtype });
  const losses = surprise(z, mul(smoothed(sharp, smoothing, classes), weights));
  return reduce.of(isCounted === null ? losses : where(isCounted, losses, 0), own);
}

function ofDistributions({ z, targets, classes, reduce, weights, ignored }: ClassRows, smoothing: number): NDArray {
  if (ignored !== null) {
    throw new ValueError("crossEntropy", "ignoreIndex must go with class indices", "distributions", "Use a mask.");
  }
  const q = reduce.kept(requireFloat("crossEntropy", "targets", targets));
  requireProbabilities("crossEntropy", "targets", q);
  const smooth = smoothed(q, smoothing, classes);
  return reduce.of(surprise(reduce.kept(z), weights === null ? smooth : mul(smooth, weights)));
}

function smoothed(q: NDArray, smoothing: number, classes: number): NDArray {
  return smoothing === 0 ? q : add(mul(q, 1 - smoothing), smoothing / classes);
}

/** −Σⱼ qⱼ·log softmax(z)ⱼ; certainty costs 0, not −0. */
function surprise(z: NDArray, q: NDArray): NDArray {
  return sub(0, sum(mul(astype(q, z.dtype), logSoftmax(z)), { axis: -1 }) as NDArray);
}
