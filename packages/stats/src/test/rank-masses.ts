/**
 * Null distribution of Mann and Whitney's U: the probabilities of 0, …, m·n.
 *
 *     Σ P(U = u)·q^u = ∏ᵢ₌₁..m (1 − q^(n + i))/(1 − qⁱ) / C(m + n, m)
 *
 * @remarks O(m²·n), m the smaller. The lower half is made by recurrence, the upper by symmetry.
 * @see Mann & Whitney 1947; Andrews, *The theory of partitions*, 1976, ch. 3
 */
export function rankSumMasses(m: number, n: number): Float64Array {
  const [small, large] = [Math.min(m, n), Math.max(m, n)];
  const total = m * n;
  const half = Math.floor(total / 2);
  const counts = new Float64Array(total + 1);
  counts[0] = 1;
  for (let i = 1; i <= small; i++) {
    const factor = i / (large + i); // 1/C(large + i, i) in steps: probabilities all along
    for (let u = half; u >= large + i; u--) counts[u] -= counts[u - large - i];
    for (let u = 0; u <= half; u++) counts[u] = u < i ? counts[u] : counts[u] + counts[u - i];
    for (let u = 0; u <= half; u++) counts[u] *= factor;
  }
  for (let u = half + 1; u <= total; u++) counts[u] = counts[total - u];
  return counts;
}

/**
 * Null distribution of Wilcoxon's signed-rank sum: each of the ranks 1, …, n is in it with probability ½.
 *
 * @remarks O(n³); all terms are positive.
 */
export function signedRankMasses(n: number): Float64Array {
  const masses = new Float64Array((n * (n + 1)) / 2 + 1);
  masses[0] = 1;
  for (let rank = 1, most = 0; rank <= n; rank++) {
    most += rank;
    for (let sum = most; sum >= 0; sum--) masses[sum] = (masses[sum] + (sum < rank ? 0 : masses[sum - rank])) / 2;
  }
  return masses;
}
