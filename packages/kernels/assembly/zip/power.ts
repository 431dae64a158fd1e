import { mad } from "../math/vector";
import { scratch } from "../scratch";
import { special } from "./power-special";

/** Bits: what moves √½ to 1, mantissa, √½, those of 2⁵², and what keeps 21 bits of a number. */
const BITS: usize = memory.data<u64>(
  [0x00095f619980c433, 0x000fffffffffffff, 0x3fe6a09e667f3bcd, 0x4330000000000000, 0xffffffff00000000],
  16,
);
/** 2⁵² + 1023, 1, least and most of what is ordinary, 2⁵⁴, 54. */
const SPLIT: usize = memory.data<f64>(
  [4503599627371519, 1, 2.2250738585072014e-308, Infinity, 18014398509481984, 54],
  16,
);
/** 2/(3·ln 2) whole and in two parts, 3, coefficients of (3·atanh(s)/s − 3 − s²)/s⁴ in s², the last one first. */
const LOG: usize = memory.data<f64>(
  [
    9.61796693925975554329e-1, 9.61796700954437255859e-1, -7.02846165095275826516e-9, 3, 0.19794545065346797,
    0.1988522085122982, 0.23080136253269862, 0.2727267654488695, 0.33333333779953833, 0.4285714285514895,
    0.6000000000000338,
  ],
  16,
);
/** 1.5·2⁵² (rounds to an integer), ln 2 whole and in two parts, 2, coefficients of z − z·(eᶻ + 1 − 2·…) in z², from fdlibm. */
const EXP: usize = memory.data<f64>(
  [
    6755399441055744, 6.93147180559945286227e-1, 6.93147182464599609375e-1, -1.90465429995776804525e-9, 2,
    4.13813679705723846039e-8, -1.6533902205465251539e-6, 6.61375632143793436117e-5, -2.77777777770155933842e-3,
    1.66666666666666019037e-1,
  ],
  16,
);

/** Numbers that are computed together. */
const LANES: i32 = 32;
/** Where they lie in scratch, and what one pass leaves to the next; 256 bytes each. */
const X: usize = 256;
const Y: usize = 512;
const K: usize = 768;
const S: usize = 1024;
const SH: usize = 1280;
const SL: usize = 1536;
const H: usize = 1792;
const L: usize = 2048;
const R: usize = 2304;

/**
 * n numbers o ← aᵇ of 4 or 8 bytes, contiguous, all in float64. A step is 1, or 0 where one number meets all of the other operand.
 */
export function powers(bytes: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  const at = scratch;
  const y = number(bytes, b);
  const exact = bStep == 0 && (y == -1 || y == 0.5);
  for (; n > 0; n -= LANES) {
    const end = at + (min(n, LANES) << 3);
    for (let p = at; p < end; p += 8, a += aStep * bytes, b += bStep * bytes) {
      store<f64>(p, number(bytes, a), X);
      store<f64>(p, number(bytes, b), Y);
    }
    piece(at, end, exact);
    for (let p = at; p < end; p += 8, o += bytes) {
      const r = load<f64>(p, R);
      if (bytes == 8) store<f64>(o, r);
      else store<f32>(o, <f32>r);
    }
  }
}

/** @inline */
export function number(bytes: i32, at: usize): f64 {
  return bytes == 8 ? load<f64>(at) : <f64>load<f32>(at);
}

/**
 * Powers of the numbers in X and Y, left in R: x = 2^k·m, √½ ≤ m < √2, log₂ x and y·log₂ x each in two parts, the first of 21 and of
 * 42 bits, and 2 to the power of that. In passes, so that the constants of each stay in registers. Error < 1.2 ulp. What is out of the
 * ordinary is patched, which is all there is to do for exponents whose powers are exact.
 *
 * @see Sun Microsystems, fdlibm, e_pow.c
 */
function piece(at: usize, end: usize, exact: bool): void {
  if (!exact) {
    split(at, end);
    const ordinary = exponents(at, end);
    exp2(at, end);
    if (ordinary) return;
  }
  for (; at < end; at += 8) {
    store<f64>(at, special(load<f64>(at, X), load<f64>(at, Y), load<f64>(at, H), load<f64>(at, R)), R);
  }
}

/** k, s = (m − 1)/(m + 1), and s in two parts, of |x|. */
function split(at: usize, end: usize): void {
  const bias = v128.load64_splat(SPLIT);
  const unit = v128.load64_splat(SPLIT, 8);
  const least = v128.load64_splat(SPLIT, 16);
  const move = v128.load64_splat(BITS);
  const mantissa = v128.load64_splat(BITS, 8);
  const root = v128.load64_splat(BITS, 16);
  const shifted = v128.load64_splat(BITS, 24);
  const front = v128.load64_splat(BITS, 32);
  for (; at < end; at += 16) {
    const v = f64x2.abs(v128.load(at, X));
    const small = f64x2.lt(v, least);
    const w = i64x2.add(v128.bitselect(f64x2.mul(v, v128.load64_splat(SPLIT, 32)), v, small), move);
    const k = f64x2.sub(v128.or(i64x2.shr_u(w, 52), shifted), bias);
    const m = i64x2.add(v128.and(w, mantissa), root);
    const f = f64x2.sub(m, unit);
    const d = f64x2.add(m, unit);
    const inverse = f64x2.div(unit, d);
    const s = f64x2.mul(f, inverse);
    const sh = v128.and(s, front);
    const dh = v128.and(d, front);
    const dl = f64x2.sub(m, f64x2.sub(dh, unit));
    v128.store(at, f64x2.sub(k, v128.and(small, v128.load64_splat(SPLIT, 40))), K);
    v128.store(at, s, S);
    v128.store(at, sh, SH);
    v128.store(at, f64x2.mul(inverse, f64x2.sub(f64x2.sub(f, f64x2.mul(sh, dh)), f64x2.mul(sh, dl))), SL);
  }
}

