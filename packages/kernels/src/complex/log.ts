import type { Pair } from "./arithmetic.js";

/** log |z| + i·arg z. Cut: the negative real axis. */
export function log(re: number, im: number): Pair {
  const [x, y] = [Math.abs(re), Math.abs(im)];
  const [low, high] = x < y ? [x, y] : [y, x];
  // near the unit circle from |z|² − 1, because log would lose what rounding |z| has lost
  const near = high > 0.5 && high < 2;
  return [near ? Math.log1p((high - 1) * (high + 1) + low * low) / 2 : Math.log(hypot(re, im)), Math.atan2(im, re)];
}

/** eˣ·(cos y + i·sin y). */
export function exp(re: number, im: number): Pair {
  if (im === 0) return [Math.exp(re), im];
  if (!Number.isFinite(im) && Math.abs(re) === Infinity) return re > 0 ? [re, NaN] : [0, 0];
  const halves = re > 700 ? 2 : 1; // eˣ may overflow where its product with a cosine does not
  const size = Math.exp(re / halves);
  const rest = halves === 1 ? 1 : size;
  return [size * Math.cos(im) * rest, size * Math.sin(im) * rest];
}

/** |z| = √(x² + y²), scaled where the squares would overflow or underflow. */
export function hypot(re: number, im: number): number {
  const size = Math.sqrt(re * re + im * im);
  return size > 1e-140 && size < Infinity ? size : Math.hypot(re, im);
}
