import { scratch } from "../scratch";
import { fillErf } from "./erf-table";
import { pair } from "./erf-pair";
import { local } from "./f32-local";
import { mad } from "./vector";

/** Where the entries for 0 lie in scratch memory, whose first 16 KiB serve other purposes. */
const TABLE: usize = 16384 + 192 * 64;
const SINGLES: usize = 41024 + 128 * 16; // to 45136

/** 1.5·2⁴⁷: adding it rounds to a multiple of 1/32, whose number is then in the low bits; ends of the table. */
const NUMBERS: usize = memory.data<f64>([211106232532992, -6, 6], 16);
/** The same for float32. */
const NUMBERS_OF_SINGLES: usize = memory.data<f32>([393216, -4, 4], 16);

/** Makes the tables. */
export function prepareErf(): void {
  fillErf(false, 32, 192, 7, 8, scratch + 16384);
  fillErf(true, 32, 128, 3, 4, scratch + 41024);
}

/** o ← erf x for a multiple of 64 bytes: erf(k/32 + d) = erf(k/32) + (d + d·P(d)). Error < 1.4 ulp. o may be x. */
export function f64_erf(bytes: i32, x: usize, o: usize): void {
  const round = v128.load64_splat(NUMBERS);
  const least = v128.load64_splat(NUMBERS, 8);
  const most = v128.load64_splat(NUMBERS, 16);
  const origin = i32x4.splat(<i32>(scratch + TABLE));
  for (const end = o + bytes; o < end; x += 16, o += 16) {
    const v = v128.load(x);
    const t = f64x2.add(f64x2.pmin(most, f64x2.pmax(least, v)), round);
    // NaN where v is
    const d = f64x2.sub(f64x2.pmin(f64x2.pmax(v, least), most), f64x2.sub(t, round));
    const at = i32x4.add(i32x4.shl(t, 6), origin);
    const p = <usize>i32x4.extract_lane(at, 0);
    const q = <usize>i32x4.extract_lane(at, 2);
    const z = f64x2.mul(d, d);
    const e = v128.load(p);
    const f = v128.load(q);
    let s = pair(p, q, d, 48);
    s = mad<f64>(s, z, pair(p, q, d, 32));
    s = mad<f64>(s, z, pair(p, q, d, 16));
    s = mad<f64>(s, d, v128.shuffle<f64>(e, f, 1, 3));
    v128.store(o, f64x2.add(v128.shuffle<f64>(e, f, 0, 2), mad<f64>(s, d, d))); // keeps −0
  }
}

/** The same for float32, by cubic polynomials. Error < 1.1 ulp. */
export function f32_erf(bytes: i32, x: usize, o: usize): void {
  const round = v128.load32_splat(NUMBERS_OF_SINGLES);
  const least = v128.load32_splat(NUMBERS_OF_SINGLES, 4);
  const most = v128.load32_splat(NUMBERS_OF_SINGLES, 8);
  const origin = i32x4.splat(<i32>(scratch + SINGLES) - (load<i32>(NUMBERS_OF_SINGLES) << 4));
  for (const end = o + bytes; o < end; x += 16, o += 16) {
    const v = v128.load(x);
    const t = f32x4.add(f32x4.pmin(most, f32x4.pmax(least, v)), round);
    // NaN where v is
    const d = f32x4.sub(f32x4.pmin(f32x4.pmax(v, least), most), f32x4.sub(t, round));
    v128.store(o, local(true, t, d, origin));
  }
}