/**
 * y·log₂|x|, log₂|x| = k + 2/(3·ln 2)·s·(3 + s² + …). Answers whether every x is positive and finite, every y other than ±0 and powers
 * of two, and 2 to the power of y·log₂ x a normal number.
 */
function exponents(at: usize, end: usize): bool {
  const front = v128.load64_splat(BITS, 32);
  const cp = v128.load64_splat(LOG);
  const ch = v128.load64_splat(LOG, 8);
  const cl = v128.load64_splat(LOG, 16);
  const three = v128.load64_splat(LOG, 24);
  let ordinary = i64x2.splat(-1);
  for (; at < end; at += 16) {
    const s = v128.load(at, S);
    const sh = v128.load(at, SH);
    const sl = v128.load(at, SL);
    const z = f64x2.mul(s, s);
    const zh = f64x2.mul(sh, sh);
    const r = mad<f64>(sl, f64x2.add(sh, s), f64x2.mul(f64x2.mul(z, z), polynomial(z, LOG + 32, 7)));
    const th = v128.and(f64x2.add(f64x2.add(three, zh), r), front);
    const tl = f64x2.sub(r, f64x2.sub(f64x2.sub(th, three), zh));
    const u = f64x2.mul(sh, th);
    const v = mad<f64>(sl, th, f64x2.mul(tl, s));
    const ph = v128.and(f64x2.add(u, v), front);
    const pl = f64x2.sub(v, f64x2.sub(ph, u));
    const qh = f64x2.mul(ch, ph);
    const ql = mad<f64>(cl, ph, f64x2.mul(pl, cp));
    const k = v128.load(at, K);
    const lh = v128.and(f64x2.add(f64x2.add(qh, ql), k), front);
    const ll = f64x2.sub(ql, f64x2.sub(f64x2.sub(lh, k), qh));
    const y = v128.load(at, Y);
    const yh = v128.and(y, front);
    const e = f64x2.mul(yh, lh);
    v128.store(at, e, H);
    v128.store(at, mad<f64>(f64x2.sub(y, yh), lh, f64x2.mul(y, ll)), L);
    const x = v128.load(at, X);
    ordinary = v128.and(ordinary, v128.and(f64x2.gt(x, f64x2.splat(0)), f64x2.lt(x, v128.load64_splat(SPLIT, 24))));
    ordinary = v128.and(ordinary, f64x2.lt(f64x2.abs(e), f64x2.splat(1021)));
    ordinary = v128.and(ordinary, i64x2.ne(v128.and(y, v128.load64_splat(BITS, 8)), i64x2.splat(0)));
  }
  return i64x2.all_true(ordinary);
}

/** R ← 2 to the power of H + L. */
function exp2(at: usize, end: usize): void {
  const front = v128.load64_splat(BITS, 32);
  const round = v128.load64_splat(EXP);
  const ln2 = v128.load64_splat(EXP, 8);
  const high = v128.load64_splat(EXP, 16);
  const low = v128.load64_splat(EXP, 24);
  const two = v128.load64_splat(EXP, 32);
  const unit = v128.load64_splat(SPLIT, 8);
  for (; at < end; at += 16) {
    const e = v128.load(at, H);
    const l = v128.load(at, L);
    const k = f64x2.add(e, round);
    const h = f64x2.sub(e, f64x2.sub(k, round));
    const t = v128.and(f64x2.add(h, l), front);
    const u = f64x2.mul(t, high);
    const v = mad<f64>(f64x2.sub(l, f64x2.sub(t, h)), ln2, f64x2.mul(t, low));
    const z = f64x2.add(u, v);
    const w = f64x2.sub(v, f64x2.sub(z, u));
    const g = f64x2.mul(z, z);
    const c = f64x2.sub(z, f64x2.mul(g, polynomial(g, EXP + 40, 5)));
    const q = f64x2.sub(f64x2.div(f64x2.mul(z, c), f64x2.sub(c, two)), mad<f64>(z, w, w));
    v128.store(at, i64x2.add(f64x2.sub(unit, f64x2.sub(q, z)), i64x2.shl(k, 52)), R);
  }
}

/** Of `count` coefficients, the one of the highest power first. @inline */
function polynomial(x: v128, from: usize, count: i32): v128 {
  let y = v128.load64_splat(from);
  for (const end = from + 8 * count; (from += 8) < end;) y = mad<f64>(y, x, v128.load64_splat(from));
  return y;
}
