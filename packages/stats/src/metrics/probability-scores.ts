import { type NDArray, ShapeError, ValueError, finfo } from "@linnet/core";
import { requireArray, requireFloat } from "@linnet/core/extend";
import { requireNumbers, requireScores } from "./scores.js";

/**
 * Mean of the negative logarithms of what the true classes were thought to be likely: cross-entropy, in nats.
 *
 *     −Σᵢ ln p(i, tᵢ) / n
 *
 * @param probabilities `[n]` of class 1, or one column a class `[n, classes]`
 * @param target class indices `[n]`
 * @returns at least 0; infinite when a true class was thought impossible
 * @throws {ShapeError} when there are not as many probabilities as targets, or none
 * @throws {ValueError} for what are no probabilities: outside [0, 1], or rows that do not add up to 1 to √ε; and labels that are no class
 * @example
 * logLoss(array([1, 0.5]), array([1, 0])).toFixed(4); // "0.3466"
 */
export function logLoss(probabilities: NDArray, target: NDArray): number {
  const { rows, labels, classes } = requireProbabilities("logLoss", probabilities, target);
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = rows[i * classes + labels[i]];
    total -= classes === 2 && p > 0.5 ? Math.log1p(-rows[i * classes + 1 - labels[i]]) : Math.log(p); // 1 − p is exact there
  }
  return total / labels.length;
}

/**
 * Brier score: mean squared error of probabilities.
 *
 *     Σᵢ (pᵢ − tᵢ)² / n,   of several classes Σᵢ Σ꜀ (p(i, c) − [tᵢ = c])² / n
 *
 * @param probabilities `[n]` of class 1; or one column a class `[n, classes]`: of two columns this is twice what one of them gives
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many probabilities as targets, or none
 * @throws {ValueError} for what are no probabilities: outside [0, 1], or rows that do not add up to 1 to √ε; and labels that are no class
 * @see Brier, *Verification of forecasts expressed in terms of probability*, Monthly Weather Review 78, 1950
 * @example
 * brier(array([1, 0.5]), array([1, 0])); // 0.125
 */
export function brier(probabilities: NDArray, target: NDArray): number {
  const { rows, labels, classes } = requireProbabilities("brier", probabilities, target);
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let c = 0; c < classes; c++) total += (rows[i * classes + c] - (labels[i] === c ? 1 : 0)) ** 2;
  }
  return total / labels.length / (probabilities.ndim === 1 ? 2 : 1);
}

/** A column a class; of probabilities of class 1 alone, both columns. */
function requireProbabilities(op: string, probabilities: NDArray, target: NDArray): ReturnType<typeof requireScores> {
  const x = requireFloat(op, "probabilities", probabilities);
  requireArray(op, "target", target);
  if ((x.ndim !== 1 && x.ndim !== 2) || target.ndim !== 1 || x.shape[0] !== target.size || x.size === 0) {
    const shapes = { probabilities: x.shape, target: target.shape };
    throw new ShapeError(op, "probabilities must be [n] or [n, classes] and target [n], n ≥ 1", shapes);
  }
  const numbers = requireNumbers(op, "probabilities", x);
  const wrong = Array.from(numbers).find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new ValueError(op, "probabilities must lie in [0, 1]", wrong);
  if (x.ndim === 1) return bothColumns(op, numbers, target);
  const scores = requireScores(op, x, target);
  const { rows, classes } = scores;
  for (let i = 0; i < rows.length; i += classes) {
    let total = 0;
    for (let c = 0; c < classes; c++) total += rows[i + c];
    if (Math.abs(total - 1) <= Math.sqrt(finfo(x.dtype).eps)) continue;
    throw new ValueError(op, "each row of probabilities must add up to 1", `${total} in row ${i / classes}`);
  }
  return scores;
}

function bothColumns(op: string, ones: ArrayLike<number>, target: NDArray): ReturnType<typeof requireScores> {
  const labels = target.toTypedArray();
  const wrong = labels.find((label) => label !== 0 && label !== 1);
  if (wrong !== undefined) {
    const hint = "Give several classes one column each.";
    throw new ValueError(op, "labels must be 0 or 1 beside probabilities of class 1", wrong, hint);
  }
  return { rows: Array.from(ones, (p) => [1 - p, p]).flat(), labels, classes: 2 };
}
