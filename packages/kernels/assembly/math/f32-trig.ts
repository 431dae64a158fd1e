import { COS, SIN } from "./op";
import { trigOfHuge } from "./trig-huge";
import { all, mad, storeFour } from "./vector";

/** 1/π, 1.5·2⁵² (rounds to an integer), π in two parts, minimax coefficients of (sin r/r − 1)/r² on [0, π²/4], 1, ½. */
const NUMBERS: usize = memory.data<f64>(
  [
    0.3183098861837907, 6755399441055744, 3.141592651605606, 1.984187159361081e-9, -0.1666665954331171,
    0.008333066045264991, -0.00019809587039563563, 2.6057433329047887e-6, 1, 0.5,
  ],
  16,
);
/** From here on, π in two parts is too coarse. */
const LIMIT: f32 = 100000;

/**
 * o ← sin x for blocks of 16 numbers in radians: x = k·π + r in the lanes of float64, where a polynomial of degree 9 is
 * enough. Error < 0.61 ulp. `saved` has room for a block; o may be x.
 */
export function f32_sin(count: i32, x: usize, o: usize, saved: usize): void {
  turnBlocks(SIN, count, x, o, saved);
}

/** o ← cos x, likewise: x = (k − ½)·π + r. */
export function f32_cos(count: i32, x: usize, o: usize, saved: usize): void {
  turnBlocks(COS, count, x, o, saved);
}

/** @inline */
function turnBlocks(op: i32, count: i32, x: usize, o: usize, saved: usize): void {
  const inverse = v128.load64_splat(NUMBERS);
  const round = v128.load64_splat(NUMBERS, 8);
  const high = v128.load64_splat(NUMBERS, 16);
  const low = v128.load64_splat(NUMBERS, 24);
  const s0 = v128.load64_splat(NUMBERS, 32);
  const s1 = v128.load64_splat(NUMBERS, 40);
  const s2 = v128.load64_splat(NUMBERS, 48);
  const s3 = v128.load64_splat(NUMBERS, 56);
  const unit = v128.load64_splat(NUMBERS, 64);
  const half = v128.load64_splat(NUMBERS, 72);
  const limit = f32x4.splat(LIMIT);
  for (; count > 0; count--, x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    const ordinary = all(below(x0, limit), below(x1, limit), below(x2, limit), below(x3, limit));
    if (!ordinary) storeFour(saved, x0, x1, x2, x3);
    v128.store(o, four(op, x0, inverse, round, high, low, s0, s1, s2, s3, unit, half));
    v128.store(o, four(op, x1, inverse, round, high, low, s0, s1, s2, s3, unit, half), 16);
    v128.store(o, four(op, x2, inverse, round, high, low, s0, s1, s2, s3, unit, half), 32);
    v128.store(o, four(op, x3, inverse, round, high, low, s0, s1, s2, s3, unit, half), 48);
    if (!ordinary) patch(op, saved, o);
  }
}

/** @inline */
function below(x: v128, limit: v128): v128 {
  return f32x4.lt(f32x4.abs(x), limit);
}

/** Recomputes the elements that are too large for the above, so that no element depends on its neighbours. */
function patch(op: i32, x: usize, o: usize): void {
  for (const end = x + 64; x < end; x += 4, o += 4) {
    const v = load<f32>(x);
    if (!(Math.abs(v) < LIMIT)) store<f32>(o, <f32>trigOfHuge(op, v));
  }
}

/** Sines or cosines of four float32. @inline */
function four(
  op: i32,
  x: v128,
  inverse: v128,
  round: v128,
  high: v128,
  low: v128,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  unit: v128,
  half: v128,
): v128 {
  const front = two(op, f64x2.promote_low_f32x4(x), inverse, round, high, low, s0, s1, s2, s3, unit, half);
  const rest = v128.shuffle<f64>(x, x, 1, 1);
  const back = two(op, f64x2.promote_low_f32x4(rest), inverse, round, high, low, s0, s1, s2, s3, unit, half);
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(front), f32x4.demote_f64x2_zero(back), 0, 2);
}

/** @inline */
function two(
  op: i32,
  x: v128,
  inverse: v128,
  round: v128,
  high: v128,
  low: v128,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  unit: v128,
  half: v128,
): v128 {
  let turns = f64x2.mul(x, inverse);
  if (op == COS) turns = f64x2.add(turns, half);
  const t = f64x2.add(turns, round);
  let k = f64x2.sub(t, round);
  if (op == COS) k = f64x2.sub(k, half);
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, high)), f64x2.mul(k, low));
  const z = f64x2.mul(r, r);
  const p = mad<f64>(mad<f64>(mad<f64>(s3, z, s2), z, s1), z, s0);
  return v128.xor(f64x2.mul(r, mad<f64>(p, z, unit)), i64x2.shl(t, 63)); // a product, which keeps −0
}
