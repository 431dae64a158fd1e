import { logBetaPower } from "../special/stirling.js";

/** Of n·d²: beyond, both one-sided events together have probability e^(−6nd²) of the one, less than ε. */
const APART = 6;

/**
 * P(D⁺ ≥ d) of n values, exactly:
 *
 *     d·Σⱼ C(n, j)·(d + j/n)^(j−1)·(1 − d − j/n)^(n−j),  0 ≤ j ≤ n(1 − d)
 *
 * @remarks Positive terms, each a binomial probability. O(n).
 * @see Birnbaum & Tingey, *One-sided confidence contours for probability distribution functions*, 1951
 */
export function smirnovTail(n: number, d: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  let sum = Math.exp(n * Math.log1p(-d)); // j = 0
  for (let j = 1; j < n; j++) {
    const [p, q] = [d + j / n, (n - j) / n - d];
    if (q <= 0) break;
    // C(n, j)·pʲ·qⁿ⁻ʲ·d/p
    sum += (Math.exp(logBetaPower(j, n - j, p, q)) * n * d) / (j * (n - j) * p);
  }
  return Math.min(1, sum);
}

/** P(D ≥ d) of n values, exactly: O(n^1.5·log n) at worst times n. */
export function kolmogorovTail(n: number, d: number): number {
  if (d <= 1 / (2 * n)) return 1;
  if (d >= 1) return 0;
  if (d >= 0.5 || n * d * d > APART) return Math.min(1, 2 * smirnovTail(n, d));
  return Math.max(0, 1 - matrixPower(n, d));
}

/**
 * P(D ≥ d) for large n. Beyond 1/√n it is twice the exact one-sided tail, less what both events have in common, of which Kolmogorov's
 * limit 2·Σ (−1)^(k−1)·e^(−2k²t²) has the terms k ≥ 2; before, the other form of that limit. Either at
 *
 *     t = √n·d + 1/(6√n) + (√n·d − 1)/(4n)
 *
 * @see Vrbik, *Small-sample corrections to Kolmogorov–Smirnov test statistic*, 2018
 */
export function kolmogorovLimit(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const t = z + 1 / (6 * Math.sqrt(n)) + (z - 1) / (4 * n);
  if (z < 1) {
    let below = 0; // √(2π)/t·Σ e^(−(2k−1)²π²/(8t²)) is P(D < d)
    for (let k = 1; k <= 20; k++) below += Math.exp(-(((2 * k - 1) * Math.PI) ** 2) / (8 * t * t));
    return d > 0 ? 1 - (Math.sqrt(2 * Math.PI) / t) * below : 1;
  }
  let both = 0;
  for (let k = 2; k <= 10; k++) both += (k % 2 ? 2 : -2) * Math.exp(-2 * k * k * t * t);
  return Math.min(1, 2 * smirnovTail(n, d) + both);
}

/**
 * P(D < d) = n!/nⁿ·(Hⁿ)ₖₖ, with d = (k − h)/n and H of order 2k − 1.
 *
 * @see Marsaglia, Tsang & Wang, *Evaluating Kolmogorov's distribution*, 2003
 */
function matrixPower(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const h = k - n * d;
  const m = 2 * k - 1;
  const H = coefficients(m, h);
  // the row k − 1 of Hⁿ by squaring; each product is scaled by a power of 2 that is kept aside
  let row = new Float64Array(m);
  row[k - 1] = 1;
  let [power, exponent, scale] = [H, 0, 0];
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2) {
      [row, scale] = scaled(timesMatrix(row, power, m), scale + exponent);
    }
    if (left > 1) [power, exponent] = scaled(squared(power, m), 2 * exponent);
  }
  // n!/nⁿ as a product of i/n beside the powers of 2
  let value = row[k - 1];
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < 2 ** -500) {
      value *= 2 ** 500;
      scale -= 500;
    }
  }
  return value * 2 ** scale;
}

function coefficients(m: number, h: number): Float64Array<ArrayBuffer> {
  const H = new Float64Array(m * m);
  for (let i = 0; i < m; i++) for (let j = 0; j <= Math.min(i + 1, m - 1); j++) H[i * m + j] = 1;
  for (let i = 0; i < m; i++) {
    H[i * m] -= h ** (i + 1);
    H[(m - 1) * m + i] -= h ** (m - i);
  }
  H[(m - 1) * m] += Math.max(0, 2 * h - 1) ** m;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) for (let g = 1; g <= i - j + 1; g++) H[i * m + j] /= g;
  }
  return H;
}

function timesMatrix(row: Float64Array, b: Float64Array, m: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(m);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) out[j] += row[i] * b[i * m + j];
  return out;
}

function squared(a: Float64Array, m: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < m; l++) {
      const factor = a[i * m + l];
      if (factor !== 0) for (let j = 0; j < m; j++) out[i * m + j] += factor * a[l * m + j];
    }
  }
  return out;
}

/** Times a power of 2 that brings the largest entry to about 1, and the exponent with what that took. */
function scaled(a: Float64Array<ArrayBuffer>, exponent: number): [Float64Array<ArrayBuffer>, number] {
  const most = a.reduce((largest, v) => Math.max(largest, v), 0);
  const taken = most > 0 ? Math.floor(Math.log2(most)) : 0;
  return [a.map((v) => v * 2 ** -taken), exponent + taken];
}
