import { copyBytes } from "../block";
import { f64_log1p } from "./f64-log";
import { ACOSH, ASINH } from "./op";

/** 1, from where x² may overflow, ln 2, 2⁻¹⁰²², −0, ½, 2²⁷ + 1. */
const NUMBERS: usize = memory.data<f64>(
  [1, 1e150, 0.6931471805599453, 2.2250738585072014e-308, -0.0, 0.5, 134217729],
  16,
);

/** Where w, what is added to its logarithm, and x lie in `work`, beyond what the logarithm uses. */
const W: usize = 2048;
const MORE: usize = 2304;
const X: usize = 2560;

/**
 * o ← asinh x or acosh x for 256 bytes: ln(1 + w), with what the sums that make w lose added afterwards, as lost/(1 + w).
 * From 10¹⁵⁰ on ln x + ln 2. Error < 1.7 ulp. `work` has room for eleven blocks; o may be x.
 */
export function f64_area(op: i32, x: usize, o: usize, work: usize): void {
  copyBytes<u64>(256, x, work + X);
  if (op == ASINH) sineArguments(x, work + W);
  else cosineArguments(x, work + W);
  f64_log1p(work + W, work + W, work + 512, work);
  const sign = op == ACOSH ? i64x2.splat(0) : v128.load64_splat(NUMBERS, 32);
  for (const end = o + 256; o < end; o += 16, work += 16) {
    const y = f64x2.add(v128.load(work, W), v128.load(work, MORE));
    v128.store(o, v128.or(y, v128.and(v128.load(work, X), sign)));
  }
}

/** o ← atanh x = (ln(1 + x) − ln(1 − x))/2, whose parts have one sign. Error < 1.6 ulp. Otherwise likewise. */
export function f64_atanh(x: usize, o: usize, work: usize): void {
  const half = v128.load64_splat(NUMBERS, 40);
  for (let i: usize = 0; i < 256; i += 16) v128.store(work + W + i, f64x2.neg(v128.load(x + i)));
  f64_log1p(work + W, work + W, work + 512, work);
  f64_log1p(x, work + X, work + 512, work);
  for (const end = o + 256; o < end; o += 16, work += 16) {
    v128.store(o, f64x2.mul(f64x2.sub(v128.load(work, X), v128.load(work, W)), half));
  }
}

/** w = |x| + x²/(1 + √(1 + x²)). */
function sineArguments(x: usize, to: usize): void {
  const unit = v128.load64_splat(NUMBERS);
  const large = v128.load64_splat(NUMBERS, 8);
  const ln2 = v128.load64_splat(NUMBERS, 16);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const a = f64x2.abs(v128.load(x));
    const far = f64x2.gt(a, large);
    const z = f64x2.mul(a, a);
    const b = f64x2.div(z, f64x2.add(f64x2.sqrt(f64x2.add(z, unit)), unit));
    const w = f64x2.add(a, b);
    const lost = f64x2.add(f64x2.sub(a, w), b);
    v128.store(to, v128.bitselect(a, w, far));
    v128.store(to, v128.bitselect(ln2, f64x2.div(lost, f64x2.add(w, unit)), far), MORE - W);
  }
}

/** w = t + √(2t + t²), t = x − 1, which is exact; below 1 the root has no value. */
function cosineArguments(x: usize, to: usize): void {
  const unit = v128.load64_splat(NUMBERS);
  const large = v128.load64_splat(NUMBERS, 8);
  const ln2 = v128.load64_splat(NUMBERS, 16);
  const least = v128.load64_splat(NUMBERS, 24);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const v = v128.load(x);
    const far = f64x2.gt(v, large);
    const t = f64x2.sub(v, unit);
    const a = f64x2.add(t, t);
    const b = f64x2.mul(t, f64x2.abs(t)); // negative where t is, also where −t > 2
    const m = f64x2.add(a, b);
    const part = f64x2.sub(m, a);
    const lostOfM = f64x2.add(f64x2.sub(a, f64x2.sub(m, part)), f64x2.sub(b, part));
    const s = f64x2.sqrt(m);
    const w = f64x2.add(s, t);
    const lostOfRoot = f64x2.div(f64x2.add(residual(m, s), lostOfM), f64x2.pmax(f64x2.add(s, s), least));
    const lost = f64x2.add(f64x2.add(f64x2.sub(s, w), t), lostOfRoot);
    v128.store(to, v128.bitselect(v, w, far));
    v128.store(to, v128.bitselect(ln2, f64x2.div(lost, f64x2.add(w, unit)), far), MORE - W);
  }
}

/** m − s² exactly, s being the rounded root of m (Dekker's product: both halves of s have 26 bits). @inline */
function residual(m: v128, s: v128): v128 {
  const c = f64x2.mul(s, v128.load64_splat(NUMBERS, 48));
  const high = f64x2.sub(c, f64x2.sub(c, s));
  const low = f64x2.sub(s, high);
  const cross = f64x2.mul(high, low);
  return f64x2.sub(f64x2.sub(f64x2.sub(m, f64x2.mul(high, high)), f64x2.add(cross, cross)), f64x2.mul(low, low));
}
