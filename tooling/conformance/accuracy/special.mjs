// erf, erfc, Γ, ln|Γ| and ψ of numbers with 160 bits.
import {
  BITS,
  abs,
  add,
  big,
  compare,
  div,
  exponentOf,
  mul,
  neg,
  one,
  scaled,
  shift,
  sub,
  toNumber,
} from "./big-float.mjs";
import { exp, log, pi, sinCos, sqrt } from "./elementary.mjs";

const rootPi = sqrt(pi);

/** erf x = 2x/√π·e^(−x²)·Σ (2x²)ⁿ/(1·3·5…(2n + 1)), all terms positive. */
export function erf(x) {
  if (x.m === 0n) return x;
  if (toNumber(abs(x)) > 20) return x.m > 0n ? one : neg(one);
  const square = mul(x, x);
  let term = one;
  let sum = one;
  for (let n = 3n; exponentOf(term) > exponentOf(sum) - BITS; n += 2n) {
    term = div(shift(mul(term, square), 1), scaled(n));
    sum = add(sum, term);
  }
  return div(mul(shift(mul(x, exp(neg(square))), 1), sum), rootPi);
}

/** erfc x: 1 − erf x, or from 4 on the continued fraction e^(−x²)/√π · 1/(x + ½/(x + 1/(x + …))). */
export function erfc(x) {
  const value = toNumber(x);
  if (value < 4) return sub(one, erf(x));
  let t = x;
  for (let n = 20 + Math.ceil((60 / value) ** 2 / 2); n > 0; n--) t = add(x, div(scaled(BigInt(n), -1), t));
  return div(exp(neg(mul(x, x))), mul(rootPi, t));
}

/** Bernoulli numbers B₂, B₄, … over 2k(2k − 1): the coefficients of Stirling's series. */
const stirling = bernoulli(100)
  .filter((_, n) => n >= 2 && n % 2 === 0)
  .map(([p, q], i) => div(scaled(p), scaled(q * BigInt((2 * i + 2) * (2 * i + 1)))));

/** B₀ … Bₙ as fractions, by the recurrence Σ binomial(n + 1, k)·Bₖ = 0. */
function bernoulli(count) {
  const all = [[1n, 1n]];
  for (let n = 1; n < count; n++) {
    let [p, q] = [0n, 1n];
    let binomial = 1n;
    for (let k = 0; k < n; k++) {
      const [a, b] = all[k];
      [p, q] = lowest(p * b + binomial * a * q, q * b);
      binomial = (binomial * BigInt(n + 1 - k)) / BigInt(k + 1);
    }
    all.push(lowest(-p, q * BigInt(n + 1)));
  }
  return all;
}

function lowest(p, q) {
  let [a, b] = [p < 0n ? -p : p, q];
  while (b !== 0n) [a, b] = [b, a % b];
  return [p / a, q / a];
}

/** x moved beyond 60 by Γ(x + 1) = x·Γ(x): the number reached, and the product of those passed. */
function moved(x) {
  let product = one;
  let y = x;
  for (; toNumber(y) < 60; y = add(y, one)) product = mul(product, y);
  return [y, product];
}

/** ln Γ(y) for y ≥ 60 by Stirling's series. */
function large(y) {
  const inverse = div(one, y);
  const z = mul(inverse, inverse);
  let sum = scaled(0n);
  let power = inverse;
  for (const c of stirling) {
    const term = mul(c, power);
    if (exponentOf(term) < -280) break;
    sum = add(sum, term);
    power = mul(power, z);
  }
  const half = shift(log(shift(pi, 1)), -1);
  return add(add(sub(mul(sub(y, big(0.5)), log(y)), y), half), sum);
}

/** sin πx, for x of either sign. */
function sinPi(x) {
  return sinCos(mul(pi, x))[0];
}

/** Γ(x); below ½ by reflection. */
export function gamma(x) {
  if (compare(x, big(0.5)) < 0) return div(pi, mul(sinPi(x), gamma(sub(one, x))));
  const [y, product] = moved(x);
  return div(exp(large(y)), product);
}

/** ln|Γ(x)|. */
export function lgamma(x) {
  if (compare(x, big(0.5)) < 0) return sub(log(abs(div(pi, sinPi(x)))), lgamma(sub(one, x)));
  const [y, product] = moved(x);
  return sub(large(y), log(product));
}

/** ψ(y) for y ≥ 60: ln y − 1/2y − Σ B₂ₖ/2k·y⁻²ᵏ. */
function largeDigamma(y) {
  const inverse = div(one, y);
  const z = mul(inverse, inverse);
  let sum = sub(log(y), shift(inverse, -1));
  let power = z;
  for (const [i, c] of stirling.entries()) {
    const term = mul(mul(c, scaled(BigInt(2 * i + 1))), power);
    if (exponentOf(term) < -280) break;
    sum = sub(sum, term);
    power = mul(power, z);
  }
  return sum;
}

/** ψ(x) = ψ(x + 1) − 1/x; below ½ by ψ(1 − x) − π·cot πx. */
export function digamma(x) {
  if (compare(x, big(0.5)) < 0) {
    const [sine, cosine] = sinCos(mul(pi, x));
    return sub(digamma(sub(one, x)), div(mul(pi, cosine), sine));
  }
  let passed = scaled(0n);
  let y = x;
  for (; toNumber(y) < 60; y = add(y, one)) passed = add(passed, div(one, y));
  return sub(largeDigamma(y), passed);
}

/** What of the terms of ψ(x) may cancel: 1 about its zero, and ψ(1 − x) below 0. */
export function digammaScale(x) {
  return Math.max(1, x < 0 ? Math.log(1 - x) : 0);
}
