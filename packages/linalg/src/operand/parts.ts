import { type NDArray, slice } from "@linnet/core";

/** Rows `start` … `end` − 1 of a matrix or of each of a batch: a view. */
export function rows(x: NDArray, start: number, end: number): NDArray {
  return slice(x, "...", `${start}:${end}`, ":");
}

/** Columns `start` … `end` − 1. */
export function columns(x: NDArray, start: number, end: number): NDArray {
  return slice(x, "...", `${start}:${end}`);
}
