import { type Pair, divide, multiply } from "./arithmetic.js";
import { hypot, log } from "./log.js";

// Elementary functions of complex numbers, with the branch cuts and signed zeros of the Array API standard: on a cut, an
// imaginary (or real) part of +0 and one of −0 tell its sides apart.
// Kahan, *Branch cuts for complex elementary functions, or much ado about nothing's sign bit*, 1987.

/** eᶻ − 1 = (expm1 x·cos y − 2·sin²(y/2)) + i·eˣ·sin y. */
export function expm1(re: number, im: number): Pair {
  if (im === 0) return [Math.expm1(re), im];
  const s = Math.sin(im / 2);
  return [Math.expm1(re) * Math.cos(im) - 2 * s * s, Math.exp(re) * Math.sin(im)];
}

/** log(1 + z), near 0 from |1 + z|² − 1 = x·(2 + x) + y². */
export function log1p(re: number, im: number): Pair {
  if (!(Math.max(Math.abs(re), Math.abs(im)) < 0.5)) return log(1 + re, im);
  return [Math.log1p(re * (2 + re) + im * im) / 2, Math.atan2(im, 1 + re)];
}

/** z/|z|, 0 of 0. */
export function sign(re: number, im: number): Pair {
  const larger = Math.max(Math.abs(re), Math.abs(im));
  if (larger === 0) return [0, 0];
  const [x, y] = [re / larger, im / larger];
  const size = hypot(x, y);
  return [x / size, y / size];
}

/** z². */
export function square(re: number, im: number): Pair {
  return multiply(re, im, re, im);
}

/** The root in the right half-plane: √((|x| + |z|)/2) and y over twice that, scaled so that nothing overflows. */
export function sqrt(re: number, im: number): Pair {
  if (re === 0 && im === 0) return [0, im];
  if (Math.abs(im) === Infinity) return [Infinity, im];
  if (re === Infinity) return [re, Number.isNaN(im) ? im : withSign(0, im)];
  if (re === -Infinity) return Number.isNaN(im) ? [im, Infinity] : [0, withSign(Infinity, im)];
  const size = Math.max(Math.abs(re), Math.abs(im));
  const half = size > 2 ** 1000 ? 2 ** -100 : size < 2 ** -900 ? 2 ** 100 : 1; // its square scales z, it scales the root back
  const [x, y] = [re * half * half, im * half * half];
  const root = Math.sqrt((Math.abs(x) + hypot(x, y)) / 2);
  const [long, short] = [root / half, Math.abs(y) / (2 * root) / half];
  return re >= 0 ? [long, withSign(short, im)] : [short, withSign(long, im)];
}

/** 1/z. */
export function reciprocal(re: number, im: number): Pair {
  return divide(1, 0, re, im);
}

/** sinh x·cos y + i·cosh x·sin y. */
export function sinh(re: number, im: number): Pair {
  if (im === 0) return [Math.sinh(re), im];
  if (re === 0) return [Number.isFinite(im) ? re * Math.cos(im) : re, Math.sin(im)];
  const [s, c] = [Math.sin(im), Math.cos(im)];
  if (!(Math.abs(re) > 700)) return [Math.sinh(re) * c, Math.cosh(re) * s];
  const e = Math.exp(Math.abs(re) / 2); // cosh x = eˣ/2 may overflow where the product does not
  return [withSign((e / 2) * Math.abs(c) * e, withSign(1, re) * c), (e / 2) * s * e];
}

/** cosh x·cos y + i·sinh x·sin y. */
export function cosh(re: number, im: number): Pair {
  if (im === 0) return [Math.cosh(re), withSign(im, re)];
  if (re === 0) return [Math.cos(im), re * Math.sin(im)];
  const [s, c] = [Math.sin(im), Math.cos(im)];
  if (!(Math.abs(re) > 700)) return [Math.cosh(re) * c, Math.sinh(re) * s];
  const e = Math.exp(Math.abs(re) / 2);
  return [(e / 2) * c * e, (e / 2) * s * e * withSign(1, re)];
}

/** (β·ρ·s + i·t)/(1 + β·s²) with t = tan y, β = 1 + t², s = sinh x, ρ = cosh x (Kahan). */
export function tanh(re: number, im: number): Pair {
  if (!(Math.abs(re) <= 22)) {
    if (Math.abs(re) === Infinity && !Number.isFinite(im)) return [withSign(1, re), withSign(0, im)];
    const rest = 4 * Math.sin(im) * Math.cos(im) * Math.exp(-2 * Math.abs(re));
    return [Number.isNaN(rest) ? NaN : withSign(1, re), rest];
  }
  const [t, s] = [Math.tan(im), Math.sinh(re)];
  const beta = 1 + t * t;
  const denominator = 1 + beta * s * s;
  return [(beta * Math.sqrt(1 + s * s) * s) / denominator, t / denominator];
}

/** sin z = −i·sinh iz: both parts exchanged, before and after. */
export function sin(re: number, im: number): Pair {
  return exchanged(sinh(im, re));
}

/** cos z = cosh iz. */
export function cos(re: number, im: number): Pair {
  return cosh(-im, re);
}

/** tan z = −i·tanh iz. */
export function tan(re: number, im: number): Pair {
  return exchanged(tanh(im, re));
}

/** @internal */
export function exchanged([re, im]: Pair): Pair {
  return [im, re];
}

/** A magnitude with the sign of another number, that of a zero too. */
export function withSign(magnitude: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -magnitude : magnitude;
}
