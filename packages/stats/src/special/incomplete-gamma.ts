import { scaledErfc } from "./error-function.js";
import { normalTailInverse } from "./gaussian.js";
import { fractionByLentz } from "./lentz.js";
import { quantileByNewton } from "./quantile.js";
import { deviance, logExcess, logGammaOnePlus, logPoissonPower } from "./stirling.js";
import { temmeSeries } from "./temme.js";

/** From this a on the uniform expansion has all digits. */
const LARGE = 100;

/**
 * Regularized incomplete gamma functions
 *
 *     P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt,  Q(a, x) = 1 − P(a, x)
 *
 * each with its digits, where the other has rounded to 1.
 *
 * @remarks P by its series, Q by its continued fraction, whichever converges; for a ≥ 100 and x near it both by Temme's uniform expansion;
 * Q for a < 1 and small x by a difference without cancellation.
 * @see Gil, Segura & Temme, *Efficient and accurate algorithms for the computation and inversion of the incomplete gamma function ratios*,
 * 2012
 */
export function lowerGamma(a: number, x: number): number {
  return tails(a, x)[0];
}

/** Q(a, x). */
export function upperGamma(a: number, x: number): number {
  return tails(a, x)[1];
}

/** The x whose P(a, x) is `p`. */
export function lowerGammaInverse(a: number, p: number): number {
  if (p > 0.5) return upperGammaInverse(a, 1 - p);
  if (p === 0) return 0;
  const small = Math.exp((Math.log(p) + logGammaOfOnePlus(a)) / a); // P(a, x) ≤ xᵃ/Γ(a + 1)
  if (small < 1e-300) return small;
  return quantileByNewton({ p, start: Math.max(small, cubic(a, -normalTailInverse(p))), ...sides(a, lowerGamma) });
}

/** The x whose Q(a, x) is `q`. */
export function upperGammaInverse(a: number, q: number): number {
  if (q > 0.5) return lowerGammaInverse(a, 1 - q);
  if (q === 0) return Infinity;
  const start = a < 1 ? startOfUpper(a, q) : cubic(a, normalTailInverse(q));
  if (start === 0) return 0;
  return quantileByNewton({ p: q, start, ...sides(a, upperGamma) });
}

/** Wilson and Hilferty: the cube root is nearly normal. 0 where that fails, far below the mean of small a. */
function cubic(a: number, z: number): number {
  return a * Math.max(0, 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a))) ** 3;
}

/** For small a the median is Γ(a + 1)^(1/a)·2^(−1/a), which may be nearly nothing. */
function startOfUpper(a: number, q: number): number {
  return Math.exp((Math.log1p(-q) + logGammaOnePlus(a)) / a);
}

function sides(a: number, tail: (a: number, x: number) => number) {
  return {
    mean: a,
    tail: (x: number) => tail(a, x),
    slope: (x: number) => a * Math.exp(logPoissonPower(a, x)), // x·f(x)
    rising: tail === lowerGamma,
  };
}

function logGammaOfOnePlus(a: number): number {
  return a <= 1 ? logGammaOnePlus(a) : a * Math.log(a) - a - logPoissonPower(a, a);
}

/** P and Q. */
function tails(a: number, x: number): readonly [P: number, Q: number] {
  if (Number.isNaN(x)) return [NaN, NaN];
  if (x <= 0) return [0, 1];
  if (x === Infinity) return [1, 0];
  if (a >= LARGE && x > 0.3 * a && x < 2.35 * a) return uniform(a, x);
  if (a < 1 && x < 1.5) return ofSmall(a, x);
  if (x < a + 1) {
    const P = Math.exp(logPoissonPower(a, x)) * series(a, x);
    return [P, 1 - P];
  }
  const Q = a * Math.exp(logPoissonPower(a, x)) * fraction(a, x);
  return [1 - Q, Q];
}

/** Σ xⁿ / ((a + 1)⋯(a + n)) */
function series(a: number, x: number): number {
  let sum = 1;
  for (let term = 1, n = 1; ; n++) {
    term *= x / (a + n);
    if (term <= sum * 2 ** -55 && x < a + n) return sum;
    sum += term;
  }
}

/** 1/(x + 1 − a − 1·(1 − a)/(x + 3 − a − 2·(2 − a)/(x + 5 − a − …))) */
function fraction(a: number, x: number): number {
  return 1 / fractionByLentz(x + 1 - a, (i) => [i * (a - i), x + 1 - a + 2 * i]);
}

/**
 * For a < 1 and small x, where Q may be small though x is below a:
 *
 *     P = xᵃ/Γ(a + 1)·(1 + v),  Q = −expm1(a·ln x − ln Γ(a + 1)) − xᵃ/Γ(a + 1)·v,  v = a·Σₙ≥₁ (−x)ⁿ / ((a + n)·n!)
 */
function ofSmall(a: number, x: number): readonly [P: number, Q: number] {
  const logPower = a * Math.log(x) - logGammaOnePlus(a);
  let v = 0;
  for (let n = 1, term = 1; Math.abs(term) > 2 ** -56; n++) {
    term *= -x / n;
    v += (a * term) / (a + n);
  }
  const power = Math.exp(logPower);
  return [power * (1 + v), -Math.expm1(logPower) - power * v];
}

/**
 * Temme's expansion, uniform in x, with ½η² = λ − 1 − ln λ, λ = x/a:
 *
 *     Q = ½·erfc(η·√(a/2)) + e^(−aη²/2)/√(2πa)·Σ Cₖ(η)·a⁻ᵏ
 */
function uniform(a: number, x: number): readonly [P: number, Q: number] {
  const half = deviance(a, x); // ½aη²
  const eta = Math.sign(x - a) * Math.sqrt(2 * logExcess((x - a) / a));
  const scale = Math.exp(-half);
  const rest = (scale * temmeSeries(eta, a)) / Math.sqrt(2 * Math.PI * a);
  const tail = (scale * scaledErfc(Math.sqrt(half))) / 2;
  return x < a ? [tail - rest, 1 - tail + rest] : [1 - tail - rest, tail + rest];
}
