import { scratch } from "../scratch";
import { ERF_TABLE, ERFC_TABLE, GELU_TABLE } from "./erf-tables";
import { ERF, ERFC } from "./op";
import { tail } from "./erf-tail";
import { all, mad, storeFour } from "./vector";

/** 1.5·2⁴⁷: adding it rounds to a multiple of 1/32, whose number is then in the low bits; ends of the tables. */
const NUMBERS: usize = memory.data<f64>([211106232532992, -6, 6, -8.25, 8.5, -6, 4], 16);

/** What the polynomials serve: all x above, for erfc all below. */
const ERFC_MOST: f64 = 4;
const GELU_LEAST: f64 = -8.25;

/**
 * o ← erf x, erfc x or x·Φ(x) for a multiple of 64 bytes. V(k/32 + d) = V(k/32) + d·P(d), V being erf, erfc or Φ. `saved` has room
 * for a block; o may be x.
 */
export function erfBlocks(op: i32, bytes: i32, x: usize, o: usize, saved: usize): void {
  if (op == ERF) {
    erf(bytes, x, o);
    return;
  }
  for (const end = o + bytes; o < end; x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    const ordinary = all(served(op, x0), served(op, x1), served(op, x2), served(op, x3));
    if (!ordinary) storeFour(saved, x0, x1, x2, x3);
    if (op == ERFC) curve(op, x, o, scratch + ERFC_TABLE, 40);
    else curve(op, x, o, scratch + GELU_TABLE, 24);
    if (!ordinary) patch(op, saved, o);
  }
}

/** @inline */
function served(op: i32, x: v128): v128 {
  return op == ERFC ? f64x2.lt(x, f64x2.splat(ERFC_MOST)) : f64x2.gt(x, f64x2.splat(GELU_LEAST));
}

/** Recomputes the elements that the polynomials do not serve. */
function patch(op: i32, x: usize, o: usize): void {
  for (let i = 0; i < 64; i += 8) {
    const v = load<f64>(x + i);
    if (op == ERFC ? !(v < ERFC_MOST) : !(v > GELU_LEAST)) store<f64>(o + i, tail(op, v));
  }
}

function erf(bytes: i32, x: usize, o: usize): void {
  const round = v128.load64_splat(NUMBERS);
  const least = v128.load64_splat(NUMBERS, 8);
  const most = v128.load64_splat(NUMBERS, 16);
  const origin = i32x4.splat(<i32>(scratch + ERF_TABLE));
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

/** Two coefficients of both lanes: c₀ + c₁·d. @inline */
function pair(p: usize, q: usize, d: v128, at: usize): v128 {
  const e = v128.load(p + at);
  const f = v128.load(q + at);
  return mad<f64>(v128.shuffle<f64>(e, f, 1, 3), d, v128.shuffle<f64>(e, f, 0, 2));
}

/** 64 bytes o ← V(x) or x·V(x), between ends among the numbers. @inline */
function curve(op: i32, x: usize, o: usize, table: usize, ends: usize): void {
  const round = v128.load64_splat(NUMBERS);
  const least = v128.load64_splat(NUMBERS + ends);
  const most = v128.load64_splat(NUMBERS + ends, 8);
  const origin = i32x4.splat(<i32>table);
  const entry = i32x4.splat(80);
  for (const end = o + 64; o < end; x += 16, o += 16) {
    const v = v128.load(x);
    const a = f64x2.pmin(most, f64x2.pmax(least, v));
    const t = f64x2.add(a, round);
    const d = f64x2.sub(a, f64x2.sub(t, round));
    const at = i32x4.add(i32x4.mul(t, entry), origin);
    const p = <usize>i32x4.extract_lane(at, 0);
    const q = <usize>i32x4.extract_lane(at, 2);
    const z = f64x2.mul(d, d);
    const e = v128.load(p);
    const f = v128.load(q);
    let s = v128.load64_lane(q + 64, v128.load64_zero(p + 64), 1);
    s = mad<f64>(s, z, pair(p, q, d, 48));
    s = mad<f64>(s, z, pair(p, q, d, 32));
    s = mad<f64>(s, z, pair(p, q, d, 16));
    s = mad<f64>(s, d, v128.shuffle<f64>(e, f, 1, 3));
    const y = mad<f64>(s, d, v128.shuffle<f64>(e, f, 0, 2));
    v128.store(o, op == ERFC ? y : f64x2.mul(v, y));
  }
}
