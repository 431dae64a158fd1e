/**
 * A sum that carries what rounding left over, in twice the working precision:
 *
 *     |value − Σ xᵢ| ≤ u·|Σ xᵢ| + γₙ²·Σ |xᵢ|,  γₙ = n·u/(1 − n·u),  u = 2⁻⁵³
 *
 * It adds numbers and products; the products' rounding errors are found by Dekker's splitting, exactly unless they underflow or
 * factors exceed 2⁹⁹⁶: callers scale.
 *
 * @see Ogita, Rump & Oishi, *Accurate sum and dot product*, SIAM J. Sci. Comput. 26, 2005, algorithms 4.4 and 5.3
 */
export class ExactSum {
  high = 0;
  low = 0;

  add(x: number): void {
    const sum = this.high + x;
    const part = sum - this.high;
    this.low += this.high - (sum - part) + (x - part);
    this.high = sum;
  }

  addProduct(a: number, b: number): void {
    const product = a * b;
    this.add(product);
    this.low += productError(a, b, product);
  }

  get value(): number {
    return this.high + this.low;
  }
}

/** 2²⁷ + 1: splits a double into two halves of 26 bits. */
export const SPLITTER = 134_217_729;

/** a·b − product, where the product is the rounded one. @see Dekker, *A floating-point technique*, Numer. Math. 18, 1971 */
export function productError(a: number, b: number, product: number): number {
  const bigA = SPLITTER * a;
  const highA = bigA - (bigA - a);
  const lowA = a - highA;
  const bigB = SPLITTER * b;
  const highB = bigB - (bigB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** The largest power of two that is not above a positive `x`, up to the rounding of a logarithm. */
export function powerOfTwo(x: number): number {
  return 2 ** Math.min(Math.floor(Math.log2(x)), 1023);
}
