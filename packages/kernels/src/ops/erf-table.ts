/**
 * Integrals of bell curves as series about the points k/16: what the references of erf, erfc and gelu evaluate. Computed in
 * integers when first used. The kernels have finer tables of their own, made in `assembly/math/erf-table.ts` without these.
 */

/** Numbers of an entry: the integral V up to k/16 and 1 − V, each with its rest, then 13 coefficients of V's series in x − k/16. */
export const ENTRY = 17;

/** V with V′ = peak·e^(−square·x²/2), in units of 2⁻¹⁶⁰. */
interface Curve {
  readonly square: bigint;
  readonly peak: bigint;
  /** V(0). */
  readonly start: bigint;
  readonly entries: number;
}

/** V = erf x, for 0 ≤ x ≤ 6; peak 2/√π. */
const erfCurve: Curve = { square: 2n, peak: 0x120dd750429b6d11ae3a914fed7fd8688281341d7n, start: 0n, entries: 97 };
/** V = Φ(x), the normal distribution, for 0 ≤ x ≤ 8½; peak 1/√(2π). */
const normalCurve: Curve = {
  square: 1n,
  peak: 0x662114cf50d942343f2cf1402eae38bfd3829f30n,
  start: 0x8000000000000000000000000000000000000000n,
  entries: 137,
};

/** Fractional bits of the integers that stand for numbers here. */
const BITS = 160n;
/** Enough for a series to reach the next point with 160 bits. */
const TERMS = 40;
/** Powers that matter for |x − k/16| ≤ 1/32: the next is below 10⁻¹⁷ of V or 1 − V, whichever is less. */
const DEGREE = 13;

/** Where the entries of Φ begin, behind those of erf. */
export const NORMAL = 1649; // 97 entries

/** Length of the table. */
const NUMBERS = 3978; // 97 + 137 entries

let table: Float64Array | null = null;

/** The entries of both curves, one after the other. */
export function erfTable(): Float64Array {
  if (table === null) {
    table = new Float64Array(NUMBERS);
    fill(table, erfCurve, 0);
    fill(table, normalCurve, NORMAL);
  }
  return table;
}

function fill(to: Float64Array, { square, peak, start, entries }: Curve, at: number): void {
  let [slope, integral] = [peak, start];
  for (let k = 0; k < entries; k++, at += ENTRY) {
    const series = integrated(square, BigInt(k), slope);
    storePair(to, at, integral);
    storePair(to, at + 2, (1n << BITS) - integral);
    for (let n = 1; n <= DEGREE; n++) to[at + 3 + n] = toNumber(series[n]) * 32 ** n;
    // u = 2 is the next point
    integral += series.reduce((sum, c, n) => sum + (c << BigInt(n)), 0n);
    slope = series.reduce((sum, c, n) => sum + BigInt(16 * n) * (c << BigInt(n)), 0n);
  }
}

/**
 * V(k/16 + u/32) − V(k/16) as a polynomial in u. The curve y = V′ has y′ = −square·x·y, so that its coefficients in
 * d = u/32 follow from each other: (n + 1)·bₙ₊₁ = −square·(k/16·bₙ + bₙ₋₁).
 */
function integrated(square: bigint, k: bigint, slope: bigint): bigint[] {
  const series = [0n];
  let [last, b] = [0n, slope];
  for (let n = 1n; n <= TERMS; n++) {
    series.push((b / n) >> (5n * n));
    [last, b] = [b, (-square * (((k * b) >> 4n) + last)) / n];
  }
  return series;
}

/** The nearest double, and what it misses. */
function storePair(to: Float64Array, at: number, value: bigint): void {
  to[at] = toNumber(value);
  to[at + 1] = toNumber(value - toInteger(to[at]));
}

function toNumber(value: bigint): number {
  return Number(value) * 2 ** -160;
}

/** x·2¹⁶⁰: an integer for all but the least numbers here. */
function toInteger(x: number): bigint {
  return BigInt(x * 2 ** 160);
}
