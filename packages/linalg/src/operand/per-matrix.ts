import { type NDArray, expandDims } from "@linnet/core";

/** One number per matrix, `[…]` as `[…, 1, 1]`, to multiply matrices with. */
export function perMatrix(x: NDArray): NDArray {
  return expandDims(expandDims(x, -1), -1);
}
