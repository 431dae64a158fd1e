import { f32_exp } from "./f32-exp";
import { f64_exp } from "./f64-exp";
import { TANH } from "./op";
import { mad } from "./vector";

/** 1, −0, where tanh's branches meet, where E no longer counts. In memory, because V8 would build literals in the loop. */
const NUMBERS32: usize = memory.data<f32>([1, -0.0, 0.625, -60], 16);
const NUMBERS64: usize = memory.data<f64>([1, -0.0, 0.625, -60], 16);
/** Minimax of (1 − tanh √z/√z)/z on [0, 0.625²]: for float32 a polynomial, for float64 numerator and denominator. */
const TANH32: usize = memory.data<f32>(
  [0.3333328366279602, -0.1333148330450058, 0.053742773830890656, -0.020648067817091942, 0.005714073311537504],
  16,
);
const TANH64: usize = memory.data<f64>(
  [
    0.33333333333333326, 0.02049685399496719, 0.00019909191451970558, 0.46149056198488697, 0.023288738633005065,
    0.00020644150017515506,
  ],
  16,
);

/**
 * o ← tanh x or 1/(1 + e⁻ˣ) for 256 bytes, both by way of E = e^(−|x|) or e^(−2|x|), which never overflows. Errors:
 * tanh < 1.8 ulp, sigmoid ≤ 2.0 ulp. `work` has room for eight blocks; `o` may be `x`.
 */
export function logisticBlock<T>(op: i32, x: usize, o: usize, work: usize): void {
  const e = work + 256;
  if (op == TANH) twiceNegative<T>(x, e);
  else negative<T>(x, e);
  if (sizeof<T>() == 4) f32_exp(4, e, e, work);
  else f64_exp(4, e, e, work);
  if (op == TANH) tanh<T>(x, e, o);
  else sigmoid<T>(x, e, o);
}

/** One of the numbers above in all lanes. @inline */
function number<T>(i: usize): v128 {
  return v128.load_splat<T>((sizeof<T>() == 4 ? NUMBERS32 : NUMBERS64) + i * sizeof<T>());
}

/** o ← −|x|. */
function negative<T>(x: usize, o: usize): void {
  const sign = number<T>(1);
  for (const end = x + 256; x < end; x += 16, o += 16) v128.store(o, v128.or(v128.load(x), sign));
}

/** o ← −2|x|, no less than the number from which tanh is 1. */
function twiceNegative<T>(x: usize, o: usize): void {
  const sign = number<T>(1);
  const least = number<T>(3);
  for (const end = x + 256; x < end; x += 16, o += 16) {
    const v = v128.or(v128.load(x), sign);
    v128.store(o, v128.pmax<T>(v128.add<T>(v, v), least));
  }
}

/** o ← 1/(1 + E), or E/(1 + E) where x < 0, with what 1 + E lost. */
function sigmoid<T>(x: usize, e: usize, o: usize): void {
  const one = number<T>(0);
  const zero = v128.xor(one, one);
  for (const end = x + 256; x < end; x += 16, e += 16, o += 16) {
    const v = v128.load(e);
    const d = v128.add<T>(v, one);
    const lost = v128.sub<T>(v, v128.sub<T>(d, one));
    const y = v128.div<T>(v128.bitselect(v, one, v128.lt<T>(v128.load(x), zero)), d);
    v128.store(o, v128.sub<T>(y, v128.mul<T>(y, lost)));
  }
}

/** o ← 1 − 2E/(1 + E), or |x| − |x|³·P(x²) near 0, with the sign of x. One division serves both branches. */
function tanh<T>(x: usize, e: usize, o: usize): void {
  const one = number<T>(0);
  const sign = number<T>(1);
  const limit = number<T>(2);
  for (const end = x + 256; x < end; x += 16, e += 16, o += 16) {
    const v = v128.load(x);
    const a = v128.andnot(v, sign);
    const near = v128.lt<T>(a, limit);
    const far = v128.andnot(v128.load(e), near); // 0 near 0
    const z = v128.mul<T>(a, a);
    const cube = v128.mul<T>(a, z);
    const numerator = v128.and(near, sizeof<T>() == 4 ? v128.mul<T>(cube, tanh32(z)) : numerator64(cube, z, one));
    const d = v128.add<T>(far, one);
    const lost = v128.sub<T>(far, v128.sub<T>(d, one));
    let q = v128.div<T>(v128.or(numerator, v128.add<T>(far, far)), d);
    q = v128.sub<T>(q, v128.mul<T>(q, lost));
    const y = v128.sub<T>(v128.bitselect(a, one, near), q);
    v128.store(o, v128.or(y, v128.and(v, sign)));
  }
}

/** @inline */
function tanh32(z: v128): v128 {
  const high = mad<f32>(v128.load32_splat(TANH32, 16), z, v128.load32_splat(TANH32, 12));
  const middle = mad<f32>(high, z, v128.load32_splat(TANH32, 8));
  return mad<f32>(mad<f32>(middle, z, v128.load32_splat(TANH32, 4)), z, v128.load32_splat(TANH32));
}

/** |x|³·P(z), divided here: a second division costs less than choosing between denominators. @inline */
function numerator64(cube: v128, z: v128, one: v128): v128 {
  const p = mad<f64>(v128.load64_splat(TANH64, 16), z, v128.load64_splat(TANH64, 8));
  const q = mad<f64>(v128.load64_splat(TANH64, 40), z, v128.load64_splat(TANH64, 32));
  const numerator = f64x2.mul(cube, mad<f64>(p, z, v128.load64_splat(TANH64)));
  return f64x2.div(numerator, mad<f64>(mad<f64>(q, z, v128.load64_splat(TANH64, 24)), z, one));
}
