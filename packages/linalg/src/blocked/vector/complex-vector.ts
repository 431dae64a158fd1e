/**
 * Loops over contiguous complex128 vectors (BLAS level 1). A vector is an interleaved array and the index of its first
 * real part, twice the index of the element; n counts complex elements. Complex answers go to `out[0]` and `out[1]`.
 */

import * as real from "./vector.js";

/** Σᵢ x̄ᵢ·yᵢ. */
export function dotc(
  n: number,
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
  out: Float64Array | number[],
): void {
  let r0 = 0;
  let r1 = 0;
  let i0 = 0;
  let i1 = 0;
  for (const end = xAt + 2 * n; xAt < end; xAt += 2, yAt += 2) {
    r0 += x[xAt] * y[yAt];
    r1 += x[xAt + 1] * y[yAt + 1];
    i0 += x[xAt] * y[yAt + 1];
    i1 += x[xAt + 1] * y[yAt];
  }
  out[0] = r0 + r1;
  out[1] = i0 - i1;
}

/** y ← y + (re + i·im)·x. */
export function addScaled(
  n: number,
  re: number,
  im: number,
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
): void {
  for (const end = xAt + 2 * n; xAt < end; xAt += 2, yAt += 2) {
    const a = x[xAt];
    const b = x[xAt + 1];
    y[yAt] += re * a - im * b;
    y[yAt + 1] += re * b + im * a;
  }
}

/** x ← (re + i·im)·x. */
export function scale(n: number, re: number, im: number, x: Float64Array, at: number): void {
  for (const end = at + 2 * n; at < end; at += 2) {
    const a = x[at];
    const b = x[at + 1];
    x[at] = re * a - im * b;
    x[at + 1] = re * b + im * a;
  }
}

/** x ← α·x for a real α. */
export function scaleReal(n: number, alpha: number, x: Float64Array, at: number): void {
  real.scale(2 * n, alpha, x, at);
}

/** x ← x̄. */
export function conjugate(n: number, x: Float64Array, at: number): void {
  for (let i = at + 1; i < at + 2 * n; i += 2) x[i] = -x[i];
}

/** √(Σᵢ |xᵢ|²) without overflow or harmful underflow. */
export function norm2(n: number, x: Float64Array, at: number): number {
  return real.norm2(2 * n, x, at);
}

/** Index (of the element) of the first largest |Re xᵢ| + |Im xᵢ|, within √2 of the largest magnitude; 0 of nothing. */
export function indexOfLargest(n: number, x: Float64Array, at: number): number {
  let best = -1;
  let index = 0;
  for (let i = 0; i < n; i++) {
    const v = Math.abs(x[at + 2 * i]) + Math.abs(x[at + 2 * i + 1]);
    if (v > best) {
      best = v;
      index = i;
    }
  }
  return index;
}

/** (a + i·b) / (c + i·d) without overflow in between. @see Smith 1962, *CACM* 5:435 */
export function divide(a: number, b: number, c: number, d: number, out: Float64Array | number[]): void {
  if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const s = c + d * r;
    out[0] = (a + b * r) / s;
    out[1] = (b - a * r) / s;
  } else {
    const r = c / d;
    const s = c * r + d;
    out[0] = (a * r + b) / s;
    out[1] = (b * r - a) / s;
  }
}
