import { type NDArray, broadcastTo, reshape } from "@linnet/core";
import type { BatchAxes } from "@linnet/core/extend";

/** Axes of a member, as axes of an array with the batch in front. */
export function next(axes: readonly number[]): number[] {
  return axes.map((axis) => axis + 1);
}

/** Inputs that all have the batch in front. */
export function allBatched(inputs: readonly NDArray[], isBatched: readonly boolean[], size: number): NDArray[] {
  return inputs.map((x, i) => batched(x, isBatched[i], size));
}

/** An array with the batch in front: repeated, where it does not depend on it. */
export function batched(x: NDArray, isBatched: boolean, size: number): NDArray {
  return isBatched ? x : broadcastTo(x, [size, ...(x.shape as readonly number[])]);
}

/** Inputs whose batch is an axis in front of all that broadcasts. */
export function inFront(
  inputs: readonly NDArray[],
  isBatched: readonly boolean[],
  axes: BatchAxes,
  size: number,
): NDArray[] {
  const own = (i: number): number => axes[Math.min(i, axes.length - 1)];
  const leading = inputs.map((x, i) => x.ndim - (isBatched[i] ? 1 : 0) - own(i));
  const most = Math.max(...leading);
  return inputs.map((x, i) => {
    if (isBatched[i]) return withAxes(x, most + own(i));
    return own(i) === 0 ? x : broadcastTo(x, [size, ...ones(most - leading[i]), ...(x.shape as readonly number[])]);
  });
}

/** A batch of arrays that have `ndim` axes each, by ones between the batch and what there is. */
export function withAxes(x: NDArray, ndim: number): NDArray {
  const [size, ...shape] = x.shape as readonly number[];
  return shape.length === ndim ? x : reshape(x, [size, ...ones(ndim - shape.length), ...shape]);
}

export function ones(count: number): number[] {
  return new Array<number>(count).fill(1);
}
