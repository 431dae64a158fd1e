/**
 * Loops over contiguous float64 vectors (BLAS level 1). A vector is an array and the index of its first element.
 * They take one array type, so that the loops of every decomposition stay monomorphic.
 */

/** Largest power of two whose square does not overflow when summed over any vector that fits in memory. */
const SAFE_LARGE = 2 ** 490;
/** Sums of squares below this have lost digits to underflow. */
const SAFE_SMALL = 2 ** -960;

/** Below this a reflector's β may be inaccurate: x is scaled up first. Smallest normal number / unit roundoff. */
export const SAFE_MIN: number = 2 ** -1022 / 2 ** -53;

/** Σᵢ xᵢ·yᵢ, in four partial sums. */
export function dot(n: number, x: Float64Array, xAt: number, y: Float64Array, yAt: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    s0 += x[xAt + i] * y[yAt + i];
    s1 += x[xAt + i + 1] * y[yAt + i + 1];
    s2 += x[xAt + i + 2] * y[yAt + i + 2];
    s3 += x[xAt + i + 3] * y[yAt + i + 3];
  }
  for (; i < n; i++) s0 += x[xAt + i] * y[yAt + i];
  return s0 + s1 + (s2 + s3);
}

/** y ← y + α·x. */
export function addScaled(n: number, alpha: number, x: Float64Array, xAt: number, y: Float64Array, yAt: number): void {
  for (let i = 0; i < n; i++) y[yAt + i] += alpha * x[xAt + i];
}

/** x ← α·x. */
export function scale(n: number, alpha: number, x: Float64Array, at: number): void {
  for (let i = 0; i < n; i++) x[at + i] *= alpha;
}

/** x ← x / d, also where 1/d would overflow. */
export function divide(n: number, d: number, x: Float64Array, at: number): void {
  const inverse = 1 / d;
  if (Math.abs(d) >= 2 ** -1022) scale(n, inverse, x, at);
  else for (let i = 0; i < n; i++) x[at + i] /= d;
}

/** √(Σᵢ xᵢ²) without overflow or harmful underflow. */
export function norm2(n: number, x: Float64Array, at: number): number {
  const s = dot(n, x, at, x, at);
  if (s > SAFE_SMALL && s < SAFE_LARGE * SAFE_LARGE) return Math.sqrt(s);
  const largest = Math.abs(x[at + indexOfLargest(n, x, at)]);
  if (n === 0 || largest === 0) return 0;
  let t = 0;
  for (let i = 0; i < n; i++) t += (x[at + i] / largest) ** 2;
  return largest * Math.sqrt(t);
}

/** √(a² + b²) without overflow or underflow; faster than `Math.hypot` where neither threatens. */
export function hypot(a: number, b: number): number {
  const s = a * a + b * b;
  return s > SAFE_SMALL && s < SAFE_LARGE * SAFE_LARGE ? Math.sqrt(s) : Math.hypot(a, b);
}

/** Index of the first element of largest magnitude; 0 for an empty vector. */
export function indexOfLargest(n: number, x: Float64Array, at: number): number {
  let best = -1;
  let index = 0;
  for (let i = 0; i < n; i++) {
    const v = Math.abs(x[at + i]);
    if (v > best) {
      best = v;
      index = i;
    }
  }
  return index;
}
