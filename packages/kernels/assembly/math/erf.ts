import { scratch } from "../scratch";
import { ERF, ERFC } from "./op";
import { tail } from "./erf-tail";
import { mad } from "./vector";

/** 1.5·2⁴⁸: adding it rounds to a multiple of 1/16, whose number is then in the low bits. */
const NUMBERS: usize = memory.data<f64>([422212465065984, 6, -0.0, 1, 8.5], 16);

/** Bytes of an entry of the table, and where those of Φ begin: as in `src/ops/erf-table.ts`. */
const ENTRY: i32 = 112;
const NORMAL: usize = 10864;
/** Where the table begins in scratch memory: the loader fills it. */
export const TABLE: usize = 8192;

/** What the polynomials serve: all |x| below, and for erfc and gelu all beyond on the side where they are 2 and x. */
const ERFC_MOST: f64 = 4.5;
const GELU_LEAST: f64 = -8.25;

/**
 * o ← erf x, erfc x or x·Φ(x) for 256 bytes. V(k/16 + d) = V(k/16) + d·P(d), V being erf or Φ; 1 − V has a value of its own in the
 * table, so that it is relatively as good. `work` has room for a block; o may be x.
 */
export function erfBlock(op: i32, x: usize, o: usize, work: usize): void {
  if (op == ERF) erf(x, o);
  else {
    memory.copy(work, x, 256);
    if (op == ERFC) erfc(x, o);
    else gelu(x, o);
    patch(op, work, o);
  }
}

/** Recomputes the elements that the polynomials do not serve. */
function patch(op: i32, x: usize, o: usize): void {
  for (let i = 0; i < 256; i += 8) {
    const v = load<f64>(x + i);
    if (op == ERFC ? !(v < ERFC_MOST) : !(v > GELU_LEAST)) store<f64>(o + i, tail(op, v));
  }
}

/** V(|x|) on the side of V, or 1 − V(|x|), as `side` has its bits: 16 for 1 − V. @inline */
function curve(a: v128, side0: usize, side1: usize, table: usize, subtract: v128): v128 {
  const t = f64x2.add(a, v128.load64_splat(NUMBERS));
  const d = f64x2.sub(a, f64x2.sub(t, v128.load64_splat(NUMBERS)));
  const p = table + <usize>(<i32>i64x2.extract_lane(t, 0) * ENTRY);
  const q = table + <usize>(<i32>i64x2.extract_lane(t, 1) * ENTRY);
  const v = v128.load(p + side0);
  const w = v128.load(q + side1);
  const z = f64x2.mul(d, d);
  let s = pair(p, q, d, 96);
  s = mad<f64>(s, z, pair(p, q, d, 80));
  s = mad<f64>(s, z, pair(p, q, d, 64));
  s = mad<f64>(s, z, pair(p, q, d, 48));
  s = mad<f64>(s, z, pair(p, q, d, 32));
  const difference = v128.xor(f64x2.mul(d, s), subtract);
  return f64x2.add(v128.shuffle<f64>(v, w, 0, 2), f64x2.add(difference, v128.shuffle<f64>(v, w, 1, 3)));
}

/** Two coefficients of both lanes: c₀ + c₁·d. @inline */
function pair(p: usize, q: usize, d: v128, at: usize): v128 {
  const e = v128.load(p + at);
  const f = v128.load(q + at);
  return mad<f64>(v128.shuffle<f64>(e, f, 1, 3), d, v128.shuffle<f64>(e, f, 0, 2));
}

function erf(x: usize, o: usize): void {
  const most = v128.load64_splat(NUMBERS, 8);
  const sign = v128.load64_splat(NUMBERS, 16);
  const table = scratch + TABLE;
  for (const end = x + 256; x < end; x += 16, o += 16) {
    const v = v128.load(x);
    const a = f64x2.pmin(most, f64x2.abs(v)); // 6 where x is NaN
    const y = curve(a, 0, 0, table, v128.xor(sign, sign));
    const signed = v128.or(y, v128.and(v, sign));
    v128.store(o, v128.bitselect(signed, v, f64x2.eq(v, v)));
  }
}

function erfc(x: usize, o: usize): void {
  const most = v128.load64_splat(NUMBERS, 8);
  const sign = v128.load64_splat(NUMBERS, 16);
  const one = v128.load64_splat(NUMBERS, 24);
  const table = scratch + TABLE;
  for (const end = x + 256; x < end; x += 16, o += 16) {
    const v = v128.load(x);
    const a = f64x2.pmin(most, f64x2.abs(v));
    const negative = i64x2.shr_s(v, 63);
    // 1 − V where x ≥ 0, 1 + V elsewhere
    const y = curve(a, ~side(v, 0) & 16, ~side(v, 1) & 16, table, v128.andnot(sign, negative));
    v128.store(o, f64x2.add(y, v128.and(one, negative)));
  }
}

function gelu(x: usize, o: usize): void {
  const most = v128.load64_splat(NUMBERS, 32);
  const sign = v128.load64_splat(NUMBERS, 16);
  const table = scratch + TABLE + NORMAL;
  for (const end = x + 256; x < end; x += 16, o += 16) {
    const v = v128.load(x);
    const a = f64x2.pmin(most, f64x2.abs(v));
    // V where x ≥ 0, 1 − V elsewhere
    const y = curve(a, side(v, 0) & 16, side(v, 1) & 16, table, v128.and(v, sign));
    v128.store(o, f64x2.mul(v, y));
  }
}

/** All bits are those of a lane's sign. @inline */
function side(v: v128, lane: i32): usize {
  return <usize>((lane == 0 ? i64x2.extract_lane(v, 0) : i64x2.extract_lane(v, 1)) >> 63);
}
