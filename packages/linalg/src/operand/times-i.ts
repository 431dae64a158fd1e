import { type NDArray, complex, zerosLike } from "@linnet/core";

/** i·x for real x. */
export function timesI(x: NDArray): NDArray {
  return complex(zerosLike(x), x);
}
