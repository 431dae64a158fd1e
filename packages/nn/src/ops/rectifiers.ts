import {
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  ShapeError,
  ValueError,
  greater,
  greaterEqual,
  lessEqual,
  mul,
  reshape,
  where,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { requireFiniteNumber } from "../require.js";

/** min(max(x, 0), 6), with slope 0 at both ends. @throws {DTypeError} for bool and complex */
export function relu6<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return limited(requireFloat("relu6", "x", x), 0, 6);
}

/** Options of `hardtanh`. */
export interface HardtanhOptions {
  /** Default −1. */
  readonly low?: number;
  /** Default 1. */
  readonly high?: number;
}

/**
 * x limited to [low, high].
 *
 * @throws {ValueError} unless low < high, both finite
 * @throws {DTypeError} for bool and complex
 * @remarks At the ends the slope is 0, as it is beyond them; `clip` of core shares it there.
 */
export function hardtanh<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: HardtanhOptions,
): NDArray<Divided<D>, S> {
  const { low = -1, high = 1 } = requireOptions("hardtanh", options);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    const got = `low ${kindOf(low)} and high ${kindOf(high)}`;
    throw new ValueError("hardtanh", "low must be less than high, and both finite", got);
  }
  return limited(requireFloat("hardtanh", "x", x), low, high);
}

/**
 * x where it is positive, a·x elsewhere; the slope at 0 is a.
 *
 * @param negativeSlope a
 * @throws {ValueError} unless a is finite
 * @throws {DTypeError} for bool and complex
 * @see Maas, Hannun & Ng, *Rectifier nonlinearities improve neural network acoustic models*, 2013
 */
export function leakyRelu<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  negativeSlope = 0.01,
): NDArray<Divided<D>, S> {
  requireFiniteNumber("leakyRelu", "negativeSlope", negativeSlope);
  const source = requireFloat("leakyRelu", "x", x);
  return where(greater(source, 0), source, mul(source, negativeSlope));
}

/**
 * `leakyRelu` whose slopes are learned: one for all, or one for each channel, along axis 1 (axis 0 of a vector).
 *
 * @param weight shape `[channels]` or `[1]`
 * @throws {ShapeError} for another number of slopes
 * @throws {DTypeError} for bool and complex
 * @see He, Zhang, Ren & Sun, *Delving deep into rectifiers*, 2015
 */
export function prelu<D extends DType, S extends Shape, E extends DType>(
  x: NDArray<D, S>,
  weight: NDArray<E>,
): NDArray<Divided<Promote<D, E>>, S> {
  return withSlopes(requireFloat("prelu", "x", x), requireFloat("prelu", "weight", weight));
}

function withSlopes(x: NDArray, weight: NDArray): NDArray {
  const axis = Math.min(1, x.ndim - 1);
  const channels = x.ndim === 0 ? 1 : x.shape[axis];
  if (weight.ndim !== 1 || (weight.size !== 1 && weight.size !== channels)) {
    const shapes = { x: x.shape as readonly number[], weight: weight.shape as readonly number[] };
    throw new ShapeError("prelu", "weight must be [1] or [channels], along axis 1 of x", shapes);
  }
  const along = reshape(
    weight,
    x.shape.map((_: number, i: number) => (i === axis ? weight.size : 1)),
  );
  return where(greater(x, 0), x, mul(along, x));
}

/** x within (low, high), constant beyond. NaN stays NaN. */
function limited(x: NDArray, low: number, high: number): NDArray {
  return where(lessEqual(x, low), low, where(greaterEqual(x, high), high, x));
}
