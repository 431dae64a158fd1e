import { type Width, divideBy, subtractDot, subtractScaled } from "../matrix/lanes.js";

/**
 * A = L·Lᴴ in place for a Hermitian band matrix, on rows: element (i, j), j ≤ i, is number j − i + lower of row i, of lower + 1.
 *
 * @returns the index of the first pivot that is not positive (its value is left on the diagonal), or −1
 * @remarks n·lower² flops.
 */
export function factorBandCholesky(n: number, lower: number, width: Width, a: Float64Array): number {
  const stride = width * (lower + 1);
  for (let i = 0; i < n; i++) {
    const row = i * stride;
    const first = Math.max(0, i - lower);
    for (let j = first; j < i; j++) {
      const other = j * stride;
      const from = Math.max(first, j - lower);
      const at = row + width * (j - i + lower);
      const count = j - from;
      subtractDot(width, count, a, at - width * count, a, other + width * (lower - count), a, at, true);
      divideBy(width, 1, a, other + width * lower, a, at);
    }
    const diagonal = row + width * lower;
    if (width === 2) a[diagonal + 1] = 0;
    const count = i - first;
    subtractDot(width, count, a, diagonal - width * count, a, diagonal - width * count, a, diagonal, true);
    if (!(a[diagonal] > 0)) return i; // also when it is NaN
    a[diagonal] = Math.sqrt(a[diagonal]);
    if (width === 2) a[diagonal + 1] = 0;
  }
  return -1;
}

/** x ← (L·Lᴴ)⁻¹·x, in place. */
export function solveBandCholesky(n: number, lower: number, width: Width, a: Float64Array, x: Float64Array): void {
  const stride = width * (lower + 1);
  for (let i = 0; i < n; i++) {
    const count = Math.min(i, lower);
    const diagonal = i * stride + width * lower;
    subtractDot(width, count, a, diagonal - width * count, x, width * (i - count), x, width * i);
    divideBy(width, 1, a, diagonal, x, width * i);
  }
  for (let i = n - 1; i >= 0; i--) {
    const count = Math.min(i, lower);
    const diagonal = i * stride + width * lower;
    divideBy(width, 1, a, diagonal, x, width * i);
    const [re, im] = [x[width * i], width === 1 ? 0 : x[width * i + 1]];
    subtractScaled(width, count, re, im, a, diagonal - width * count, x, width * (i - count), true);
  }
}
