import { f32_exp } from "../math/f32-exp";
import { f64_exp } from "../math/f64-exp";
import { sumOfLanes } from "./lanes";

/**
 * The least difference to the largest element that is taken, as an ordinary argument of the exponential; and a number just above its
 * exponential: weights up to there, some 2⁻¹²⁵ and 2⁻¹⁰²¹, are 0.
 */
const LEAST32: usize = memory.data<f32>([-86.9, 1.82e-38], 16);
const LEAST64: usize = memory.data<f64>([-707.9, 3.66e-308], 16);

/** Room for what the exponential saves, before the row. */
const SAVED: usize = 64;

/** What `kind` of mask there is. */
const ADDED: i32 = 1;
const CHOSEN: i32 = 2;

/**
 * Rows of o ← softmax(scale·x + mask), zeros where nothing counts. What the mask or the diagonal leaves out is not looked at. o may
 * be x.
 */
export function softmaxRows<T>(
  m: i32,
  n: i32,
  scale: T,
  causal: bool,
  x: usize,
  kind: i32,
  mask: usize,
  maskRow: isize,
  o: usize,
  work: usize,
): void {
  const row = work + SAVED;
  for (let i = 0; i < m; i++, x += n * sizeof<T>(), o += n * sizeof<T>(), mask += maskRow) {
    const length = causal ? min(i + 1, n) : n;
    const bytes = length * sizeof<T>();
    const whole = (bytes + 63) & -64;
    if (kind == CHOSEN) chosen<T>(length, scale, x, mask, row);
    else scaled<T>(bytes, scale, x, kind == ADDED ? mask : 0, row);
    for (let at = bytes; at < whole; at += sizeof<T>()) store<T>(row + at, <T>-Infinity);
    const largest = largestOf<T>(row, row + whole);
    if (largest == <T>-Infinity) {
      unweighted<T>(row, bytes, o);
    } else {
      lower<T>(row, row + whole, largest);
      if (sizeof<T>() == 4) f32_exp(whole >> 6, row, row, work);
      else f64_exp(whole >> 6, row, row, work);
      divide<T>(row, bytes, sumOfWeights<T>(row, row + whole), o);
    }
    if (length < n) memory.fill(o + bytes, 0, (n - length) * sizeof<T>());
  }
}

/** row ← scale·x + mask. */
function scaled<T>(bytes: i32, scale: T, x: usize, mask: usize, row: usize): void {
  const s = v128.splat<T>(scale);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) {
    let z = v128.mul<T>(s, v128.load(x + at));
    if (mask != 0) z = v128.add<T>(z, v128.load(mask + at));
    v128.store(row + at, z);
  }
  for (; at < bytes; at += sizeof<T>()) {
    const z = scale * load<T>(x + at);
    store<T>(row + at, mask == 0 ? z : z + load<T>(mask + at));
  }
}

/** row ← scale·x where the mask holds, else −∞. */
function chosen<T>(length: i32, scale: T, x: usize, mask: usize, row: usize): void {
  let j = 0;
  if (sizeof<T>() == 4) {
    const s = v128.splat<T>(scale);
    const none = v128.splat<T>(<T>-Infinity);
    const zero = i32x4.splat(0);
    for (; j + 4 <= length; j += 4) {
      const bytes = v128.load32_zero(mask + j);
      const holds = i32x4.ne(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)), zero);
      const at = <usize>j * 4;
      v128.store(row + at, v128.bitselect(v128.mul<T>(s, v128.load(x + at)), none, holds));
    }
  }
  for (; j < length; j++) {
    const at = <usize>j * sizeof<T>();
    store<T>(row + at, load<u8>(mask + j) ? scale * load<T>(x + at) : <T>-Infinity);
  }
}

/** The largest of whole blocks; NaN is passed over. */
function largestOf<T>(row: usize, end: usize): T {
  let v0 = v128.splat<T>(<T>-Infinity);
  let v1 = v0;
  let v2 = v0;
  let v3 = v0;
  for (; row < end; row += 64) {
    v0 = v128.pmax<T>(v0, v128.load(row));
    v1 = v128.pmax<T>(v1, v128.load(row, 16));
    v2 = v128.pmax<T>(v2, v128.load(row, 32));
    v3 = v128.pmax<T>(v3, v128.load(row, 48));
  }
  let v = v128.pmax<T>(v128.pmax<T>(v0, v1), v128.pmax<T>(v2, v3));
  v = v128.pmax<T>(v, v128.shuffle<f64>(v, v, 1, 1));
  if (sizeof<T>() == 4) v = v128.pmax<T>(v, v128.shuffle<f32>(v, v, 1, 1, 1, 1));
  return v128.extract_lane<T>(v, 0);
}

/** Weights of a row of −∞ and NaN: 0, or NaN where one of them is. */
function unweighted<T>(row: usize, bytes: i32, o: usize): void {
  let weight: T = <T>0;
  for (let at = 0; at < bytes; at += sizeof<T>()) if (isNaN<T>(load<T>(row + at))) weight = <T>NaN;
  for (let at = 0; at < bytes; at += sizeof<T>()) store<T>(o + at, weight);
}

/** row ← max(row − largest, the least that is taken). */
function lower<T>(row: usize, end: usize, largest: T): void {
  const m = v128.splat<T>(largest);
  const least = v128.load_splat<T>(sizeof<T>() == 4 ? LEAST32 : LEAST64);
  for (; row < end; row += 16) v128.store(row, v128.pmax<T>(v128.sub<T>(v128.load(row), m), least)); // NaN stays
}

/** Σ row, whose elements become 0 where they are those of the least. */
function sumOfWeights<T>(row: usize, end: usize): T {
  const least = v128.load_splat<T>((sizeof<T>() == 4 ? LEAST32 : LEAST64) + sizeof<T>());
  let s0 = v128.splat<T>(<T>0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; row < end; row += 64) {
    s0 = v128.add<T>(s0, taken<T>(row, least));
    s1 = v128.add<T>(s1, taken<T>(row + 16, least));
    s2 = v128.add<T>(s2, taken<T>(row + 32, least));
    s3 = v128.add<T>(s3, taken<T>(row + 48, least));
  }
  return sumOfLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
}

/** @inline */
function taken<T>(at: usize, least: v128): v128 {
  const e = v128.load(at);
  const w = v128.andnot(e, v128.le<T>(e, least));
  v128.store(at, w);
  return w;
}

/** o ← row / sum. */
function divide<T>(row: usize, bytes: i32, sum: T, o: usize): void {
  const s = v128.splat<T>(sum);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(o + at, v128.div<T>(v128.load(row + at), s));
  for (; at < bytes; at += sizeof<T>()) store<T>(o + at, load<T>(row + at) / sum);
}
