import { expect } from "vitest";

/*
 * Tests of distributions, at a significance of 0.001: of a thousand correct generators, one would fail each.
 */

/** The 0.999 quantile of χ² by degrees of freedom. */
export const critical: Readonly<Record<number, number>> = { 9: 27.877, 99: 148.23, 119: 172.418, 255: 330.52 };
/** The 0.999 quantile of Kolmogorov's distribution, of √n·sup|F − Fₙ|. */
export const KOLMOGOROV = 1.9495;
/** The 0.9995 quantile of the normal distribution: both sides together 0.001. */
export const NORMAL = 3.2905;

export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, n, i) => sum + (n - expected[i]) ** 2 / expected[i], 0);
}

export function expectUniform(counts: readonly number[]): void {
  const total = counts.reduce((a, b) => a + b, 0);
  const even = counts.map(() => total / counts.length);
  expect(chiSquare(counts, even)).toBeLessThan(critical[counts.length - 1]);
}

export function histogram(values: ArrayLike<number>, bins: number, binOf: (x: number) => number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) counts[binOf(values[i])]++;
  return counts;
}

/** √n·sup|F − Fₙ|. */
export function kolmogorov(values: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let most = 0;
  sorted.forEach((x, i) => {
    most = Math.max(most, Math.abs(cdf(x) - i / n), Math.abs(cdf(x) - (i + 1) / n));
  });
  return Math.sqrt(n) * most;
}

/** Φ, to 1.5·10⁻⁷: Abramowitz & Stegun 7.1.26. */
export function normalCdf(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * Math.exp((-x * x) / 2);
  return x > 0 ? 1 - tail : tail;
}
