// Numbers m·2^e with a BigInt m of 160 bits: arithmetic that errs by some 2⁻¹⁵⁵, thirty orders below an ulp of float64.

/** Bits of a mantissa. */
export const BITS = 160;

/**
 * @typedef {{ m: bigint, e: number }} Big m·2^e
 */

/** @returns {Big} a float64, exactly; it must be finite */
export function big(x) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 2047n);
  const fraction = bits & (2n ** 52n - 1n);
  const m = exponent === 0 ? fraction : fraction | (1n << 52n);
  return { m: bits >> 63n ? -m : m, e: Math.max(exponent, 1) - 1075 };
}

/** @returns {Big} n·2^e for a bigint n */
export const scaled = (n, e = 0) => trim({ m: n, e });

export const zero = { m: 0n, e: 0 };
export const one = { m: 1n, e: 0 };

/** Number of bits of |m|. */
export const bitLength = (m) => (m < 0n ? -m : m).toString(16).length * 4 - leadingZeros(m);

function leadingZeros(m) {
  return Math.clz32(parseInt((m < 0n ? -m : m).toString(16)[0], 16)) - 28;
}

/** Keeps the leading bits. */
function trim({ m, e }) {
  const surplus = bitLength(m) - BITS;
  return surplus > 0 ? { m: m >> BigInt(surplus), e: e + surplus } : { m, e };
}

export const neg = ({ m, e }) => ({ m: -m, e });
export const abs = (x) => (x.m < 0n ? neg(x) : x);
/** x·2^k. */
export const shift = (x, k) => ({ m: x.m, e: x.e + k });
export const mul = (a, b) => trim({ m: a.m * b.m, e: a.e + b.e });
export const sub = (a, b) => add(a, neg(b));

export function add(a, b) {
  if (a.m === 0n) return b;
  if (b.m === 0n) return a;
  const [high, low] = a.e >= b.e ? [a, b] : [b, a];
  const distance = high.e - low.e;
  if (distance > 6 * BITS) return high; // what is this much smaller is below the last bit, however long high is
  return trim({ m: (high.m << BigInt(distance)) + low.m, e: low.e });
}

export function div(a, b) {
  const more = Math.max(0, BITS + 8 + bitLength(b.m) - bitLength(a.m));
  return trim({ m: (a.m << BigInt(more)) / b.m, e: a.e - more - b.e });
}

/** −1, 0 or 1. */
export function compare(a, b) {
  const d = sub(a, b).m;
  return d > 0n ? 1 : d < 0n ? -1 : 0;
}

/** ⌊log₂|x|⌋. */
export const exponentOf = (x) => bitLength(x.m) - 1 + x.e;

/** The nearest float64, within an ulp; ±∞ and 0 beyond its range. */
export function toNumber(x) {
  if (x.m === 0n) return 0;
  const surplus = bitLength(x.m) - 60;
  const m = surplus > 0 ? Number(x.m >> BigInt(surplus)) : Number(x.m);
  const e = x.e + Math.max(surplus, 0);
  return m * 2 ** Math.trunc(e / 2) * 2 ** (e - Math.trunc(e / 2));
}

/** ⌊x·2^bits⌋, a fixed-point number. */
export function fixed(x, bits) {
  const e = x.e + bits;
  return e >= 0 ? x.m << BigInt(e) : x.m >> BigInt(-e);
}

/** The nearest integer, as a bigint. */
export const nearest = (x) => (fixed(x, 1) + 1n) >> 1n;
