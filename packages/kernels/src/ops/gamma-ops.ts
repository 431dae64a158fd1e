import { INVERSE_GAMMA, LOG_GAMMA_NEAR_1, LOG_GAMMA_NEAR_2, polynomial } from "./gamma-series.js";
import { gammaFamily, lgammaFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

/** Γ(x): NaN at negative integers, ±∞ at ±0. */
export const gamma: MapOp = { name: "gamma", reference: gammaOf, result: "same", code: 0, family: gammaFamily };

/** ln|Γ(x)|: ∞ at 0 and negative integers. */
export const lgamma: MapOp = { name: "lgamma", reference: logGammaOf, result: "same", code: 0, family: lgammaFamily };

/** Keeps products of up to 200 factors within range. */
const SCALE = 6.223015277861142e-61; // 2⁻²⁰⁰

/**
 * Γ(n + f) = Γ(1 + f)·(1 + f)·(2 + f)…, or for n ≤ 0 divided by f·(f − 1)…, with n the nearest integer, so that all factors are
 * exact. Their product is carried with the error of its roundings.
 *
 * @see Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18, 1971
 */
function gammaOf(x: number): number {
  if (Math.abs(x) < 1e-17) return 1 / x;
  if (x > 172 || x !== x) return x > 0 ? Infinity : x;
  if (x === -Infinity || (x < 0 && Number.isInteger(x))) return NaN;
  if (x < -190) return Math.ceil(x) % 2 === 0 ? -0 : 0;
  const n = Math.round(x);
  let product = SCALE;
  let rest = 0;
  for (let i = n > 0 ? 1 - n : 0; i <= (n > 0 ? -1 : -n); i++) {
    const p = product * (x + i);
    rest = rest * (x + i) + lostIn(product, x + i, p);
    product = p;
  }
  const whole = product + rest;
  const inverse = 1 + (x - n) * polynomial(INVERSE_GAMMA, x - n);
  return n > 0 ? whole / inverse / SCALE : SCALE / (inverse * whole);
}

/** a·b − p exactly, p being a·b as rounded. */
function lostIn(a: number, b: number, p: number): number {
  const front = a * 134217729 - (a * 134217729 - a);
  const back = b * 134217729 - (b * 134217729 - b);
  return front * back - p + front * (b - back) + (a - front) * back + (a - front) * (b - back);
}

/**
 * Polynomials on [0.7, 3]; the product of factors that lead there below 20, Stirling's series beyond; reflection below 0, where
 * values near a zero of ln|Γ| have a small absolute, but no small relative error.
 */
function logGammaOf(x: number): number {
  if (x <= 0) {
    if (Number.isInteger(x) || x === -Infinity) return Infinity;
    const sine = Math.abs(Math.sin(Math.PI * (x - Math.round(x))));
    return x > -1e-17 ? -Math.log(-x) : Math.log(Math.PI / (-x * sine)) - logGammaOf(-x);
  }
  if (x < 0.7) return x < 1e-17 ? -Math.log(x) : logGammaOf(1 + x) - Math.log(x);
  if (x <= 1.5) return nearOne(x - 1);
  if (x <= 3) return (x - 1) * (x - 2) * polynomial(LOG_GAMMA_NEAR_2, x - 2.25);
  if (x < 20) {
    let product = 1;
    while (x > 3) product *= --x;
    return Math.log(product) + logGammaOf(x);
  }
  const z = 1 / (x * x);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / x;
  return (x - 0.5) * (Math.log(x) - 1) + (0.4189385332046727 + (x < 1e20 ? series : 0));
}

/** ln Γ(1 + f) = f·(f − 1)·(γ + f·…), γ being Euler's constant in two parts. */
function nearOne(f: number): number {
  const [, ...rest] = LOG_GAMMA_NEAR_1;
  return (f * f - f) * (0.5772156649015329 + (f * polynomial(rest, f) - 4.942915152430647e-18));
}
