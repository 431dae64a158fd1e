import { TANH_TABLE } from "./tanh-table";
import { mad } from "./vector";

/** Sign, bytes of an entry's place: bits. */
const BITS: usize = memory.data<u32>([0x80000000, 0x3ff0], 16);
/** Where tanh is 1, 1.5·2²³/32 (rounds to a multiple of 1/32). */
const NUMBERS: usize = memory.data<f32>([9.125, 393216], 16);

/**
 * o ← tanh x for blocks of 16 numbers: |x| = k/32 + d and the polynomial of degree 3 for that k, four numbers in one load.
 * Error < 1.5 ulp. o may be x.
 */
export function f32_tanh(count: i32, x: usize, o: usize): void {
  const sign = v128.load32_splat(BITS);
  const place = v128.load32_splat(BITS, 4);
  const most = v128.load32_splat(NUMBERS);
  const round = v128.load32_splat(NUMBERS, 4);
  for (; count > 0; count--, x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    v128.store(o, one(x0, sign, place, most, round));
    v128.store(o, one(x1, sign, place, most, round), 16);
    v128.store(o, one(x2, sign, place, most, round), 32);
    v128.store(o, one(x3, sign, place, most, round), 48);
  }
}

/** @inline */
function one(x: v128, sign: v128, place: v128, most: v128, round: v128): v128 {
  const a = f32x4.pmin(v128.andnot(x, sign), most); // NaN stays
  const t = f32x4.add(a, round);
  const d = f32x4.sub(a, f32x4.sub(t, round));
  const at = v128.and(i32x4.shl(t, 4), place);
  const e0 = v128.load(TANH_TABLE + <usize>i32x4.extract_lane(at, 0));
  const e1 = v128.load(TANH_TABLE + <usize>i32x4.extract_lane(at, 1));
  const e2 = v128.load(TANH_TABLE + <usize>i32x4.extract_lane(at, 2));
  const e3 = v128.load(TANH_TABLE + <usize>i32x4.extract_lane(at, 3));
  // the entries are rows of a 4×4 matrix; its columns are the coefficients
  const low01 = v128.shuffle<i32>(e0, e1, 0, 4, 1, 5);
  const low23 = v128.shuffle<i32>(e2, e3, 0, 4, 1, 5);
  const high01 = v128.shuffle<i32>(e0, e1, 2, 6, 3, 7);
  const high23 = v128.shuffle<i32>(e2, e3, 2, 6, 3, 7);
  const q = mad<f32>(v128.shuffle<i64>(high01, high23, 1, 3), d, v128.shuffle<i64>(high01, high23, 0, 2));
  const p = mad<f32>(q, d, v128.shuffle<i64>(low01, low23, 1, 3));
  return v128.or(mad<f32>(p, d, v128.shuffle<i64>(low01, low23, 0, 2)), v128.and(x, sign));
}
