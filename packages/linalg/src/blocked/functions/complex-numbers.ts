import type { ComplexNumber } from "../../errors.js";

/** The root in the right half plane, on its border the one above; without needless overflow. */
export function sqrtOf([re, im]: ComplexNumber): ComplexNumber {
  if (re === 0 && im === 0) return [0, 0];
  if (im === 0) return re > 0 ? [Math.sqrt(re), 0] : [0, Math.sqrt(-re)];
  const half = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
  return re >= 0 ? [half, im / (2 * half)] : [Math.abs(im) / (2 * half), im < 0 ? -half : half];
}
