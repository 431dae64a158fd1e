import { type NDArray, add, mul } from "@linnet/core";

/** β·m + (1 − β)·x: the mean of what came, in which what is old counts less and less. */
export function decayingMean(m: NDArray, x: NDArray, beta: number): NDArray {
  return add(mul(m, beta), mul(x, 1 - beta));
}
