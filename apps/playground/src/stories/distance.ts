import { type NDArray, abs, array, max, sub } from "@linnet/core";
import type { Matrix } from "@linnet/explain";

/** The numbers of a matrix that a story shows. */
export function valuesOf(matrix: Matrix): NDArray {
  return array(matrix.map((row) => row.map(({ value }) => value)));
}

/** The largest |aᵢⱼ|. */
export function largest(a: NDArray): number {
  return max(abs(a)).item();
}

/** The largest |aᵢⱼ − bᵢⱼ|. */
export function distance(a: NDArray, b: NDArray): number {
  return largest(sub(a, b));
}

/** γₖ = k·u/(1 − k·u): the relative error that k roundings can add up to (Higham, §3.1). */
export function gamma(k: number): number {
  const u = Number.EPSILON / 2;
  return (k * u) / (1 - k * u);
}
