import { scratch } from "../scratch";
import { pair } from "./erf-pair";
import { tail } from "./erf-tail";
import { ERFC_TABLE, GELU_TABLE } from "./normal-tables";
import { ERFC } from "./op";
import { mad } from "./vector";

/** 1.5·2⁴⁷: adding it rounds to a multiple of 1/32, whose number is then in the low bits; ends of the tables, and what turns x. */
const NUMBERS: usize = memory.data<f64>([211106232532992, -8.25, 8.5, 0, -4, 6, -0.0], 16);

/** Bytes that are looked at together for elements which the table does not serve. */
const CHUNK: usize = 256;

/**
 * o ← erfc x or x·Φ(x) for a multiple of 64 bytes: V(k/32 + d) = V(k/32) + d·P(d), V being erfc(−x) or Φ. What is below the table is
 * left to continued fractions. Errors: erfc < 1.8 ulp, gelu < 2.7 ulp. `saved` has room for 256 bytes; o may be x.
 */
export function f64_normal(op: i32, bytes: i32, x: usize, o: usize, saved: usize): void {
  const ends = NUMBERS + (op == ERFC ? 32 : 8);
  const table = scratch + (op == ERFC ? ERFC_TABLE : GELU_TABLE);
  for (const end = o + bytes; o < end; x += CHUNK, o += CHUNK) {
    const length = min(end - o, CHUNK);
    let from = x;
    if (x == o) {
      memory.copy(saved, x, length);
      from = saved;
    }
    if (!curve(op, from, o, o + length, table, ends)) patch(op, from, o, o + length, load<f64>(ends));
  }
}

/** Recomputes the elements that the polynomials do not serve. */
function patch(op: i32, x: usize, o: usize, end: usize, least: f64): void {
  for (; o < end; x += 8, o += 8) {
    const v = op == ERFC ? -load<f64>(x) : load<f64>(x);
    if (!(v > least)) store<f64>(o, tail(op, v));
  }
}

/** o ← V(x) or x·V(x) up to `end`; whether the table serves all of them. */
function curve(op: i32, x: usize, o: usize, end: usize, table: usize, ends: usize): bool {
  const round = v128.load64_splat(NUMBERS);
  const least = v128.load64_splat(ends);
  const most = v128.load64_splat(ends, 8);
  const turn = v128.load64_splat(ends, 16);
  const origin = i32x4.splat(<i32>table);
  const entry = i32x4.splat(80);
  let served = i64x2.splat(-1);
  for (; o < end; x += 16, o += 16) {
    const v = v128.xor(v128.load(x), turn);
    served = v128.and(served, f64x2.gt(v, least));
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
    let y = mad<f64>(s, d, v128.shuffle<f64>(e, f, 0, 2));
    if (op != ERFC) y = f64x2.mul(v, y);
    v128.store(o, y);
  }
  return i64x2.all_true(served);
}
