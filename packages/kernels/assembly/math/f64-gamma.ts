import { series } from "./series";
import { all, mad, storeFour } from "./vector";

/** 1, 2⁻²⁰⁰ and 2²⁰⁰, from where products are scaled; the ends of what neither overflows nor vanishes, for float32 and float64. */
const NUMBERS: usize = memory.data<f64>([1, 6.223015277861142e-61, 1.6069380442589903e60, 100, -46, 36, -190, 172], 16);
/** The upper half of the bits. */
const UPPER: usize = memory.data<u64>([0xfffffffff8000000], 16);
/** Coefficients of (1/Γ(1 + f) − 1)/f for |f| ≤ ½, as in `src/ops/gamma-series.ts`. */
const INVERSE: usize = memory.data<f64>(
  [
    0.5772156649015329, -0.6558780715202539, -0.042002635034095515, 0.1665386113822915, -0.04219773455552084,
    -0.009621971527879, 0.0072189432459111, -0.0011651675917945, -0.0002152416622947, 0.000128050281372,
    -2.0134955685e-5, -1.250484796e-6, 1.13350455e-6, -2.0567504e-7, 4.93958e-9, 5.10415e-9, 0,
  ],
  16,
);

/**
 * o ← Γ(x) for blocks of 8 numbers: with n the nearest integer and x = n + f, Γ(1 + f) times x − 1, x − 2, … down to 1 + f, or below 1
 * divided by x, x + 1, … up to f. The factors are exact; where results are `exact` to a few ulps, and not to those of float32, their
 * product is carried with the error of its roundings. As many steps as the largest of four numbers takes. Error < 2.7 ulp. `saved`
 * has room for two blocks; o may be x.
 *
 * @see Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18, 1971
 */
export function f64_gamma(exact: bool, bytes: i32, x: usize, o: usize, saved: usize): void {
  const ends = NUMBERS + (exact ? 48 : 32);
  for (const end = o + bytes; o < end; x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    const m0 = served(x0, ends);
    const m1 = served(x1, ends);
    const m2 = served(x2, ends);
    const m3 = served(x3, ends);
    const one = v128.load64_splat(NUMBERS); // takes no step
    storeFour(
      saved,
      v128.bitselect(x0, one, m0),
      v128.bitselect(x1, one, m1),
      v128.bitselect(x2, one, m2),
      v128.bitselect(x3, one, m3),
    );
    storeFour(saved + 64, x0, x1, x2, x3);
    for (let i = 0; i < 64; i += 32) {
      if (exact) four(true, saved + i, o + i);
      else four(false, saved + i, o + i);
    }
    if (!all(m0, m1, m2, m3)) patch(saved + 64, o, ends);
  }
}

/** Between the ends, and no pole. @inline */
function served(x: v128, ends: usize): v128 {
  const near = v128.and(f64x2.gt(x, v128.load64_splat(ends)), f64x2.lt(x, v128.load64_splat(ends, 8)));
  return v128.and(near, v128.or(f64x2.ge(x, v128.load64_splat(NUMBERS)), f64x2.ne(x, f64x2.nearest(x))));
}

/** @inline */
function four(exact: bool, x: usize, o: usize): void {
  const one = v128.load64_splat(NUMBERS);
  const x0 = v128.load(x);
  const x1 = v128.load(x, 16);
  const n0 = f64x2.nearest(x0);
  const n1 = f64x2.nearest(x1);
  const up0 = f64x2.ge(n0, one);
  const up1 = f64x2.ge(n1, one);
  // numbers of factors
  const count0 = v128.bitselect(f64x2.sub(n0, one), f64x2.sub(one, n0), up0);
  const count1 = v128.bitselect(f64x2.sub(n1, one), f64x2.sub(one, n1), up1);
  const most = f64x2.max(count0, count1);
  const steps = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  const step0 = v128.bitselect(f64x2.neg(one), one, up0);
  const step1 = v128.bitselect(f64x2.neg(one), one, up1);
  let q0 = f64x2.sub(x0, v128.and(one, up0));
  let q1 = f64x2.sub(x1, v128.and(one, up1));
  let p0 = scaleOf(n0);
  let p1 = scaleOf(n1);
  let rest0 = v128.xor(one, one);
  let rest1 = rest0;
  for (let i: f64 = 1; i <= steps; i++) {
    const now = f64x2.splat(i);
    const a0 = v128.bitselect(q0, one, f64x2.ge(count0, now));
    const a1 = v128.bitselect(q1, one, f64x2.ge(count1, now));
    const next0 = f64x2.mul(p0, a0);
    const next1 = f64x2.mul(p1, a1);
    if (exact) {
      rest0 = mad<f64>(rest0, a0, lost(p0, a0, next0));
      rest1 = mad<f64>(rest1, a1, lost(p1, a1, next1));
    }
    p0 = next0;
    p1 = next1;
    q0 = f64x2.add(q0, step0);
    q1 = f64x2.add(q1, step1);
  }
  v128.store(o, quotient(f64x2.add(p0, rest0), x0, n0, up0));
  v128.store(o, quotient(f64x2.add(p1, rest1), x1, n1, up1), 16);
}

/** Keeps products within range. @inline */
function scaleOf(n: v128): v128 {
  const far = f64x2.gt(f64x2.abs(n), v128.load64_splat(NUMBERS, 24));
  return v128.bitselect(v128.load64_splat(NUMBERS, 8), v128.load64_splat(NUMBERS), far);
}

/** a·b − p exactly, p being a·b as rounded. @inline */
function lost(a: v128, b: v128, p: v128): v128 {
  const upper = v128.load64_splat(UPPER);
  const front = v128.and(a, upper);
  const back = f64x2.sub(a, front);
  const bFront = v128.and(b, upper);
  const bBack = f64x2.sub(b, bFront);
  const first = f64x2.sub(f64x2.mul(front, bFront), p);
  return mad<f64>(back, bBack, mad<f64>(back, bFront, mad<f64>(front, bBack, first)));
}

/** Γ(x) from the product of its factors and their scale. @inline */
function quotient(product: v128, x: v128, n: v128, up: v128): v128 {
  const one = v128.load64_splat(NUMBERS);
  const f = f64x2.sub(x, n);
  const slope = mad<f64>(f, series(f, INVERSE + 8, INVERSE + 120), v128.load64_splat(INVERSE));
  const inverse = mad<f64>(f, slope, one);
  const over = v128.bitselect(product, scaleOf(n), up);
  const under = v128.bitselect(inverse, f64x2.mul(inverse, product), up);
  const far = v128.and(up, f64x2.gt(n, v128.load64_splat(NUMBERS, 24)));
  return f64x2.mul(f64x2.div(over, under), v128.bitselect(v128.load64_splat(NUMBERS, 16), one, far));
}

/** Recomputes poles, and what is beyond the ends, infinite or NaN. */
function patch(x: usize, o: usize, ends: usize): void {
  for (let i = 0; i < 64; i += 8) {
    const v = load<f64>(x + i);
    if (v == 0) store<f64>(o + i, 1 / v);
    else if (v != v || v >= load<f64>(ends, 8)) store<f64>(o + i, v > 0 ? Infinity : v);
    else if (v < 0 && v == nearest(v)) store<f64>(o + i, NaN); // −∞ too
    else if (v <= load<f64>(ends)) store<f64>(o + i, nearest(ceil(v) * 0.5) * 2 == ceil(v) ? -0.0 : 0);
  }
}
