import { type NDArray, ValueError } from "@linnet/core";
import { meanOverOutputs } from "./outputs.js";

// Numbers that say how far predictions of numbers miss. The losses of `@linnet/nn` (`mse`, `mae`) are arrays, to be differentiated.

/**
 * Mean of the squared errors.
 *
 *     Σ (tᵢ − yᵢ)² / n
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose errors are averaged
 * @param target of the same shape
 * @throws {ShapeError} unless both have the same shape, of at least one example
 * @throws {ValueError} for NaN and infinite numbers
 * @example
 * meanSquaredError(array([1, 2]), array([1, 4])); // 2
 */
export function meanSquaredError(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("meanSquaredError", prediction, target, 1, squared);
}

/**
 * Root of the mean of the squared errors, in the units of the target; of several outputs the mean of their roots.
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`
 * @param target of the same shape
 * @throws {ShapeError} unless both have the same shape, of at least one example
 * @throws {ValueError} for NaN and infinite numbers
 * @example
 * rootMeanSquaredError(array([1, 2, 0, 0]), array([1, 4, 0, 0])); // 1
 */
export function rootMeanSquaredError(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("rootMeanSquaredError", prediction, target, 1, (y, t) => Math.sqrt(squared(y, t)));
}

/**
 * Mean of the absolute errors.
 *
 *     Σ |tᵢ − yᵢ| / n
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose errors are averaged
 * @param target of the same shape
 * @throws {ShapeError} unless both have the same shape, of at least one example
 * @throws {ValueError} for NaN and infinite numbers
 * @example
 * meanAbsoluteError(array([1, 2]), array([1, 4])); // 1
 */
export function meanAbsoluteError(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("meanAbsoluteError", prediction, target, 1, (y, t) => meanOf(misses(y, t)));
}

/**
 * Median of the absolute errors: half of them at the most can be outliers without moving it far. Of an even number the mean of the two in the
 * middle.
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose medians are averaged
 * @param target of the same shape
 * @throws {ShapeError} unless both have the same shape, of at least one example
 * @throws {ValueError} for NaN and infinite numbers
 * @example
 * medianAbsoluteError(array([1, 2, 3]), array([1, 4, 100])); // 2
 */
export function medianAbsoluteError(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("medianAbsoluteError", prediction, target, 1, (y, t) => {
    const sorted = misses(y, t).sort();
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  });
}

/**
 * Mean of the absolute errors relative to the target: 0.1 is ten percent.
 *
 *     Σ |tᵢ − yᵢ| / |tᵢ| / n
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose errors are averaged
 * @param target of the same shape, without zeros
 * @throws {ShapeError} unless both have the same shape, of at least one example
 * @throws {ValueError} for a target that is 0, of which nothing is a share; and for NaN and infinite numbers
 * @example
 * meanAbsolutePercentageError(array([1, 2]), array([1, 4])); // 0.25
 */
export function meanAbsolutePercentageError(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("meanAbsolutePercentageError", prediction, target, 1, (y, t) => {
    const zero = t.indexOf(0);
    if (zero >= 0) {
      const hint = "Use meanAbsoluteError.";
      throw new ValueError("meanAbsolutePercentageError", "target must not be 0", `0 at index ${zero}`, hint);
    }
    return meanOf(misses(y, t).map((miss, i) => miss / Math.abs(t[i])));
  });
}

function squared(predicted: Float64Array, actual: Float64Array): number {
  return meanOf(misses(predicted, actual).map((miss) => miss ** 2));
}

function misses(predicted: Float64Array, actual: Float64Array): Float64Array {
  return actual.map((t, i) => Math.abs(t - predicted[i]));
}

function meanOf(x: Float64Array): number {
  return x.reduce((total, v) => total + v, 0) / x.length;
}
