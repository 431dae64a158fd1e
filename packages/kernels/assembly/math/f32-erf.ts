import { f32_from_f64, f64_from_f32 } from "../copy/convert";
import { scratch } from "../scratch";
import { erfBlocks } from "./erf";
import { ERF_SINGLES, GELU_SINGLES } from "./erf-tables";
import { ERF, ERFC, GELU } from "./op";
import { all, mad } from "./vector";

/** 1.5·2¹⁸ and 1.5·2¹⁷: adding one rounds to a multiple of 1/32 or 1/64, whose number is in the low bits; ends of the tables. */
const NUMBERS: usize = memory.data<f32>([393216, -4, 4, 196608, -5.5, 6], 16);

/** o ← erf x, erfc x or x·Φ(x) for blocks of 16 numbers, by polynomials of degree 3 about the points of a table. */
export function f32_erf(op: i32, bytes: i32, x: usize, o: usize): void {
  if (op == ERF) erf(bytes, x, o);
  else
    for (const end = o + bytes; o < end; x += 64, o += 64) {
      if (op == ERFC) wide(op, x, o);
      else gelu(x, o);
    }
}

/** 16 numbers as float64. */
function wide(op: i32, x: usize, o: usize): void {
  const doubles = scratch + 2048;
  f64_from_f32(16, x, doubles);
  erfBlocks(op, 128, doubles, doubles, scratch);
  f32_from_f64(16, doubles, o);
}

function erf(bytes: i32, x: usize, o: usize): void {
  const round = v128.load32_splat(NUMBERS);
  const least = v128.load32_splat(NUMBERS, 4);
  const most = v128.load32_splat(NUMBERS, 8);
  const origin = i32x4.splat(<i32>(scratch + ERF_SINGLES) - (load<i32>(NUMBERS) << 4));
  for (const end = o + bytes; o < end; x += 16, o += 16) {
    const v = v128.load(x);
    const t = f32x4.add(f32x4.pmin(most, f32x4.pmax(least, v)), round);
    // NaN where v is
    const d = f32x4.sub(f32x4.pmin(f32x4.pmax(v, least), most), f32x4.sub(t, round));
    v128.store(o, local(ERF, t, d, origin));
  }
}

/** 16 numbers, those below −5½ as float64, where the product is small and cubic polynomials are not good enough. */
function gelu(x: usize, o: usize): void {
  const round = v128.load32_splat(NUMBERS, 12);
  const least = v128.load32_splat(NUMBERS, 16);
  const most = v128.load32_splat(NUMBERS, 20);
  const origin = i32x4.splat(<i32>(scratch + GELU_SINGLES) - (load<i32>(NUMBERS, 12) << 4));
  const x0 = v128.load(x);
  const x1 = v128.load(x, 16);
  const x2 = v128.load(x, 32);
  const x3 = v128.load(x, 48);
  const small = scratch + 3072;
  const ordinary = all(f32x4.gt(x0, least), f32x4.gt(x1, least), f32x4.gt(x2, least), f32x4.gt(x3, least));
  if (!ordinary) wide(GELU, x, small);
  for (let i = 0; i < 64; i += 16) {
    const v = v128.load(x + i);
    const a = f32x4.pmin(most, f32x4.pmax(least, v));
    const t = f32x4.add(a, round);
    const y = f32x4.mul(v, local(GELU, t, f32x4.sub(a, f32x4.sub(t, round)), origin));
    v128.store(o + i, ordinary ? y : v128.bitselect(y, v128.load(small + i), f32x4.gt(v, least)));
  }
}

/** c₀ + d·(c₁ + d·(c₂ + d·c₃)), for erf with 1 + c₁, by the entries that t has the numbers of. @inline */
function local(op: i32, t: v128, d: v128, origin: v128): v128 {
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
  const change = op == ERF ? mad<f32>(s, d, d) : f32x4.mul(s, d);
  return f32x4.add(v128.shuffle<i64>(low, lower, 0, 2), change);
}
