/** ½·ln 2π */
const HALF_LOG_TWO_PI = 0.9189385332046727;

/** B₂ₖ / (2k·(2k − 1)), k = 1, 2, …: at z ≥ 10 the next one is below 2⁻⁵³ of the first. */
const coefficients = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];

/**
 * What Stirling's formula lacks:
 *
 *     δ(z) = ln Γ(z + 1) − (z + ½)·ln z + z − ½·ln 2π
 *
 * The large terms of ln Γ cancel in densities and powers over Γ; δ is small, so that nothing is left to cancel in numbers.
 *
 * @remarks The asymptotic series from 10 on; below it δ(z) − δ(z + 1) = (z + ½)·ln(1 + 1/z) − 1, upwards. Absolute error of some ε.
 * @see Loader, *Fast and accurate computation of binomial probabilities*, 2000
 */
export function stirlingError(z: number): number {
  let shift = 0;
  let w = z;
  for (; w < 10; w++) shift += (w + 0.5) * Math.log1p(1 / w) - 1;
  const square = 1 / (w * w);
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * square + coefficients[k];
  return shift + sum / w;
}

/**
 * ln Γ(1 + a) for 0 ≤ a ≤ 1, with its digits where a is small.
 *
 * @remarks By shifting to 1 + a + n, where the small a is never added to something that it drowns in.
 */
export function logGammaOnePlus(a: number): number {
  return logGammaRise(1, a);
}

/**
 * ln Γ(b + a) − ln Γ(b), for 0 < b and 0 ≤ a: relatively exact as a goes to 0.
 *
 *     Γ(b + a)/Γ(b) = Γ(b + n + a)/Γ(b + n) · ∏ (b + k)/(b + k + a)
 */
export function logGammaRise(b: number, a: number): number {
  let shift = 0;
  let w = b;
  for (; w < 10; w++) shift += Math.log1p(a / w);
  // (w + a − ½)·ln(w + a) − (w − ½)·ln w − a, and the difference of δ(z) − ln z
  const rise = Math.log1p(a / w) * (w - 0.5 + a) + a * (Math.log(w) - 1);
  return rise + tailOfLogGamma(w, a) - shift;
}

/** Σ cₖ·((w + a)^(1−2k) − w^(1−2k)), each difference without cancellation. */
function tailOfLogGamma(w: number, a: number): number {
  const power = -Math.log1p(a / w);
  return coefficients.reduce((sum, c, k) => sum + (c * Math.expm1(power * (2 * k + 1))) / w ** (2 * k + 1), 0);
}

/**
 * x·ln(x/m) + m − x, the deviance of x from its mean m.
 *
 *     = x·(μ − ln(1 + μ)),  μ = (m − x)/x
 */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  return m > 0.5 * x && m < 2 * x ? x * logExcess((m - x) / x) : x * Math.log(x / m) + (m - x);
}

/** μ − ln(1 + μ), without cancellation: with v = μ/(2 + μ), ln(1 + μ) = 2·artanh v. */
export function logExcess(mu: number): number {
  if (!(mu > -0.5 && mu < 1)) return mu - Math.log1p(mu);
  const v = mu / (2 + mu);
  const square = v * v;
  let power = 2 * v * square;
  let sum = mu * v;
  for (let k = 3; ; k += 2, power *= square) {
    const next = sum - power / k;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln (xᵃ·e⁻ˣ/Γ(a + 1)): the Poisson probability of a under mean x, for real a > 0. */
export function logPoissonPower(a: number, x: number): number {
  if (x === 0) return -Infinity;
  return -(deviance(a, x) + stirlingError(a) + HALF_LOG_TWO_PI + Math.log(a) / 2);
}

/** ln (xᵃ·yᵇ/B(a, b)), y = 1 − x. */
export function logBetaPower(a: number, b: number, x: number, y: number): number {
  if (x === 0 || y === 0) return -Infinity;
  const n = a + b;
  const correction = stirlingError(a) + stirlingError(b) - stirlingError(n);
  const spread = (Math.log(a) + Math.log(b) - Math.log(n)) / 2;
  return spread - HALF_LOG_TWO_PI - correction - deviance(a, n * x) - deviance(b, n * y);
}
