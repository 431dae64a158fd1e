import { EXP2_TABLE } from "./exp2-table";
import { all, mad, storeFour } from "./vector";

/** 1.5·2⁴⁵ (rounds to a multiple of 1/128), coefficients of (2ʳ − 1)/r for |r| ≤ 1/256, from where the results may be subnormal. */
const NUMBERS: usize = memory.data<f64>(
  [
    52776558133248, 0.6931471805599453, 0.2402265069590895, 0.05550410866482047, 0.009618132046206753,
    0.0013333561056238711, 1022,
  ],
  16,
);

/**
 * o ← 2ˣ for blocks of 8 numbers: x = k/128 + r exactly, 2ˣ = 2^(k/128)·2ʳ with 2^(k/128) from a table that also holds the error of
 * its rounding. Error < 0.8 ulp. `saved` has room for a block; o may be x.
 */
export function f64_exp2(bytes: i32, x: usize, o: usize, saved: usize): void {
  const round = v128.load64_splat(NUMBERS);
  const c1 = v128.load64_splat(NUMBERS, 8);
  const c2 = v128.load64_splat(NUMBERS, 16);
  const c3 = v128.load64_splat(NUMBERS, 24);
  const c4 = v128.load64_splat(NUMBERS, 32);
  const c5 = v128.load64_splat(NUMBERS, 40);
  const limit = v128.load64_splat(NUMBERS, 48);
  for (const end = o + bytes; o < end; x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    const ordinary = all(below(x0, limit), below(x1, limit), below(x2, limit), below(x3, limit));
    if (!ordinary) storeFour(saved, x0, x1, x2, x3);
    v128.store(o, one(x0, round, c5, c4, c3, c2, c1));
    v128.store(o, one(x1, round, c5, c4, c3, c2, c1), 16);
    v128.store(o, one(x2, round, c5, c4, c3, c2, c1), 32);
    v128.store(o, one(x3, round, c5, c4, c3, c2, c1), 48);
    if (!ordinary) patch(saved, o);
  }
}

/** @inline */
function below(x: v128, limit: v128): v128 {
  return f64x2.lt(f64x2.abs(x), limit);
}

/** @inline */
function one(x: v128, round: v128, c5: v128, c4: v128, c3: v128, c2: v128, c1: v128): v128 {
  const t = f64x2.add(x, round);
  const r = f64x2.sub(x, f64x2.sub(t, round));
  const e = v128.load(EXP2_TABLE + ((<usize>i64x2.extract_lane(t, 0) & 127) << 4));
  const f = v128.load(EXP2_TABLE + ((<usize>i64x2.extract_lane(t, 1) & 127) << 4));
  const tail = v128.shuffle<f64>(e, f, 0, 2);
  const s = i64x2.add(v128.shuffle<f64>(e, f, 1, 3), i64x2.shl(t, 45));
  const z = f64x2.mul(r, r);
  const p = mad<f64>(mad<f64>(mad<f64>(c5, r, c4), z, mad<f64>(c3, r, c2)), z, mad<f64>(c1, r, tail));
  return mad<f64>(s, p, s);
}

/** Recomputes the elements that the vectors do not serve, so that none depends on its neighbours. */
function patch(x: usize, o: usize): void {
  for (let i = 0; i < 64; i += 8) {
    const v = load<f64>(x + i);
    if (!(Math.abs(v) < load<f64>(NUMBERS, 48))) store<f64>(o + i, extreme(v));
  }
}

/** 2ˣ where it may be subnormal or infinite, and of NaN: the power of two applied in two steps. */
function extreme(x: f64): f64 {
  if (x != x) return x;
  if (x >= 1024) return Infinity;
  if (x < -1076) return 0;
  const t = nearest(x * 128);
  const r = x - t * 0.0078125;
  const j = <i64>t & 127;
  const at = EXP2_TABLE + ((<usize>j) << 4);
  const s = reinterpret<f64>(load<i64>(at, 8) + (j << 45));
  const high = load<f64>(NUMBERS, 24) + r * (load<f64>(NUMBERS, 32) + r * load<f64>(NUMBERS, 40));
  const y = s + s * (load<f64>(at) + r * (load<f64>(NUMBERS, 8) + r * (load<f64>(NUMBERS, 16) + r * high)));
  const e = <i64>t >> 7;
  return y * powerOfTwo(e >> 1) * powerOfTwo(e - (e >> 1));
}

function powerOfTwo(e: i64): f64 {
  return reinterpret<f64>((e + 1023) << 52);
}
