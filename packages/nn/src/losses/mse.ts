import { type DType, type Divided, type NDArray, type Promote, ShapeError, mean, square, sub } from "@linnet/core";
import { requireFloat, sameShape } from "@linnet/core/extend";

/**
 * Mean squared error over all elements.
 *
 *     (1/n) Σ (yᵢ − tᵢ)²
 *
 * @returns a 0-d array; of integers float64
 * @throws {ShapeError} unless both have the same shape, and elements
 */
export function mse<D extends DType, E extends DType>(
  prediction: NDArray<D>,
  target: NDArray<E>,
): NDArray<Divided<Promote<D, E>>, readonly []> {
  return meanSquare(requireFloat("mse", "prediction", prediction), requireFloat("mse", "target", target));
}

function meanSquare(y: NDArray, t: NDArray): NDArray {
  const shapes = { prediction: y.shape as readonly number[], target: t.shape as readonly number[] };
  if (!sameShape(shapes.prediction, shapes.target)) {
    throw new ShapeError("mse", "prediction and target must have the same shape", shapes);
  }
  if (y.size === 0) throw new ShapeError("mse", "there must be at least one element", shapes);
  return mean(square(sub(y, t)));
}
