import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  square,
  sub,
} from "@linnet/core";
import { requirePair } from "./pair.js";
import type { LossOptions, ReducedTo, Reduction } from "./reduction.js";
import type { PairRule } from "./typed-pair.js";

/**
 * Squared error.
 *
 *     ℓᵢ = (yᵢ − tᵢ)²
 *
 * @returns their mean, unless `reduction` says otherwise; of integers float64
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 */
export function mse<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "mse">,
  options?: LossOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return squared(prediction, target, options);
}

function squared(prediction: NDArray, target: NDArray, options?: LossOptions): NDArray {
  const { x, t, reduce } = requirePair("mse", prediction, target, options);
  return reduce.of(square(sub(x, t)));
}
