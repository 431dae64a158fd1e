import { erfc, erfcInverse, scaledErfc } from "./error-function.js";

/** Clears the lower 27 bits: the square of what is left has no rounding. */
const SPLIT = 2 ** 27 + 1;

/**
 * e^(−z²/2): z² is rounded, and its exponential would magnify that by z². With z = h + l, h of 26 bits,
 *
 *     z² = h² + l·(h + z)
 */
export function gaussian(z: number): number {
  if (!(Math.abs(z) < 40)) return Math.exp((-z * z) / 2);
  const c = SPLIT * z;
  const high = c - (c - z);
  return Math.exp((-high * high) / 2) * Math.exp((-(z - high) * (z + high)) / 2);
}

/** P(Z > z) of a standard normal Z. */
export function normalTail(z: number): number {
  return z > 1 ? (gaussian(z) * scaledErfc(z * Math.SQRT1_2)) / 2 : erfc(z * Math.SQRT1_2) / 2;
}

/**
 * The z whose upper tail is q.
 *
 * @remarks In the far tail one Newton step on ln q, where a relative error of q is an absolute one that is divided by z² on its way to z.
 */
export function normalTailInverse(q: number): number {
  if (q > 0.5) return -normalTailInverse(1 - q);
  if (q === 0) return Infinity;
  const z = Math.SQRT2 * erfcInverse(2 * q);
  if (q > 0.1) return z;
  const scaled = scaledErfc(z * Math.SQRT1_2) / 2;
  return z + (Math.log(scaled) - (z * z) / 2 - Math.log(q)) * scaled * Math.sqrt(2 * Math.PI);
}
