/**
 * Loops over contiguous vectors of real or complex numbers. Places count numbers of the array: a complex vector that
 * begins with element i begins at 2·i. Scalars come in two parts, of which real vectors ignore the second.
 */

/** How many numbers an element takes. */
export type Width = 1 | 2;

/** y ← y − (re + i·im)·x, or with x̄ where `conjugated`. */
export function subtractScaled(
  width: Width,
  n: number,
  re: number,
  im: number,
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
  conjugated = false,
): void {
  if (width === 1) {
    for (let i = 0; i < n; i++) y[yAt + i] -= re * x[xAt + i];
    return;
  }
  const sign = conjugated ? -1 : 1;
  for (let i = 0; i < 2 * n; i += 2) {
    const [p, q] = [x[xAt + i], sign * x[xAt + i + 1]];
    y[yAt + i] -= re * p - im * q;
    y[yAt + i + 1] -= re * q + im * p;
  }
}

/** out ← out − Σᵢ xᵢ·yᵢ, or with ȳᵢ where `conjugated`; out is one element. */
export function subtractDot(
  width: Width,
  n: number,
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
  out: Float64Array,
  outAt: number,
  conjugated = false,
): void {
  if (width === 1) {
    let s = 0;
    for (let i = 0; i < n; i++) s += x[xAt + i] * y[yAt + i];
    out[outAt] -= s;
    return;
  }
  const sign = conjugated ? -1 : 1;
  let [re, im] = [0, 0];
  for (let i = 0; i < 2 * n; i += 2) {
    const [p, q] = [y[yAt + i], sign * y[yAt + i + 1]];
    re += x[xAt + i] * p - x[xAt + i + 1] * q;
    im += x[xAt + i] * q + x[xAt + i + 1] * p;
  }
  out[outAt] -= re;
  out[outAt + 1] -= im;
}

/** x ← x/d for n elements, d one element of an array. */
export function divideBy(width: Width, n: number, d: Float64Array, dAt: number, x: Float64Array, xAt: number): void {
  if (width === 1) {
    for (let i = 0; i < n; i++) x[xAt + i] /= d[dAt];
    return;
  }
  // 1/d by the larger part, which scales it (Smith 1962)
  const [c, e] = [d[dAt], d[dAt + 1]];
  const byReal = Math.abs(c) >= Math.abs(e);
  const ratio = byReal ? e / c : c / e;
  const below = byReal ? c + e * ratio : c * ratio + e;
  for (let i = xAt; i < xAt + 2 * n; i += 2) {
    const [p, q] = [x[i], x[i + 1]];
    x[i] = (byReal ? p + q * ratio : p * ratio + q) / below;
    x[i + 1] = (byReal ? q - p * ratio : q * ratio - p) / below;
  }
}

/** |x| of one element, of a complex one |Re x| + |Im x|. */
export function sizeAt(width: Width, x: Float64Array, at: number): number {
  return width === 1 ? Math.abs(x[at]) : Math.abs(x[at]) + Math.abs(x[at + 1]);
}
