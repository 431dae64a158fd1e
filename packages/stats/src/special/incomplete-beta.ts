import { normalTailInverse } from "./gaussian.js";
import { fractionByLentz } from "./lentz.js";
import { quantileByNewton } from "./quantile.js";
import { logBetaPower, logGammaOnePlus, logGammaRise } from "./stirling.js";

/** Below this exponent the smaller tail may be the one that its fraction does not converge to. */
const SMALL = 0.3;

/**
 * Regularized incomplete beta function
 *
 *     Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt
 *
 * @param y 1 − x, with the digits that it has
 * @remarks By the continued fraction, on the side of the mean where it converges, in O(√max(a, b)) steps.
 * @see Didonato & Morris, *Algorithm 708: significant digit computation of the incomplete beta function ratios*, 1992
 */
export function lowerBeta(a: number, b: number, x: number, y: number): number {
  return tails(a, b, x, y)[0];
}

/** 1 − Iₓ(a, b), with all its digits. */
export function upperBeta(a: number, b: number, x: number, y: number): number {
  return tails(a, b, x, y)[1];
}

/** x/(1 − x) of the x whose Iₓ(a, b) is `p`: the odds hold the digits of both. */
export function lowerBetaInverse(a: number, b: number, p: number): number {
  if (p > 0.5) return upperBetaInverse(a, b, 1 - p);
  if (p === 0) return 0;
  return oddsOf(a, b, p);
}

/** x/(1 − x) of the x whose 1 − Iₓ(a, b) is `q`. */
export function upperBetaInverse(a: number, b: number, q: number): number {
  if (q > 0.5) return lowerBetaInverse(a, b, 1 - q);
  if (q === 0) return Infinity;
  return 1 / oddsOf(b, a, q);
}

function oddsOf(a: number, b: number, p: number): number {
  const [x, y] = [(odds: number) => odds / (1 + odds), (odds: number) => 1 / (1 + odds)];
  // Iₓ(a, b) → xᵃ/(a·B(a, b)); and the logarithm of the odds is nearly normal for large a and b
  const small = Math.exp((Math.log(p) + logGammaOnePlusOf(a) - logGammaRise(b, a)) / a);
  if (small < 1e-300) return small;
  const normal = (a / b) * Math.exp(-normalTailInverse(p) * Math.sqrt(1 / a + 1 / b));
  return quantileByNewton({
    p,
    start: small < 1e-3 * Math.min(1, a / b) ? small : Math.max(small, normal),
    mean: a / b,
    tail: (odds) => lowerBeta(a, b, x(odds), y(odds)),
    slope: (odds) => Math.exp(logBetaPower(a, b, x(odds), y(odds))), // odds·f
    rising: true,
  });
}

function logGammaOnePlusOf(a: number): number {
  return a <= 1 ? logGammaOnePlus(a) : logGammaRise(1, a);
}

/** Iₓ(a, b) and its complement. */
function tails(a: number, b: number, x: number, y: number): readonly [number, number] {
  if (Number.isNaN(x) || Number.isNaN(y)) return [NaN, NaN];
  if (x <= 0) return [0, 1];
  if (y <= 0) return [1, 0];
  if (x > (a + 1) / (a + b + 2)) {
    const [lower, upper] = side(b, a, y, x);
    return [upper, lower];
  }
  return side(a, b, x, y);
}

/** Both, for x where the fraction of the lower one converges. */
function side(a: number, b: number, x: number, y: number): readonly [number, number] {
  if (a < SMALL) return ofSmall(a, b, x);
  const lower = Math.exp(logBetaPower(a, b, x, y)) * fraction(a, b, x, y);
  return [lower, 1 - lower];
}

function fraction(a: number, b: number, x: number, y: number): number {
  const balance = a * y - b * x + 1;
  const first = (a * balance) / (a + 1);
  return (
    1 /
    fractionByLentz(first, (m) => {
      const c = a + 2 * m;
      const step = (m * (b - m) * x) / (c - 1);
      return [
        (((a + m - 1) * (a + b + m - 1) * x) / (c - 1)) * step,
        m + step + ((a + m) * (balance + m * (1 + y))) / (c + 1),
      ];
    })
  );
}

/**
 * For small a, where 1 − Iₓ may be small on this side of the mean too:
 *
 *     I = xᵃ/(a·B(a, b))·(1 + v),  v = a·Σₙ≥₁ (1 − b)ₙ·xⁿ / (n!·(a + n))
 */
function ofSmall(a: number, b: number, x: number): readonly [number, number] {
  const logPower = a * Math.log(x) - logGammaOnePlus(a) + logGammaRise(b, a);
  let v = 0;
  for (let n = 1, term = 1; Math.abs(term) > 2 ** -56; n++) {
    term *= ((n - b) * x) / n;
    v += (a * term) / (a + n);
  }
  const power = Math.exp(logPower);
  return [power * (1 + v), -Math.expm1(logPower) - power * v];
}
