import {
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Reduced,
  type Shape,
  div,
  equal,
  expandDims,
  greater,
  mul,
  relu,
  sub,
  sum,
  where,
} from "@linnet/core";
import { type MarginOptions, marginOf } from "./margin.js";
import type { ReducedTo, Reduction } from "./reduction.js";
import { lengths, requireSignsFor, requireVectors } from "./vectors.js";

/**
 * Loss of the angle between vectors along the last axis: small for what is alike, at least so wide for what is not.
 *
 *     ℓ = 1 − cos(a, b) where t = 1,  max(0, cos(a, b) − m) where t = −1,   m = 0 unless given
 *
 * @param first vectors a
 * @param second vectors b, of the same shape
 * @param target 1 for pairs that are alike, −1 for others: of that shape without its last axis
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {ValueError} for targets other than 1 and −1, with their place
 * @remarks A vector 0, which has no direction, has cosine 0 with any, and its gradient points along the other vector.
 */
export function cosineEmbedding<D extends DType, E extends DType, S extends Shape, const R extends Reduction = "mean">(
  first: NDArray<D, S>,
  second: NDArray<E, S>,
  target: NDArray<DType, Reduced<S, -1, false>>,
  options?: MarginOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<Reduced<S, -1, false>, R>> {
  return ofAngles(first, second, target, options);
}

function ofAngles(first: NDArray, second: NDArray, target: NDArray, options?: MarginOptions): NDArray {
  const op = "cosineEmbedding";
  const margin = marginOf(op, options, 0);
  const { vectors, reduce } = requireVectors(op, { first, second }, options);
  const [a, b] = vectors.map(directions);
  const cos: NDArray = sum(mul(a, b), { axis: -1 });
  const t = requireSignsFor(op, target, cos.shape, reduce);
  return reduce.of(where(greater(t, 0) as NDArray, sub(1, cos) as NDArray, relu(sub(cos, margin) as NDArray)));
}

/** Vectors of length 1, but for those of length 0. */
function directions(x: NDArray): NDArray {
  const size = lengths(x);
  return div(x, expandDims(where(equal(size, 0) as NDArray, 1, size) as NDArray, -1));
}
