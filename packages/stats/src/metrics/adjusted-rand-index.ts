import type { NDArray } from "@linnet/core";
import { contingency } from "./contingency.js";

/**
 * How well two labellings agree on which examples belong together, corrected for chance.
 *
 *     (index − expected) / (most − expected),  index = Σ C(nᵢⱼ, 2) over pairs of labels
 *
 * 1 where both divide alike, 0 in the mean of random labellings with clusters of these sizes, below 0 where they agree less. What labels are
 * called does not matter, nor which labelling comes first. Two labellings without any choice (all together, or all apart) agree: 1.
 *
 * @param a labels `[n]`, integers or booleans
 * @param b labels `[n]`
 * @throws {ShapeError} unless both are vectors of as many labels, at least one
 * @throws {ValueError} for labels that are no integers
 * @see Hubert & Arabie 1985, *Comparing partitions*
 * @example
 * adjustedRandIndex(array([0, 0, 1, 1]), array([7, 7, 3, 3])); // 1
 */
export function adjustedRandIndex(a: NDArray, b: NDArray): number {
  const { n, pairs, left, right } = contingency("adjustedRandIndex", a, b);
  const index = pairs.reduce((sum, { count }) => sum + choose2(count), 0);
  const [ofA, ofB] = [left, right].map((counts) => counts.reduce((sum, count) => sum + choose2(count), 0));
  if (index === ofA && index === ofB) return 1;
  const expected = (ofA * ofB) / choose2(n);
  return (index - expected) / ((ofA + ofB) / 2 - expected);
}

function choose2(n: number): number {
  return (n * (n - 1)) / 2;
}
