import type { Pair } from "./arithmetic.js";
import { exchanged, sqrt, withSign } from "./functions.js";
import { hypot } from "./log.js";

/** The angle from √(1 ∓ z), of which no part cancels (Kahan 1987). Cuts: the real axis beyond ±1. */
export function acos(re: number, im: number): Pair {
  if (Math.abs(re) === Infinity) return [Math.PI / 2 - asin(re, im)[0], -asin(re, im)[1]];
  const [[a, b], [c, d]] = [sqrt(1 - re, -im), sqrt(1 + re, im)];
  return [2 * Math.atan2(a, c), Math.asinh(b * c - a * d)];
}

/** As `acos`. */
export function asin(re: number, im: number): Pair {
  if (Math.abs(re) === Infinity) {
    const angle = Math.abs(im) === Infinity ? Math.PI / 4 : Number.isNaN(im) ? NaN : Math.PI / 2;
    return [withSign(angle, re), withSign(Infinity, im)];
  }
  const [[a, b], [c, d]] = [sqrt(1 - re, -im), sqrt(1 + re, im)];
  return [Math.atan2(re, a * c - b * d), Math.asinh(a * d - b * c)];
}

/** From √(z ∓ 1). Cut: the real axis below 1. */
export function acosh(re: number, im: number): Pair {
  if (!Number.isFinite(re) || !Number.isFinite(im)) {
    const [x, y] = acos(re, im);
    return [Math.abs(y), withSign(x, im)];
  }
  const [[a, b], [c, d]] = [sqrt(re - 1, im), sqrt(re + 1, im)];
  return [Math.asinh(a * c + b * d), 2 * Math.atan2(b, c)];
}

/** asinh z = −i·asin iz. Cuts: the imaginary axis beyond ±i. */
export function asinh(re: number, im: number): Pair {
  return exchanged(asin(im, re));
}

/** ¼·log1p(4x/((1 − x)² + y²)) + i·½·atan2(2y, (1 − x)(1 + x) − y²). Cuts: the real axis beyond ±1. */
export function atanh(re: number, im: number): Pair {
  const size = hypot(re, im);
  if (size > 1e150) return [Number.isFinite(size) ? re / size / size : withSign(0, re), withSign(Math.PI / 2, im)];
  const x = Math.abs(re);
  const distance = hypot(1 - x, im);
  const ratio = (4 * x) / distance / distance;
  const real = ratio === Infinity ? (Math.log(4 * x) / 2 - Math.log(distance)) / 2 : Math.log1p(ratio) / 4;
  return [withSign(real, re), Math.atan2(2 * im, (1 - re) * (1 + re) - im * im) / 2];
}

/** atan z = −i·atanh iz. Cuts: the imaginary axis beyond ±i. */
export function atan(re: number, im: number): Pair {
  return exchanged(atanh(im, re));
}
