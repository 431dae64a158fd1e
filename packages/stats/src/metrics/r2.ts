import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireFloat, sameShape } from "@linnet/core/extend";

/**
 * Coefficient of determination: the share of the target's variance that is predicted.
 *
 *     1 − Σ (tᵢ − yᵢ)² / Σ (tᵢ − t̄)²
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose coefficients are averaged
 * @param target of the same shape
 * @returns 1 for a perfect prediction, 0 for one no better than the mean, and less for worse
 * @throws {ShapeError} unless both have the same shape, of at least two examples
 * @throws {ValueError} for a target that does not vary: then there is no share
 */
export function r2(prediction: NDArray, target: NDArray): number {
  const [y, t] = [requireFloat("r2", "prediction", prediction), requireFloat("r2", "target", target)];
  const fits = sameShape(y.shape, t.shape) && (t.ndim === 1 || t.ndim === 2) && t.shape[0] >= 2 && t.size > 0;
  if (!fits) {
    const shapes = { prediction: y.shape, target: t.shape };
    throw new ShapeError("r2", "prediction and target must be [n] or [n, outputs] alike, n ≥ 2", shapes);
  }
  const [predicted, actual] = [y.toTypedArray(), t.toTypedArray()];
  const outputs: number = t.ndim === 1 ? 1 : t.shape[1];
  let total = 0;
  for (let j = 0; j < outputs; j++) total += shareOf(predicted, actual, j, outputs);
  return total / outputs;
}

/** Of every `step`th number from `first` on. */
function shareOf(predicted: ArrayLike<number>, actual: ArrayLike<number>, first: number, step: number): number {
  const n = actual.length / step;
  let mean = 0;
  for (let i = first; i < actual.length; i += step) mean += actual[i] / n;
  let [missed, around] = [0, 0];
  for (let i = first; i < actual.length; i += step) {
    missed += (actual[i] - predicted[i]) ** 2;
    around += (actual[i] - mean) ** 2;
  }
  const varies = Array.from({ length: n }, (_, i) => actual[first + i * step]).some((v) => v !== actual[first]);
  if (!varies) throw new ValueError("r2", "target must vary", `${actual[first]} throughout`);
  return 1 - missed / around;
}
