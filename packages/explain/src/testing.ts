import { type NDArray, abs, array, matmul, max, mul, sub } from "@linnet/core";
import fc from "fast-check";
import type { Explanation } from "./story/explanation.js";

// What the tests of stories share.

/** Unit roundoff of float64. */
export const UNIT: number = Number.EPSILON / 2;

/** γₖ = k·u/(1 − k·u): the relative error that k roundings can add up to (Higham, §3.1). */
export function gamma(k: number): number {
  return (k * UNIT) / (1 - k * UNIT);
}

/** Matrices of small integers. */
export function integers(rows: number, columns: number, most: number = 9): fc.Arbitrary<number[][]> {
  const row = fc.array(fc.integer({ min: -most, max: most }), { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: rows, maxLength: rows });
}

/** Matrices of small integers with 1 to `most` rows and as many columns. */
export function squares(most: number): fc.Arbitrary<number[][]> {
  return fc.integer({ min: 1, max: most }).chain((n) => integers(n, n));
}

/** Throws unless |a − b| ≤ bound, elementwise; NaN is never within. */
export function assertWithin(a: NDArray, b: NDArray, bound: NDArray | number): void {
  const excess = sub(abs(sub(a, b)), bound);
  const worst: number = max(excess).item();
  if (!(worst <= 0)) throw new RangeError(`${a} and ${b} are ${worst} further apart than ${bound}`);
}

/** |a|·|b|. */
export function sizes(...factors: readonly NDArray[]): NDArray {
  return factors.map((x) => abs(x)).reduce((product, x) => matmul(product, x));
}

/** The last matrix of a name, as an array of any shape. */
export function result(story: Explanation, name: string): NDArray {
  return story.result(name);
}

/** 2·bound: what was left out of a first-order bound is smaller than the bound itself. */
export function firstOrder(bound: NDArray): NDArray {
  return mul(bound, 2);
}

/** Rows as a float64 array. */
export function arrayOf(rows: number[][]): NDArray {
  return array(rows);
}
