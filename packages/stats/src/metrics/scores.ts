import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireArray, requireFloat, unravel } from "@linnet/core/extend";

export interface Scores {
  /** Row by row. */
  readonly rows: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/**
 * Scores `[n, classes]` and the true classes `[n]`.
 *
 * @throws {ShapeError} when there are not as many rows as targets, or none
 * @throws {ValueError} for NaN, and labels that are no class
 */
export function requireScores(op: string, scores: NDArray, target: NDArray): Scores {
  const x = requireFloat(op, "scores", scores);
  requireArray(op, "target", target);
  if (x.ndim !== 2 || target.ndim !== 1 || x.shape[0] !== target.size || x.size === 0) {
    const shapes = { scores: x.shape, target: target.shape };
    throw new ShapeError(op, "scores must be [n, classes] and target [n], n ≥ 1", shapes);
  }
  const classes: number = x.shape[1];
  const labels = target.toTypedArray();
  const wrong = labels.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (wrong >= 0) throw new ValueError(op, `labels must be integers in [0, ${classes - 1}]`, labels[wrong]);
  return { rows: requireNumbers(op, "scores", x), labels, classes };
}

/** The elements, none of them NaN. @throws {ValueError} with the place of the first */
export function requireNumbers(op: string, name: string, x: NDArray): ArrayLike<number> {
  const data = x.toTypedArray();
  const wrong = data.findIndex((v) => Number.isNaN(v));
  if (wrong < 0) return data;
  throw new ValueError(op, `${name} must not be NaN`, `NaN at index [${unravel(wrong, x.shape).join(", ")}]`);
}
