import { type NDArray, ShapeError } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/** @throws {ShapeError} unless there is a column of scores for each component */
export function requireScores(op: string, scores: NDArray, components: NDArray): void {
  requireArray(op, "scores", scores);
  if (scores.ndim === 2 && scores.shape[1] === components.shape[0]) return;
  const shapes = { scores: scores.shape as number[], components: components.shape as number[] };
  throw new ShapeError(op, "scores must have one column a component", shapes);
}
