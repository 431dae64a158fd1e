/** A number as the unevaluated sum of two: some 106 bits. */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** Clears the lower 27 bits, so that products of halves are exact. */
const SPLIT = 2 ** 27 + 1;

/**
 * Σ xᵢ, each rounding error kept (Knuth's two-sum).
 *
 * @see Ogita, Rump & Oishi, *Accurate sum and dot product*, 2005
 */
export function sumOf(xs: ArrayLike<number>): DoubleDouble {
  let high = 0;
  let low = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i];
    const sum = high + x;
    const part = sum - high;
    low += high - (sum - part) + (x - part);
    high = sum;
  }
  const total = high + low;
  return { high: total, low: low - (total - high) };
}

/** Σ xᵢ / n: data of which the mean is but a little farther than their spread lose nothing by subtracting it. */
export function meanOf(xs: ArrayLike<number>): DoubleDouble {
  const { high, low } = sumOf(xs);
  const quotient = high / xs.length;
  return {
    high: quotient,
    low: (high - quotient * xs.length + (low - errorOfProduct(quotient, xs.length))) / xs.length,
  };
}

/** a − b, rounded once. */
export function difference(a: DoubleDouble, b: DoubleDouble): number {
  return a.high - b.high + (a.low - b.low);
}

/** xᵢ − mean. */
export function centred(xs: ArrayLike<number>, mean: DoubleDouble): Float64Array {
  return Float64Array.from(xs, (x) => x - mean.high - mean.low);
}

/**
 * Σ (xᵢ − x̄)²
 *
 * @remarks Of centred data, with the square of what rounding left of their sum taken off (Chan, Golub & LeVeque 1983).
 */
export function squaresAbout(xs: ArrayLike<number>, mean: DoubleDouble): number {
  const rest = centred(xs, mean);
  const left = sumOf(rest).high;
  return sumOf(rest.map((d) => d * d)).high - (left * left) / xs.length;
}

/** Σ (xᵢ − x̄)(yᵢ − ȳ), of centred data. */
export function productsOf(x: Float64Array, y: Float64Array): number {
  return sumOf(x.map((v, i) => v * y[i])).high;
}

/** a·b − fl(a·b), exactly (Dekker). */
function errorOfProduct(a: number, b: number): number {
  const [p, q] = [SPLIT * a, SPLIT * b];
  const [a1, b1] = [p - (p - a), q - (q - b)];
  const [a0, b0] = [a - a1, b - b1];
  return a0 * b0 - (a * b - a1 * b1 - a0 * b1 - a1 * b0);
}
