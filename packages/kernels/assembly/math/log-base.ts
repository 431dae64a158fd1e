import { copyBytes } from "../block";
import { BITS, NUMBERS, SERIES } from "./f64-log";
import { LOG2 } from "./op";
import { mad } from "./vector";

/** 1/ln b in two parts, the first of 22 bits; ln 2/ln b likewise; bits of what keeps 21 bits of a mantissa. */
const TWO: usize = memory.data<f64>([1.44269504072144627571, 1.67517131648865118353e-10, 1, 0], 16);
const TEN: usize = memory.data<f64>(
  [4.34294481878168880939e-1, 2.50829467116452752298e-11, 3.01029995663611771306e-1, 3.69423907715893078616e-13],
  16,
);
const FRONT: usize = memory.data<u64>([0xffffffff00000000], 16);

/** Least and most of what the passes serve. */
const LEAST: f64 = 2.2250738585072014e-308;
/** Subnormal numbers come 2⁵⁴ times larger. */
const RAISE: f64 = 18014398509481984;
/** log₁₀ 2⁵⁴. */
const RAISED: f64 = 16.255619765854984;

/** Where `split` leaves f and s behind k, 256 bytes each. */
const F: usize = 256;
const S: usize = 512;

/**
 * o ← log₂ x or log₁₀ x for 256 bytes: 2^k·(1 + f), √½ ≤ 1 + f < √2; ln(1 + f) in two parts by the atanh series, times 1/ln b in two
 * parts. Powers of two have exact logarithms. Error < 1 ulp. `saved` has room for a block, `parts` for four; o may be x.
 *
 * @see Sun Microsystems, fdlibm, e_log.c; FreeBSD, e_log2.c, for the two parts
 */
export function logBaseBlock(op: i32, x: usize, o: usize, parts: usize, saved: usize): void {
  const base = op == LOG2 ? TWO : TEN;
  copyBytes<u64>(256, x, saved);
  if (split(saved, parts)) {
    series(base, parts, o);
    return;
  }
  const raised = parts + 768;
  for (let i = 0; i < 256; i += 8) {
    const v = load<f64>(saved + i);
    store<f64>(raised + i, v < LEAST ? v * RAISE : v);
  }
  split(raised, parts);
  series(base, parts, o);
  for (let i = 0; i < 256; i += 8) patch(op, load<f64>(saved + i), o + i);
}

/** What the passes do not serve: numbers that were raised, 0, negative ones, ∞ and NaN. `v` is the operand. */
function patch(op: i32, v: f64, o: usize): void {
  if (!(v > 0)) store<f64>(o, v == 0 ? -Infinity : NaN);
  else if (v == Infinity) store<f64>(o, v);
  else if (v < LEAST) store<f64>(o, load<f64>(o) - (op == LOG2 ? 54 : RAISED));
}

function split(x: usize, to: usize): bool {
  const bias = v128.load64_splat(NUMBERS);
  const unit = v128.load64_splat(NUMBERS, 8);
  const two = v128.load64_splat(NUMBERS, 16);
  const least = v128.load64_splat(NUMBERS, 48);
  const most = v128.load64_splat(NUMBERS, 56);
  const move = v128.load64_splat(BITS);
  const mantissa = v128.load64_splat(BITS, 8);
  const root = v128.load64_splat(BITS, 16);
  const shifted = v128.load64_splat(BITS, 24);
  let ordinary = i64x2.splat(-1);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const v = v128.load(x);
    ordinary = v128.and(ordinary, v128.and(f64x2.ge(v, least), f64x2.lt(v, most)));
    const w = i64x2.add(v, move);
    const f = f64x2.sub(i64x2.add(v128.and(w, mantissa), root), unit);
    v128.store(to, f64x2.sub(v128.or(i64x2.shr_u(w, 52), shifted), bias));
    v128.store(to, f, F);
    v128.store(to, f64x2.div(f, f64x2.add(f, two)), S);
  }
  return i64x2.all_true(ordinary);
}

function series(base: usize, from: usize, o: usize): void {
  const half = v128.load64_splat(NUMBERS, 24);
  const front = v128.load64_splat(FRONT);
  const high = v128.load64_splat(base);
  const low = v128.load64_splat(base, 8);
  const twoHigh = v128.load64_splat(base, 16);
  const twoLow = v128.load64_splat(base, 24);
  for (const end = o + 256; o < end; o += 16, from += 16) {
    const k = v128.load(from);
    const f = v128.load(from, F);
    const s = v128.load(from, S);
    const h = f64x2.mul(f64x2.mul(f, half), f);
    const r = f64x2.mul(s, f64x2.add(h, atanh(f64x2.mul(s, s))));
    const a = v128.and(f64x2.sub(f, h), front); // a + b = ln(1 + f), a of 21 bits
    const b = f64x2.add(f64x2.sub(f64x2.sub(f, a), h), r);
    const y = f64x2.mul(k, twoHigh);
    const c = f64x2.mul(a, high);
    const w = f64x2.add(y, c);
    const lost = f64x2.add(f64x2.sub(y, w), c);
    const rest = mad<f64>(f64x2.add(a, b), low, mad<f64>(b, high, f64x2.mul(k, twoLow)));
    v128.store(o, f64x2.add(w, f64x2.add(lost, rest)));
  }
}

/** (log(1 + s) − log(1 − s))/s − 2 of z = s². @inline */
function atanh(z: v128): v128 {
  const w = f64x2.mul(z, z);
  const odd = mad<f64>(
    mad<f64>(v128.load64_splat(SERIES, 40), w, v128.load64_splat(SERIES, 24)),
    w,
    v128.load64_splat(SERIES, 8),
  );
  const even = mad<f64>(
    mad<f64>(v128.load64_splat(SERIES, 48), w, v128.load64_splat(SERIES, 32)),
    w,
    v128.load64_splat(SERIES, 16),
  );
  return f64x2.add(f64x2.mul(w, odd), f64x2.mul(z, mad<f64>(even, w, v128.load64_splat(SERIES))));
}
