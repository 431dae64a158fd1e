import { scratch } from "../scratch";
import { f64_normal } from "./f64-normal";
import { local } from "./f32-local";
import { GELU_SINGLES } from "./normal-tables";
import { ERFC, GELU } from "./op";
import { narrow, widen } from "./wide";

/** 1.5·2¹⁷: adding it rounds to a multiple of 1/64, whose number is then in the low bits; ends of the table. */
const NUMBERS: usize = memory.data<f32>([196608, -5.5, 6], 16);

/** o ← erfc x or x·Φ(x) for blocks of 32 numbers. Errors: erfc < 0.51 ulp, gelu < 2.3 ulp. */
export function f32_normal(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 128, o += 128) {
    if (op == ERFC) wide(op, x, o);
    else gelu(x, o);
  }
}

/** 32 numbers as float64. */
function wide(op: i32, x: usize, o: usize): void {
  const doubles = scratch + 2048;
  widen(x, doubles);
  f64_normal(op, 256, doubles, doubles, scratch);
  narrow(doubles, o);
}

/** 32 numbers, those below −5½ as float64, where the product is small and cubic polynomials are not good enough. */
function gelu(x: usize, o: usize): void {
  const round = v128.load32_splat(NUMBERS);
  const least = v128.load32_splat(NUMBERS, 4);
  const most = v128.load32_splat(NUMBERS, 8);
  const origin = i32x4.splat(<i32>(scratch + GELU_SINGLES) - (load<i32>(NUMBERS) << 4));
  const small = scratch + 3072;
  let ordinary = i32x4.splat(-1);
  for (let i: usize = 0; i < 128; i += 16) ordinary = v128.and(ordinary, f32x4.gt(v128.load(x + i), least));
  const plain = i32x4.all_true(ordinary);
  if (!plain) wide(GELU, x, small);
  for (let i: usize = 0; i < 128; i += 16) {
    const v = v128.load(x + i);
    const a = f32x4.pmin(most, f32x4.pmax(least, v));
    const t = f32x4.add(a, round);
    let y = f32x4.mul(v, local(false, t, f32x4.sub(a, f32x4.sub(t, round)), origin));
    if (!plain) y = v128.bitselect(y, v128.load(small + i), f32x4.gt(v, least));
    v128.store(o + i, y);
  }
}
