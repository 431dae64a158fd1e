import { type DType, type Divided, type NDArray, type Promote, type Shape, mul, relu, sub } from "@linnet/core";
import { type MarginOptions, marginOf } from "./margin.js";
import { type ReducedTo, type Reduction, reducer } from "./reduction.js";
import { requireAlike, requireSignsFor } from "./vectors.js";

/**
 * How far scores fall short of being ranked right.
 *
 *     ℓᵢ = max(0, m − tᵢ·(aᵢ − bᵢ)),   m = 0 unless given
 *
 * @param first scores a
 * @param second scores b, of the same shape
 * @param target 1 where the first is to be larger, −1 where the second is
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless all have the same shape, and, for a mean, elements
 * @throws {ValueError} for targets other than 1 and −1, with their place
 */
export function marginRanking<D extends DType, E extends DType, S extends Shape, const R extends Reduction = "mean">(
  first: NDArray<D, S>,
  second: NDArray<E, S>,
  target: NDArray<DType, S>,
  options?: MarginOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return shortfall(first, second, target, options);
}

function shortfall(first: NDArray, second: NDArray, target: NDArray, options?: MarginOptions): NDArray {
  const op = "marginRanking";
  const margin = marginOf(op, options, 0);
  const [a, b] = requireAlike(op, { first, second });
  const shape: readonly number[] = a.shape;
  const reduce = reducer(op, options, shape, { first: shape, second: b.shape });
  const t = requireSignsFor(op, target, shape, reduce);
  return reduce.of(relu(sub(margin, mul(t, sub(reduce.kept(a), reduce.kept(b))))));
}
