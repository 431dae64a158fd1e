import { type NDArray, ShapeError } from "@linnet/core";
import { requireFloat, sameShape } from "@linnet/core/extend";
import { type LossOptions, type Reducer, reducer } from "./reduction.js";

/** What is compared element by element, masked, and how the losses are reduced. */
export interface Pair {
  readonly x: NDArray;
  readonly t: NDArray;
  readonly reduce: Reducer;
}

/**
 * Prediction and target of an elementwise loss, as floats.
 *
 * @param harmless what stands in for what is masked out; 0 when left out
 * @throws {ShapeError} unless both have one shape
 * @throws {DTypeError} for what are no real numbers
 */
export function requirePair(
  op: string,
  prediction: NDArray,
  target: NDArray,
  options: LossOptions<string> | undefined,
  harmless: { readonly x?: number; readonly t?: number } = {},
): Pair {
  const [x, t] = [requireFloat(op, "prediction", prediction), requireFloat(op, "target", target)];
  const shapes = { prediction: x.shape as readonly number[], target: t.shape as readonly number[] };
  if (!sameShape(shapes.prediction, shapes.target)) {
    throw new ShapeError(op, "prediction and target must have the same shape", shapes);
  }
  const reduce = reducer(op, options, shapes.prediction, shapes);
  return { x: reduce.kept(x, harmless.x), t: reduce.kept(t, harmless.t), reduce };
}
