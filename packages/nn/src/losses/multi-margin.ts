import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Reduced,
  type Shape,
  ValueError,
  add,
  div,
  expandDims,
  mul,
  oneHot,
  relu,
  square,
  sub,
  sum,
  takeAlongAxis,
  where,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { labelsOf, requireClasses } from "./class-labels.js";
import { type ClassOptions, countedOf, findable, ownWeights, requireClassRows } from "./class-rows.js";
import { type MarginOptions, marginOf } from "./margin.js";
import type { ReducedTo, Reduction } from "./reduction.js";
import type { LabelsRule } from "./typed-pair.js";

/** Options of `multiMargin`. */
export interface MultiMarginOptions<A extends number = number, R extends Reduction = Reduction>
  extends ClassOptions<A, R>, MarginOptions<R> {
  /** What a shortfall is raised to: 1 (default) or 2. */
  readonly power?: 1 | 2;
}

/**
 * Hinge loss of several classes: how far the scores of other classes come within the margin of the right one's.
 *
 *     ℓᵢ = (1/k) Σ_{j ≠ tᵢ} max(0, m − xᵢ,tᵢ + xᵢⱼ)ᵖ,   m = 1 and p = 1 unless given
 *
 * @param scores of k classes along `axis`
 * @param targets class indices, of the shape of the scores without that axis
 * @returns the mean over all examples that are kept, unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {DTypeError} when targets are not integers
 * @throws {IndexError} for a class that there is not, with its place
 * @throws {ValueError} for another power
 * @remarks Class weights multiply losses and, here as in PyTorch, leave the mean's divisor alone.
 * @see Crammer & Singer, *On the algorithmic implementation of multiclass kernel-based vector machines*, JMLR 2, 2001
 */
export function multiMargin<
  D extends DType,
  S extends Shape,
  T extends Shape,
  const A extends number = 1,
  const R extends Reduction = "mean",
>(
  scores: NDArray<D, S>,
  targets: NDArray<DType, T> & Check<LabelsRule<T, Reduced<S, A, false>>, "multiMargin">,
  options?: MultiMarginOptions<A, R>,
): NDArray<Divided<D>, ReducedTo<Reduced<S, A, false>, R>> {
  return shortfall(scores, targets, options);
}

function shortfall(scores: NDArray, targets: NDArray, options: MultiMarginOptions | undefined): NDArray {
  const op = "multiMargin";
  const { power = 1 } = requireOptions<MultiMarginOptions>(op, options);
  if (power !== 1 && power !== 2) throw new ValueError(op, "power must be 1 or 2", kindOf(power));
  const margin = marginOf(op, options, 1);
  const { z, classes, reduce, weights, ignored } = requireClassRows(op, "scores", scores, targets, options);
  const [x, labels] = [reduce.kept(z), reduce.kept(labelsOf(op, targets))];
  requireClasses(op, labels, classes, ignored);
  const isCounted = countedOf(labels, ignored);
  const found = findable(labels, isCounted);
  const own: NDArray = takeAlongAxis(x, expandDims(found, -1), { axis: -1 });
  const isOwn = oneHot(found, classes, { dtype: "bool" });
  const short: NDArray = where(isOwn, 0, relu(add(sub(x, own), margin)) as NDArray);
  const total: NDArray = sum(power === 1 ? short : square(short), { axis: -1 });
  const losses: NDArray = div(isCounted === null ? total : where(isCounted, total, 0), classes);
  return reduce.of(weights === null ? losses : mul(losses, ownWeights(weights, labels, isCounted)), isCounted);
}
