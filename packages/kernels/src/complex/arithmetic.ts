/** A complex number: real and imaginary part. */
export type Pair = readonly [re: number, im: number];

/** (a + bi)·(c + di). |Δ| ≤ √2·γ₂·|x·y| (Higham 2002, lemma 3.5). */
export function multiply(a: number, b: number, c: number, d: number): Pair {
  return [a * c - b * d, a * d + b * c];
}

/**
 * (a + bi)/(c + di), by the formula with c² + d² on numbers scaled by powers of two, so that nothing overflows or underflows
 * but the quotient: |Δ| ≤ √2·γ₅·|x/y|. NaN where the divisor is 0 or infinite.
 */
export function divide(a: number, b: number, c: number, d: number): Pair {
  if (isTame(a, b) && isTame(c, d)) {
    const square = c * c + d * d; // nothing to scale: powers of two would change no bit
    return [(a * c + b * d) / square, (b * c - a * d) / square];
  }
  const [k, l] = [exponent(a, b), exponent(c, d)];
  const [s, t] = [2 ** -k, 2 ** -l];
  const [re, im] = multiply(a * s, b * s, c * t, -d * t);
  const norm = c * t * (c * t) + d * t * (d * t);
  const half = (k - l) >> 1;
  const [p, q] = [2 ** half, 2 ** (k - l - half)];
  return [(re / norm) * p * q, (im / norm) * p * q];
}

/** Whether the larger part is near enough to 1 for squares and their quotients. */
function isTame(re: number, im: number): boolean {
  const size = Math.max(Math.abs(re), Math.abs(im));
  return size > 1e-30 && size < 1e30;
}

/** That of the larger part, in the range where its power of two and the inverse of that are normal. */
function exponent(re: number, im: number): number {
  return Math.max(-1022, Math.min(1022, Math.floor(Math.log2(Math.max(Math.abs(re), Math.abs(im))))));
}
