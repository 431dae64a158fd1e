import { type NDArray, ShapeError } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/** Inputs and targets that share their first axis: one example each. */
export interface Examples {
  readonly x: NDArray;
  readonly y: NDArray;
}

/** How many examples there are. @throws {ShapeError} when the first axes differ or are empty */
export function countExamples(op: string, examples: Examples): number {
  const x = requireArray(op, "x", examples?.x);
  const y = requireArray(op, "y", examples?.y);
  const shapes = { x: x.shape as readonly number[], y: y.shape as readonly number[] };
  if (x.ndim === 0 || y.ndim === 0 || shapes.x[0] !== shapes.y[0]) {
    throw new ShapeError(op, "x and y must have as many examples along axis 0", shapes);
  }
  if (shapes.x[0] === 0) throw new ShapeError(op, "there must be at least one example", shapes);
  return shapes.x[0];
}
