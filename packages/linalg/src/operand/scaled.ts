import { type NDArray, abs, clip, equal, exp2, floor, log2, max, mul, neg, where } from "@linnet/core";
import { epsilonOf } from "./epsilon.js";

/**
 * Vectors or matrices over some axes, each times the power of two that brings its largest entry to about 1: squares of such entries
 * neither over- nor underflow. The power is constant to differentiation, as steps are; zeros stay.
 */
export function scaled(x: NDArray, axis: number | readonly number[]): NDArray {
  return mul(x, powerOfTwo(x, axis));
}

/** The power of two of `scaled`, with axes of length 1. */
export function powerOfTwo(x: NDArray, axis: number | readonly number[]): NDArray {
  const limit = epsilonOf(x.type) === 2 ** -52 ? 1022 : 126;
  const largest: NDArray = max(abs(x), { axis, keepDims: true });
  const exponent = floor(log2(where(equal(largest, 0), 1, largest)));
  return exp2(neg(clip(exponent, -limit, limit)));
}
