import type { NDArray } from "@linnet/core";
import { normalTail, normalTailInverse } from "../special/gaussian.js";
import { centralMoments } from "../precision/central-moments.js";
import { centred, squaresOf, sumOf } from "./centred-sums.js";
import { type Report, withReport } from "./report.js";
import { requireSample, requireVariance } from "./sample.js";

/** What a test of normality found. */
export interface NormalityTest extends Report {
  readonly statistic: number;
  readonly pValue: number;
}

/** What Jarque and Bera's test found. */
export interface JarqueBeraTest extends NormalityTest {
  /** g₁ = m₃/m₂^(3/2) */
  readonly skewness: number;
  /** Excess, g₂ = m₄/m₂² − 3. */
  readonly kurtosis: number;
}

/**
 * Jarque and Bera's test: whether skewness and kurtosis are those of a normal distribution.
 *
 *     JB = n/6·(g₁² + g₂²/4),  χ² with 2 degrees of freedom: p = e^(−JB/2)
 *
 * The distribution is one for large n (2000 and more).
 *
 * @param x `[n]`
 * @throws {ShapeError} for fewer than two elements
 * @throws {ValueError} for values that are not finite, and a sample that does not vary
 * @example
 * const { skewness, pValue } = jarqueBeraTest(random(0).normal([2000]));
 */
export function jarqueBeraTest(x: NDArray): JarqueBeraTest {
  const values = requireSample("jarqueBeraTest", "x", x, 2);
  requireVariance("jarqueBeraTest", "x", values);
  const n = values.length;
  const d = centred(values);
  const scale = Math.sqrt(sumOf(d.map((v) => v * v)) / n);
  const moment = (power: number) => sumOf(d.map((v) => (v / scale) ** power)) / n;
  const [skewness, kurtosis] = [moment(3), moment(4) - 3];
  const statistic = (n / 6) * (skewness ** 2 + kurtosis ** 2 / 4);
  const fields = { statistic, pValue: Math.exp(-statistic / 2), skewness, kurtosis };
  return withReport("Jarque and Bera's test of normality", fields);
}

/** Royston's polynomials, coefficients from the constant on. */
const last = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const lastButOne = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const smallMean = [0.544, -0.39978, 0.025054, -0.0006714];
const smallDeviation = [1.3822, -0.77857, 0.062767, -0.0020322];
const largeMean = [-1.5861, -0.31082, -0.083751, 0.0038915];
const largeDeviation = [-0.4803, -0.082676, 0.0030302];

/**
 * Shapiro and Wilk's test: whether a sample is from a normal distribution, by how well its order statistics correlate with those expected.
 *
 *     W = (Σ aᵢ·x₍ᵢ₎)² / Σ (xᵢ − x̄)²
 *
 * with Royston's approximation of the weights and of the distribution of ln(1 − W), made for n up to 5000.
 *
 * @param x `[n]`, 3 ≤ n
 * @throws {ShapeError} for fewer than three elements
 * @throws {ValueError} for values that are not finite, and a sample that does not vary
 * @see Royston, *Remark AS R94: a remark on algorithm AS 181: the W-test for normality*, 1995
 * @example
 * const { statistic, pValue } = shapiroWilkTest(random(0).normal([50]));
 */
export function shapiroWilkTest(x: NDArray): NormalityTest {
  const values = requireSample("shapiroWilkTest", "x", x, 3).sort();
  requireVariance("shapiroWilkTest", "x", values);
  const n = values.length;
  const weights = weightsOf(n);
  // of a scaled sample, so that squares neither overflow nor vanish
  const range = values[n - 1] - values[0];
  const score = sumOf(weights.map((a, i) => (a * (values[n - 1 - i] - values[i])) / range));
  const squares = squaresOf(centralMoments(values.map((v) => v / range)));
  const size = Math.sqrt(squares);
  const rest = Math.max(0, ((size - score) * (size + score)) / squares); // 1 − W
  return withReport("Shapiro and Wilk's test of normality", { statistic: 1 - rest, pValue: pValueOf(rest, n) });
}

/** Of the largest elements, descending: those of the smallest are their negatives. */
function weightsOf(n: number): Float64Array {
  if (n === 3) return Float64Array.of(Math.SQRT1_2);
  const m = Float64Array.from({ length: n >> 1 }, (_, i) => normalTailInverse((i + 1 - 0.375) / (n + 0.25)));
  const squares = 2 * m.reduce((sum, v) => sum + v * v, 0);
  const root = 1 / Math.sqrt(n);
  const fixed = [last, lastButOne].slice(0, n > 5 ? 2 : 1);
  const ends = fixed.map((polynomial, i) => valueAt(polynomial, root) + m[i] / Math.sqrt(squares));
  const above = ends.reduce((sum, _, i) => sum - 2 * m[i] ** 2, squares);
  const below = ends.reduce((sum, a) => sum - 2 * a ** 2, 1);
  return m.map((v, i) => ends[i] ?? v / Math.sqrt(above / below));
}

function pValueOf(rest: number, n: number): number {
  if (n === 3) return Math.max(0, 1 - (6 / Math.PI) * Math.asin(Math.sqrt(Math.min(1, rest)))); // exactly
  if (rest === 0) return 1;
  const y = Math.log(rest);
  if (n > 11) {
    const log = Math.log(n);
    return normalTail((y - valueAt(largeMean, log)) / Math.exp(valueAt(largeDeviation, log)));
  }
  const gamma = 0.459 * n - 2.273;
  if (y >= gamma) return 0;
  return normalTail((-Math.log(gamma - y) - valueAt(smallMean, n)) / Math.exp(valueAt(smallDeviation, n)));
}

function valueAt(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
}
