import type { ComplexNumber } from "../../errors.js";

export function times([a, b]: ComplexNumber, [c, d]: ComplexNumber): ComplexNumber {
  return [a * c - b * d, a * d + b * c];
}

/** Without needless overflow. @see Smith 1962 */
export function over([a, b]: ComplexNumber, [c, d]: ComplexNumber): ComplexNumber {
  if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const t = c + d * r;
    return [(a + b * r) / t, (b - a * r) / t];
  }
  const r = c / d;
  const t = c * r + d;
  return [(a * r + b) / t, (b * r - a) / t];
}

export function minus([a, b]: ComplexNumber, [c, d]: ComplexNumber): ComplexNumber {
  return [a - c, b - d];
}

export function plus([a, b]: ComplexNumber, [c, d]: ComplexNumber): ComplexNumber {
  return [a + c, b + d];
}

/** The root in the right half plane, on its border the one above; without needless overflow. */
export function sqrtOf([re, im]: ComplexNumber): ComplexNumber {
  if (re === 0 && im === 0) return [0, 0];
  if (im === 0) return re > 0 ? [Math.sqrt(re), 0] : [0, Math.sqrt(-re)];
  const half = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
  return re >= 0 ? [half, im / (2 * half)] : [Math.abs(im) / (2 * half), im < 0 ? -half : half];
}

/** The principal logarithm, accurate near 1 too. */
export function logOf([re, im]: ComplexNumber): ComplexNumber {
  if (im === 0 && re > 0) return [Math.log(re), 0];
  if (Math.abs(re - 1) < 0.5 && Math.abs(im) < 0.5) return log1pOf([re - 1, im]);
  return [Math.log(Math.hypot(re, im)), Math.atan2(im, re)];
}

/** log(1 + z), accurate for small z. */
export function log1pOf([re, im]: ComplexNumber): ComplexNumber {
  return [Math.log1p(re * (2 + re) + im * im) / 2, Math.atan2(im, 1 + re)];
}

/** eᶻ − 1, accurate for small z. */
export function expm1Of([re, im]: ComplexNumber): ComplexNumber {
  const half = Math.sin(im / 2);
  return [Math.expm1(re) * Math.cos(im) - 2 * half * half, Math.exp(re) * Math.sin(im)];
}
