/** P(I ≤ k) and P(I ≥ k) of an integer statistic I. */
export interface Tails {
  readonly atMost: number;
  readonly atLeast: number;
}

/**
 * Of the inversions of a random permutation of n, whose number is the sum of independent uniform ones on 0, …, i − 1 for i = 1, …, n.
 *
 * @remarks All terms are positive: both tails have all their digits. O(n⁴), for n up to a hundred.
 */
export function tailsOfInversions(n: number, k: number): Tails {
  let masses = Float64Array.of(1);
  for (let i = 2; i <= n; i++) {
    const next = new Float64Array(masses.length + i - 1);
    for (let j = 0; j < masses.length; j++) for (let l = 0; l < i; l++) next[j + l] += masses[j] / i;
    masses = next;
  }
  return tailsOf(masses, k);
}

/** Both tails of masses at 0, 1, …, summed from their small ends. */
export function tailsOf(masses: Float64Array, k: number): Tails {
  let [atMost, atLeast] = [0, 0];
  for (let i = 0; i <= Math.min(k, masses.length - 1); i++) atMost += masses[i];
  for (let i = masses.length - 1; i >= Math.max(k, 0); i--) atLeast += masses[i];
  return { atMost, atLeast };
}
