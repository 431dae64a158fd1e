import type { NDArray } from "@linnet/core";
import { contingency } from "./contingency.js";

/**
 * How much one labelling tells of another: their mutual information over the mean of their entropies.
 *
 *     2·I(a; b) / (H(a) + H(b)),  I = Σ (nᵢⱼ/n)·log(n·nᵢⱼ / (nᵢ·nⱼ))
 *
 * In [0, 1]: 0 for independent labellings, 1 where each determines the other; of two single clusters 1. Not corrected for chance: many small clusters
 * agree a little with anything. What labels are called does not matter, nor which labelling comes first.
 *
 * @param a labels `[n]`, integers or booleans
 * @param b labels `[n]`
 * @throws {ShapeError} unless both are vectors of as many labels, at least one
 * @throws {ValueError} for labels that are no integers
 * @see Vinh, Epps & Bailey 2010, *Information theoretic measures for clusterings comparison*
 * @example
 * normalizedMutualInformation(array([0, 0, 1, 1]), array([0, 1, 0, 1])); // 0
 */
export function normalizedMutualInformation(a: NDArray, b: NDArray): number {
  const { n, pairs, left, right } = contingency("normalizedMutualInformation", a, b);
  const entropies = entropy(left, n) + entropy(right, n);
  if (entropies === 0) return 1;
  const terms = pairs.map(({ count, left: ofA, right: ofB }) => (count / n) * Math.log((n / ofA) * (count / ofB)));
  const information = terms.reduce((sum, term) => sum + term, 0);
  return Math.min(1, Math.max(0, (2 * information) / entropies)); // rounding may lead beyond
}

function entropy(counts: readonly number[], n: number): number {
  return counts.reduce((sum, count) => sum + (count / n) * Math.log(n / count), 0);
}
