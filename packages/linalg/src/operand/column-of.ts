import type { NDArray } from "@linnet/core";
import { viewOf } from "@linnet/core/extend";
import { strided } from "@linnet/kernels";

/** `[…, k]` as columns `[…, k, 1]`: a view, so that `matrices` walks vectors beside matrices. */
export function columnOf(x: NDArray): NDArray {
  const { shape, strides } = x.layout;
  return viewOf(x, strided([...shape, 1], [...strides, 1]));
}
