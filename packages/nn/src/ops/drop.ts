import { type NDArray, mul, where } from "@linnet/core";
import type { Run } from "../run.js";

/** x with a share `rate` of its elements 0 and the others divided by 1 − rate, in a pass that trains; else x. */
export function drop(x: NDArray, rate: number, run: Run | undefined): NDArray {
  if (run?.training !== true || rate === 0) return x;
  return where(run.rng.bernoulli(1 - rate, x.shape), mul(x, 1 / (1 - rate)), 0);
}
