import { mad } from "./vector";

/** c₀ + d·(c₁ + d·(c₂ + d·c₃)), or with 1 + c₁ for c₁, by the entries that t has the numbers of. @inline */
export function local(plus: bool, t: v128, d: v128, origin: v128): v128 {
  const at = i32x4.add(i32x4.shl(t, 4), origin);
  const e = v128.load(<usize>i32x4.extract_lane(at, 0));
  const f = v128.load(<usize>i32x4.extract_lane(at, 1));
  const g = v128.load(<usize>i32x4.extract_lane(at, 2));
  const h = v128.load(<usize>i32x4.extract_lane(at, 3));
  const low = v128.shuffle<i32>(e, f, 0, 4, 1, 5);
  const lower = v128.shuffle<i32>(g, h, 0, 4, 1, 5);
  const high = v128.shuffle<i32>(e, f, 2, 6, 3, 7);
  const higher = v128.shuffle<i32>(g, h, 2, 6, 3, 7);
  let s = mad<f32>(v128.shuffle<i64>(high, higher, 1, 3), d, v128.shuffle<i64>(high, higher, 0, 2));
  s = mad<f32>(s, d, v128.shuffle<i64>(low, lower, 1, 3));
  const change = plus ? mad<f32>(s, d, d) : f32x4.mul(s, d);
  return f32x4.add(v128.shuffle<i64>(low, lower, 0, 2), change);
}
