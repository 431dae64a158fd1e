import { SPLITTER, productError } from "./exact-sum.js";

/**
 * Arithmetic in double-double: a number as the unevaluated sum of two float64, |low| ≤ ½ulp(high), some 106 bits.
 * What is multiplied must stay below 2⁹⁹⁶ and, for its errors to be held, above 2⁻⁹⁶⁹: callers scale by powers of two.
 *
 * @see Dekker, *A floating-point technique for extending the available precision*, 1971; Higham, *Accuracy and Stability of
 *   Numerical Algorithms*, 2nd ed., §4.3 and §27.9
 */
export type DoubleDouble = readonly [high: number, low: number];

/** Numbers in double-double. */
export interface DoubleVector {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

export function doubleVector(high: Float64Array): DoubleVector {
  return { high, low: new Float64Array(high.length) };
}

/** a + b and what its rounding lost (Knuth). */
export function twoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a·b and what its rounding lost. */
function twoProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  return [product, productError(a, b, product)];
}

export function plus(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = twoSum(a[0], b[0]);
  return twoSum(high, low + (a[1] + b[1]));
}

export function minus(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return plus(a, [-b[0], -b[1]]);
}

export function times(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = twoProduct(a[0], b[0]);
  return twoSum(high, low + (a[0] * b[1] + a[1] * b[0]));
}

export function over(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0];
  const rest = minus(a, times(b, [first, 0]));
  return twoSum(first, rest[0] / b[0]);
}

/** √a for a ≥ 0, by a Newton step from the rounded root. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const first = Math.sqrt(a[0]);
  if (first === 0) return [0, 0];
  const rest = minus(a, twoProduct(first, first));
  return twoSum(first, rest[0] / (2 * first));
}

/** y ← y − α·x, in place. */
export function subtractScaled(y: DoubleVector, [alpha, alphaLow]: DoubleDouble, x: DoubleVector): void {
  const scaled = SPLITTER * alpha;
  const a1 = scaled - (scaled - alpha);
  const a0 = alpha - a1;
  for (let i = 0; i < y.high.length; i++) {
    const v = x.high[i];
    const product = alpha * v;
    const scaledV = SPLITTER * v;
    const v1 = scaledV - (scaledV - v);
    const v0 = v - v1;
    const error = a1 * v1 - product + a1 * v0 + a0 * v1 + a0 * v0 + (alpha * x.low[i] + alphaLow * v);
    const high = y.high[i];
    const sum = high - product;
    const part = sum - high;
    const low = high - (sum - part) - (product + part) + (y.low[i] - error);
    y.high[i] = sum + low;
    y.low[i] = low - (y.high[i] - sum);
  }
}

/** Σ xᵢ·yᵢ. */
export function dotProduct(x: DoubleVector, y: DoubleVector): DoubleDouble {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < x.high.length; i++) {
    const u = x.high[i];
    const v = y.high[i];
    const product = u * v;
    const scaledU = SPLITTER * u;
    const scaledV = SPLITTER * v;
    const u1 = scaledU - (scaledU - u);
    const v1 = scaledV - (scaledV - v);
    const u0 = u - u1;
    const v0 = v - v1;
    const error = u1 * v1 - product + u1 * v0 + u0 * v1 + u0 * v0 + (u * y.low[i] + x.low[i] * v);
    const sum = total + product;
    const part = sum - total;
    lost += total - (sum - part) + (product - part) + error;
    total = sum;
  }
  return twoSum(total, lost);
}
