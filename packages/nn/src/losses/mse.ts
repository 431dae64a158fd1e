import { type NDArray, ShapeError, mean, square, sub } from "@linnet/core";

/**
 * Mean squared error: (1/n) Σ (yᵢ − tᵢ)² over all elements.
 *
 * @throws {ShapeError} unless both have the same shape
 */
export function mse(prediction: NDArray, target: NDArray): NDArray<any, readonly []> {
  const [p, t]: (readonly number[])[] = [prediction.shape, target.shape];
  if (p.length !== t.length || p.some((n, i) => n !== t[i])) {
    throw new ShapeError("mse", "prediction and target must have the same shape", { prediction: p, target: t });
  }
  return mean(square(sub(prediction, target)));
}
