import {
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Reduced,
  type Shape,
  ValueError,
  add,
  greater,
  minimum,
  mul,
  relu,
  square,
  sub,
  sum,
  where,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type MarginOptions, marginOf } from "./margin.js";
import type { ReducedTo, Reduction } from "./reduction.js";
import { lengths, requireSignsFor, requireVectors } from "./vectors.js";

/** Options of `tripletMargin`. */
export interface TripletMarginOptions<R extends Reduction = Reduction> extends MarginOptions<R> {
  /** Whether the negative is also to keep away from the positive: the nearer of anchor and positive counts. Default false. */
  readonly swap?: boolean;
  /** Added to every difference before it is squared; PyTorch adds 10⁻⁶. Default 0. */
  readonly epsilon?: number;
}

/**
 * Triplet loss: an anchor is to be nearer to the positive than to the negative, by the margin.
 *
 *     ℓ = max(0, ‖a − p‖ − ‖a − n‖ + m),   m = 1 unless given
 *
 * @param anchor vectors along the last axis
 * @param positive of the same shape
 * @param negative of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless all have the same shape, and, for a mean, elements
 * @throws {ValueError} for an epsilon that is not finite
 * @remarks Where two vectors are equal, their distance has the subgradient 0.
 * @see Schroff, Kalenichenko & Philbin, *FaceNet*, arXiv:1503.03832; for `swap` Balntas et al., *Learning local feature descriptors
 *   with triplets*, BMVC 2016
 */
export function tripletMargin<D extends DType, S extends Shape, const R extends Reduction = "mean">(
  anchor: NDArray<D, S>,
  positive: NDArray<D, S>,
  negative: NDArray<D, S>,
  options?: TripletMarginOptions<R>,
): NDArray<Divided<D>, ReducedTo<Reduced<S, -1, false>, R>> {
  return ofTriplets(anchor, positive, negative, options);
}

/**
 * Contrastive loss of pairs: what is alike attracts like a spring, what is not repels within the margin.
 *
 *     ℓ = d²/2 where t = 1,  max(0, m − d)²/2 where t = −1,   d = ‖a − b‖,  m = 1 unless given
 *
 * @param first vectors a along the last axis
 * @param second vectors b, of the same shape
 * @param target 1 for pairs that are alike, −1 for others (Y = 0 and 1 of the paper): of that shape without its last axis
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {ValueError} for targets other than 1 and −1, with their place
 * @remarks Where two vectors are equal, their distance has the subgradient 0.
 * @see Hadsell, Chopra & LeCun, *Dimensionality reduction by learning an invariant mapping*, CVPR 2006
 */
export function contrastive<D extends DType, E extends DType, S extends Shape, const R extends Reduction = "mean">(
  first: NDArray<D, S>,
  second: NDArray<E, S>,
  target: NDArray<DType, Reduced<S, -1, false>>,
  options?: MarginOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<Reduced<S, -1, false>, R>> {
  return ofPairs(first, second, target, options);
}

function ofTriplets(anchor: NDArray, positive: NDArray, negative: NDArray, options?: TripletMarginOptions): NDArray {
  const op = "tripletMargin";
  const { swap = false, epsilon = 0 } = requireOptions<TripletMarginOptions>(op, options);
  const margin = marginOf(op, options, 1);
  if (!Number.isFinite(epsilon)) throw new ValueError(op, "epsilon must be a finite number", kindOf(epsilon));
  const { vectors, reduce } = requireVectors(op, { anchor, positive, negative }, options);
  const [a, p, n] = vectors;
  const distance = (x: NDArray, y: NDArray): NDArray => lengths(epsilon === 0 ? sub(x, y) : add(sub(x, y), epsilon));
  const away = swap ? minimum(distance(a, n), distance(p, n)) : distance(a, n);
  return reduce.of(relu(add(sub(distance(a, p), away), margin)));
}

function ofPairs(first: NDArray, second: NDArray, target: NDArray, options?: MarginOptions): NDArray {
  const op = "contrastive";
  const margin = marginOf(op, options, 1);
  const { vectors, reduce } = requireVectors(op, { first, second }, options);
  const apart: NDArray = sub(vectors[0], vectors[1]);
  const squares: NDArray = sum(square(apart), { axis: -1 });
  const t = requireSignsFor(op, target, squares.shape, reduce);
  const short: NDArray = square(relu(sub(margin, lengths(apart)) as NDArray));
  return reduce.of(mul(where(greater(t, 0) as NDArray, squares, short), 0.5));
}
