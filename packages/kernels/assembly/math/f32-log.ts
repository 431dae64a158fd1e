import { copyBytes } from "../block";
import { LOG, LOG1P } from "./op";
import { patchLog } from "./special-log";
import { mad } from "./vector";

/** Bits: √½, sign and exponent. */
const BITS: usize = memory.data<u32>([0x3f3504f3, 0xff800000], 16);
/** 1, −½, ln 2 in two parts, bounds of log and of log1p. */
const NUMBERS: usize = memory.data<f32>(
  [1, -0.5, 0.693359375, -2.1219444e-4, 1.17549435e-38, Infinity, -0.999, 1e37],
  16,
);
/** Minimax coefficients of (ln(1 + f) − f + f²/2)/f³. */
const SERIES: usize = memory.data<f32>(
  [
    0.3333333134651184, -0.250008225440979, 0.20001260936260223, -0.16623222827911377, 0.1420060098171234,
    -0.13160349428653717, 0.12777312099933624, -0.076624296605587,
  ],
  16,
);

/** Where `split` leaves the exponent, f and, for log1p, what 1 + x lost and x itself; 256 bytes each. */
const F: usize = 256;
const LOST: usize = 512;
const X: usize = 768;

/**
 * o ← ln x for 256 bytes: 2^e·(1 + f), √½ ≤ 1 + f < √2, a polynomial of degree 10 and e·ln 2 + f compensated. Two
 * passes, so that the constants of each stay in registers. Error < 0.96 ulp (all float32 tried). `saved` has
 * room for a block, `parts` for five.
 */
export function f32_log(x: usize, o: usize, parts: usize, saved: usize): void {
  logBlock(LOG, x, o, parts, saved);
}

/** o ← ln(1 + x), likewise, with what 1 + x lost carried along. Error < 1.3 ulp (all float32 tried). */
export function f32_log1p(x: usize, o: usize, parts: usize, saved: usize): void {
  logBlock(LOG1P, x, o, parts, saved);
}

/** @inline */
function logBlock(op: i32, x: usize, o: usize, parts: usize, saved: usize): void {
  const bounds = NUMBERS + (op == LOG ? 16 : 24);
  const ordinary = split(op, x, parts, bounds);
  if (!ordinary) copyBytes<u64>(256, x, saved);
  series(op, parts, o);
  if (!ordinary) patchLog<f32>(op, 256, saved, o, load<f32>(bounds), load<f32>(bounds, 4));
}

/** @inline */
function split(op: i32, x: usize, to: usize, bounds: usize): bool {
  const root = v128.load32_splat(BITS);
  const exponent = v128.load32_splat(BITS, 4);
  const unit = v128.load32_splat(NUMBERS);
  const least = v128.load32_splat(bounds);
  const most = v128.load32_splat(bounds, 4);
  let ordinary = i32x4.splat(-1);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const v = v128.load(x);
    ordinary = v128.and(ordinary, v128.and(f32x4.ge(v, least), f32x4.lt(v, most)));
    const u = op == LOG ? v : f32x4.add(v, unit);
    const i = i32x4.sub(u, root);
    const scale = v128.and(i, exponent);
    const f = f32x4.sub(i32x4.sub(u, scale), unit);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.shr_s(i, 23)));
    v128.store(to, f, F);
    if (op == LOG1P) {
      const d = f32x4.sub(u, unit);
      const c = f32x4.add(f32x4.sub(unit, f32x4.sub(u, d)), f32x4.sub(v, d)); // 1 + x = u + c
      v128.store(to, f32x4.mul(f32x4.mul(c, i32x4.sub(unit, scale)), f32x4.sub(unit, f)), LOST);
      v128.store(to, v, X);
    }
  }
  return i32x4.all_true(ordinary);
}

/** @inline */
function series(op: i32, from: usize, o: usize): void {
  const p0 = v128.load32_splat(SERIES);
  const p1 = v128.load32_splat(SERIES, 4);
  const p2 = v128.load32_splat(SERIES, 8);
  const p3 = v128.load32_splat(SERIES, 12);
  const p4 = v128.load32_splat(SERIES, 16);
  const p5 = v128.load32_splat(SERIES, 20);
  const p6 = v128.load32_splat(SERIES, 24);
  const p7 = v128.load32_splat(SERIES, 28);
  const half = v128.load32_splat(NUMBERS, 4);
  const high = v128.load32_splat(NUMBERS, 8);
  const low = v128.load32_splat(NUMBERS, 12);
  for (const end = o + 256; o < end; o += 16, from += 16) {
    const e = v128.load(from);
    const f = v128.load(from, F);
    const g = f32x4.mul(f, f);
    const front = mad<f32>(mad<f32>(p7, f, p6), g, mad<f32>(p5, f, p4));
    const q = mad<f32>(mad<f32>(front, g, mad<f32>(p3, f, p2)), g, mad<f32>(p1, f, p0));
    let s = f32x4.mul(g, mad<f32>(q, f, half));
    if (op == LOG1P) s = f32x4.add(s, v128.load(from, LOST));
    const a = f32x4.mul(e, high);
    const h = f32x4.add(a, f);
    const l = f32x4.add(f32x4.sub(a, h), f); // what h lost
    let y = f32x4.add(h, f32x4.add(l, f32x4.add(s, f32x4.mul(e, low))));
    if (op == LOG1P) y = v128.or(y, v128.and(v128.load(from, X), f32x4.splat(-0.0))); // keeps −0
    v128.store(o, y);
  }
}
