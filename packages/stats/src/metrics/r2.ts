import { type NDArray, ValueError } from "@linnet/core";
import { meanOverOutputs } from "./outputs.js";

/**
 * Coefficient of determination: the share of the target's variance that is predicted.
 *
 *     1 − Σ (tᵢ − yᵢ)² / Σ (tᵢ − t̄)²
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose coefficients are averaged
 * @param target of the same shape
 * @returns 1 for a perfect prediction, 0 for one no better than the mean, and less for worse
 * @throws {ShapeError} unless both have the same shape, of at least two examples
 * @throws {ValueError} for a target that does not vary: then there is no share; and for NaN and infinite numbers
 */
export function r2(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("r2", prediction, target, 2, (predicted, actual) => {
    requireVaries("r2", actual);
    const missed = sumOf(actual, (t, i) => (t - predicted[i]) ** 2);
    return 1 - missed / squaresAroundMean(actual);
  });
}

/**
 * Share of the target's variance that is explained, whatever the mean of the errors: `r2` after the bias is taken away.
 *
 *     1 − Var(t − y) / Var(t)
 *
 * @param prediction `[n]`, or several outputs `[n, outputs]`, whose shares are averaged
 * @param target of the same shape
 * @throws {ShapeError} unless both have the same shape, of at least two examples
 * @throws {ValueError} for a target that does not vary, and for NaN and infinite numbers
 * @example
 * explainedVariance(array([2, 3, 4]), array([1, 2, 3])); // 1
 */
export function explainedVariance(prediction: NDArray, target: NDArray): number {
  return meanOverOutputs("explainedVariance", prediction, target, 2, (predicted, actual) => {
    requireVaries("explainedVariance", actual);
    const errors = actual.map((t, i) => t - predicted[i]);
    return 1 - squaresAroundMean(errors) / squaresAroundMean(actual);
  });
}

function squaresAroundMean(x: Float64Array): number {
  const mean = sumOf(x, (v) => v / x.length);
  return sumOf(x, (v) => (v - mean) ** 2);
}

function sumOf(x: Float64Array, f: (v: number, i: number) => number): number {
  return x.reduce((total, v, i) => total + f(v, i), 0);
}

/** Its variance does not tell: rounding leaves the mean of a constant beside it. */
function requireVaries(op: string, actual: Float64Array): void {
  if (actual.some((v) => v !== actual[0])) return;
  throw new ValueError(op, "target must vary", `${actual[0]} throughout`);
}
