import { type NDArray, mul } from "@linnet/core";
import type { Run } from "../../run.js";

/** x with a share `rate` of its elements 0 and the others divided by 1 − rate, in a pass that trains; else x. */
export function drop(x: NDArray, rate: number, run: Run | undefined): NDArray {
  if (rate === 0 || run === undefined || !run.training) return x;
  const keeps: NDArray = run.rng.bernoulli(1 - rate, x.shape).astype(x.dtype);
  return mul(x, mul(keeps, 1 / (1 - rate)));
}
