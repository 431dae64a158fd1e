import { all, mad, storeFour } from "./vector";

/**
 * What gives a first guess of x^(−1/3) from the upper half of the bits, ⅓; coefficients of (1 − h)^(−2/3) for |h| ≤ 0.103; 2/9 and
 * 14/81, with ⅓ those of (1 − d)^(−1/3) − 1; what |x| is at least and below; 1, −0.
 */
const NUMBERS: usize = memory.data<f64>(
  [
    6004800933347161,
    0.3333333333333333,
    0.999993779064649,
    0.6666636619145044,
    0.5603183763597832,
    0.49773643996820677,
    0.2222222222222222,
    0.1728395061728395,
    1e-290,
    1,
    -0.0,
    Infinity,
  ],
  16,
);
/** Bits: those of 2⁵², the first 17 of a mantissa with all above. */
const BITS: usize = memory.data<u64>([0x4330000000000000, 0xfffffff000000000], 16);

/**
 * o ← ∛x for blocks of 8 numbers: y ≈ x^(−1/3) from the bits, t ≈ x·y²·(1 − h)^(−2/3) with h = 1 − x·y³, cut to 17 bits, so that t³ and
 * x − t³ are exact, and ∛x = t·(1 − d)^(−1/3) with d = 1 − t³/x. Error < 0.51 ulp. `saved` has room for a block; o may be x.
 */
export function f64_cbrt(bytes: i32, x: usize, o: usize, saved: usize): void {
  const least = v128.load64_splat(NUMBERS, 64);
  const most = v128.load64_splat(NUMBERS, 88);
  for (const end = o + bytes; o < end; x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    storeFour(saved, x0, x1, x2, x3);
    roots(saved, o);
    if (!all(normal(x0, least, most), normal(x1, least, most), normal(x2, least, most), normal(x3, least, most)))
      patch(saved, o);
  }
}

/** @inline */
function normal(x: v128, least: v128, most: v128): v128 {
  const a = f64x2.abs(x);
  return v128.and(f64x2.ge(a, least), f64x2.lt(a, most));
}

/** Recomputes zeros, infinities and NaN, which are their own roots, and numbers whose rest could be subnormal, times 2¹⁶². */
function patch(x: usize, o: usize): void {
  for (let i = 0; i < 64; i += 8) {
    const v = load<f64>(x + i);
    const a = Math.abs(v);
    if (a >= load<f64>(NUMBERS, 64) && a < Infinity) continue;
    if (a > 0 && a < Infinity) {
      const large = f64x2.splat(v * 18014398509481984 * 18014398509481984 * 18014398509481984);
      store<f64>(o + i, f64x2.extract_lane(root(large), 0) * 5.551115123125783e-17);
    } else store<f64>(o + i, v);
  }
}

/** 64 bytes. */
function roots(x: usize, o: usize): void {
  for (const end = o + 64; o < end; x += 16, o += 16) v128.store(o, root(v128.load(x)));
}

/** @inline */
function root(v: v128): v128 {
  const sign = v128.load64_splat(NUMBERS, 80);
  const third = v128.load64_splat(NUMBERS, 8);
  const a = v128.andnot(v, sign);
  const upper = v128.or(i64x2.shr_u(a, 32), v128.load64_splat(BITS)); // as a number, 2⁵² more
  const y = i64x2.shl(f64x2.sub(v128.load64_splat(NUMBERS), f64x2.mul(upper, third)), 32);
  const square = f64x2.mul(y, y);
  const h = f64x2.sub(v128.load64_splat(NUMBERS, 72), f64x2.mul(f64x2.mul(a, y), square));
  const high = mad<f64>(v128.load64_splat(NUMBERS, 40), h, v128.load64_splat(NUMBERS, 32));
  const low = mad<f64>(v128.load64_splat(NUMBERS, 24), h, v128.load64_splat(NUMBERS, 16));
  const p = mad<f64>(high, f64x2.mul(h, h), low);
  const t = v128.and(f64x2.mul(f64x2.mul(a, square), p), v128.load64_splat(BITS, 8));
  const d = f64x2.div(f64x2.sub(a, f64x2.mul(f64x2.mul(t, t), t)), a); // 1 − t³/x
  const series = mad<f64>(
    mad<f64>(v128.load64_splat(NUMBERS, 56), d, v128.load64_splat(NUMBERS, 48)),
    f64x2.mul(d, d),
    f64x2.mul(d, third),
  );
  return v128.or(mad<f64>(t, series, t), v128.and(v, sign));
}
