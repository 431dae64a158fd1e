import { copyBytes } from "../block";
import { LOG, LOG1P } from "./op";
import { patchLog } from "./special-log";
import { mad } from "./vector";

/** Bits: what moves √½ to 1, mantissa, √½, those of 2⁵², and twice the exponent of 1. */
export const BITS: usize = memory.data<u64>(
  [0x00095f619980c433, 0x000fffffffffffff, 0x3fe6a09e667f3bcd, 0x4330000000000000, 0x7fe0000000000000],
  16,
);
/** 2⁵² + 1023, 1, 2, ½, ln 2 in two parts, bounds of log and of log1p. */
export const NUMBERS: usize = memory.data<f64>(
  [
    4503599627371519,
    1,
    2,
    0.5,
    6.9314718036912381649e-1,
    1.90821492927058770002e-10,
    2.2250738585072014e-308,
    Infinity,
    -0.999,
    1e300,
  ],
  16,
);
/** Coefficients of (log(1 + s) − log(1 − s))/s − 2 in s², from fdlibm. */
export const SERIES: usize = memory.data<f64>(
  [
    6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
    1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
  ],
  16,
);

/** Where `split` leaves k, f, s and, for log1p, what 1 + x lost; 256 bytes each. */
const F: usize = 256;
const S: usize = 512;
const LOST: usize = 768;

/**
 * o ← ln x for 256 bytes: 2^k·(1 + f), √½ ≤ 1 + f < √2, and the atanh series in s = f/(2 + f). Two passes, so that
 * the constants of each stay in registers. Error < 0.84 ulp. `saved` has room
 * for a block, `parts` for five.
 *
 * @see Sun Microsystems, fdlibm, e_log.c
 */
export function f64_log(x: usize, o: usize, parts: usize, saved: usize): void {
  logBlock(LOG, x, o, parts, saved);
}

/** o ← ln(1 + x), likewise, with what 1 + x lost carried along. Error < 1 ulp. */
export function f64_log1p(x: usize, o: usize, parts: usize, saved: usize): void {
  logBlock(LOG1P, x, o, parts, saved);
}

/** @inline */
function logBlock(op: i32, x: usize, o: usize, parts: usize, saved: usize): void {
  const bounds = NUMBERS + (op == LOG ? 48 : 64);
  const ordinary = split(op, x, parts, bounds);
  if (!ordinary) copyBytes<u64>(256, x, saved);
  series(op, parts, o);
  if (!ordinary) patchLog<f64>(op, 256, saved, o, load<f64>(bounds), load<f64>(bounds, 8));
}

/** @inline */
function split(op: i32, x: usize, to: usize, bounds: usize): bool {
  const bias = v128.load64_splat(NUMBERS);
  const unit = v128.load64_splat(NUMBERS, 8);
  const two = v128.load64_splat(NUMBERS, 16);
  const least = v128.load64_splat(bounds);
  const most = v128.load64_splat(bounds, 8);
  const move = v128.load64_splat(BITS);
  const mantissa = v128.load64_splat(BITS, 8);
  const root = v128.load64_splat(BITS, 16);
  const shifted = v128.load64_splat(BITS, 24);
  let ordinary = i64x2.splat(-1);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const v = v128.load(x);
    ordinary = v128.and(ordinary, v128.and(f64x2.ge(v, least), f64x2.lt(v, most)));
    const u = op == LOG ? v : f64x2.add(v, unit);
    const w = i64x2.add(u, move);
    const n = i64x2.shr_u(w, 52);
    const f = f64x2.sub(i64x2.add(v128.and(w, mantissa), root), unit);
    v128.store(to, f64x2.sub(v128.or(n, shifted), bias));
    v128.store(to, f, F);
    v128.store(to, f64x2.div(f, f64x2.add(f, two)), S);
    if (op == LOG1P) {
      const d = f64x2.sub(u, unit);
      const c = f64x2.add(f64x2.sub(unit, f64x2.sub(u, d)), f64x2.sub(v, d)); // 1 + x = u + c
      const scale = i64x2.sub(v128.load64_splat(BITS, 32), i64x2.shl(n, 52));
      v128.store(to, f64x2.mul(f64x2.mul(c, scale), f64x2.sub(unit, f)), LOST);
      v128.store(to, v, 1024);
    }
  }
  return i64x2.all_true(ordinary);
}

/** @inline */
function series(op: i32, from: usize, o: usize): void {
  const g0 = v128.load64_splat(SERIES);
  const g1 = v128.load64_splat(SERIES, 8);
  const g2 = v128.load64_splat(SERIES, 16);
  const g3 = v128.load64_splat(SERIES, 24);
  const g4 = v128.load64_splat(SERIES, 32);
  const g5 = v128.load64_splat(SERIES, 40);
  const g6 = v128.load64_splat(SERIES, 48);
  const half = v128.load64_splat(NUMBERS, 24);
  const high = v128.load64_splat(NUMBERS, 32);
  const low = v128.load64_splat(NUMBERS, 40);
  for (const end = o + 256; o < end; o += 16, from += 16) {
    const k = v128.load(from);
    const f = v128.load(from, F);
    const s = v128.load(from, S);
    const z = f64x2.mul(s, s);
    const w = f64x2.mul(z, z);
    const t = f64x2.mul(w, mad<f64>(mad<f64>(g5, w, g3), w, g1));
    const u = f64x2.mul(z, mad<f64>(mad<f64>(mad<f64>(g6, w, g4), w, g2), w, g0));
    const h = f64x2.mul(f64x2.mul(f, half), f);
    let r = mad<f64>(s, f64x2.add(h, f64x2.add(t, u)), f64x2.mul(k, low));
    if (op == LOG1P) r = f64x2.add(r, v128.load(from, LOST));
    let y = f64x2.sub(f64x2.mul(k, high), f64x2.sub(f64x2.sub(h, r), f));
    if (op == LOG1P) y = v128.or(y, v128.and(v128.load(from, 1024), f64x2.splat(-0.0))); // keeps −0
    v128.store(o, y);
  }
}
