import { type Width, divideBy, sizeAt, subtractDot, subtractScaled } from "../matrix/lanes.js";

/**
 * T·X = B for a Toeplitz matrix, T[i, j] = c[i − j] below and r[j − i] above the diagonal, by bordering: from the first column f and the last column g
 * of the inverse of a leading block follow those of the next, f ← (f − φ·g)/δ and g ← (g − γ·f)/δ (each with a zero
 * where the other began), with φ and γ their products with the new row and the new first row, δ = 1 − φ·γ.
 *
 * @param c column, length n; `r` row, of which the first element is not read
 * @param x k columns of length n each, one after the other: B on entry, X on return
 * @returns the order of the first leading block that is singular, less one, or −1; then x is not what was asked for
 * @remarks (5 + 2·k)·n² flops.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §4.7.3, §4.7.7 for unsymmetric T; Levinson 1947
 */
export function levinson(
  n: number,
  k: number,
  width: Width,
  c: Float64Array,
  r: Float64Array,
  x: Float64Array,
): number {
  const w = width;
  const reversed = new Float64Array(w * n); // c from its end: row m of T is a run of it
  for (let i = 0; i < n; i++) for (let part = 0; part < w; part++) reversed[w * (n - 1 - i) + part] = c[w * i + part];
  let [f, g, f1, g1] = Array.from({ length: 4 }, () => new Float64Array(w * n)); // of this order and of the next
  const products = new Float64Array(3 * w); // φ, γ and δ
  if (sizeAt(w, c, 0) === 0) return 0;
  f[0] = 1;
  divideBy(w, 1, c, 0, f, 0);
  g.set(f.subarray(0, w));
  for (let j = 0; j < k; j++) divideBy(w, 1, c, 0, x, w * n * j);
  for (let m = 1; m < n; m++) {
    products.fill(0);
    const row = w * (n - 1 - m);
    subtractDot(w, m, reversed, row, f, 0, products, 0);
    subtractDot(w, m, r, w, g, 0, products, w);
    for (let i = 0; i < 2 * w; i++) products[i] = -products[i];
    if (!blockDeterminant(w, products)) return m;
    f1.set(f);
    g1.fill(0, 0, w);
    g1.set(g.subarray(0, w * m), w);
    subtractScaled(w, m + 1, products[0], w === 1 ? 0 : products[1], g1, 0, f1, 0);
    subtractScaled(w, m + 1, products[w], w === 1 ? 0 : products[w + 1], f, 0, g1, 0);
    divideBy(w, m + 1, products, 2 * w, f1, 0);
    divideBy(w, m + 1, products, 2 * w, g1, 0);
    [f, g, f1, g1] = [f1, g1, f, g];
    for (let j = 0; j < k; j++) {
      const at = w * n * j;
      const entry = at + w * m;
      subtractDot(w, m, reversed, row, x, at, x, entry); // what is left of b[m]
      const [re, im] = [x[entry], w === 1 ? 0 : x[entry + 1]];
      x.fill(0, entry, entry + w);
      subtractScaled(w, m + 1, -re, -im, g, 0, x, at);
    }
  }
  return -1;
}

/** Writes δ = 1 − φ·γ; false where rounding may have made all of it. */
function blockDeterminant(width: Width, products: Float64Array): boolean {
  if (width === 1) {
    const product = products[0] * products[1];
    products[2] = 1 - product;
    return Math.abs(products[2]) > 2 ** -52 * (1 + Math.abs(product));
  }
  const [a, b, c, d] = products;
  const [re, im] = [a * c - b * d, a * d + b * c];
  products[4] = 1 - re;
  products[5] = -im;
  return Math.hypot(1 - re, im) > 2 ** -52 * (1 + Math.hypot(re, im));
}
