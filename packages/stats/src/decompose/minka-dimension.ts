import { logGamma } from "../special/gamma-functions.js";

/**
 * The dimension of which the data are most probable, under the model of probabilistic PCA: Laplace's approximation of
 * Minka's evidence. With λ the variances, v the mean of those after k, and m = p·k − k·(k + 1)/2,
 *
 *     ln p(X|k) = ln p(U) − n/2·Σ_{i≤k} ln λᵢ − n·(p − k)/2·ln v + (m + k)/2·ln 2π − ½·ln|A| − k/2·ln n
 *     ln p(U) = −k·ln 2 + Σ_{i≤k} (ln Γ((p − i + 1)/2) − (p − i + 1)/2·ln π)
 *     ln|A| = Σ_{i≤k} Σ_{j>i} (ln(1/λ̂ⱼ − 1/λ̂ᵢ) + ln(λᵢ − λⱼ) + ln n),  λ̂ⱼ = v for j > k
 *
 * @param variances all p of them, descending
 * @returns k in [1, p − 1]; variances that are equal count as apart by rounding
 * @remarks O(p²): the double sum is carried on from one k to the next.
 * @see Minka, *Automatic choice of dimensionality for PCA*, NIPS 2000, equations 76 to 80
 */
export function profileDimension(variances: readonly number[], n: number): number {
  const p = variances.length;
  const floor = Number.EPSILON * Math.max(variances[0], Number.MIN_VALUE);
  const total = variances.reduce((a, b) => a + b, 0);
  let [best, most] = [1, -Infinity];
  let [prior, logs, gaps, inner, kept] = [0, 0, 0, 0, 0];
  for (let k = 1; k < p; k++) {
    const value = variances[k - 1];
    if (!(value > floor)) break; // of no variance: no dimension
    prior += logGamma((p - k + 1) / 2) - ((p - k + 1) / 2) * Math.log(Math.PI) - Math.LN2;
    logs += Math.log(value);
    kept += value;
    for (let j = k; j < p; j++) gaps += Math.log(Math.max(value - variances[j], floor));
    for (let i = 0; i < k - 1; i++) inner += logInverses(value, variances[i], floor);
    const v = Math.max((total - kept) / (p - k), floor);
    let outer = 0;
    for (let i = 0; i < k; i++) outer += logInverses(v, variances[i], floor);
    const m = p * k - (k * (k + 1)) / 2;
    const curvature = gaps + inner + (p - k) * outer + m * Math.log(n);
    const evidence =
      prior -
      (n / 2) * logs -
      ((n * (p - k)) / 2) * Math.log(v) +
      ((m + k) / 2) * Math.log(2 * Math.PI) -
      curvature / 2 -
      (k / 2) * Math.log(n);
    if (evidence > most) [best, most] = [k, evidence];
  }
  return best;
}

/** ln(1/small − 1/large), of the difference that rounding leaves where they are equal. */
function logInverses(small: number, large: number, floor: number): number {
  return Math.log(Math.max(large - small, floor)) - Math.log(small) - Math.log(large);
}
