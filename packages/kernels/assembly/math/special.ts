import { EXP2_TABLE } from "./exp2-table";
import { EXP, EXPM1, LOG, LOG1P, SIN } from "./op";
import { trigOfHuge } from "./trig-huge";

/**
 * Recomputes the elements that the vector kernel of an operation does not serve: those beyond its range, zeros,
 * infinities, NaN. `x` holds the operands, `o` the vector kernel's results. So what an element becomes never depends on
 * its neighbours.
 */
export function patch<T>(op: i32, bytes: i32, x: usize, o: usize): void {
  for (let i = 0; i < bytes; i += sizeof<T>()) {
    const v = <f64>load<T>(x + i);
    if (!isOrdinary<T>(op, v)) store<T>(o + i, <T>special(op, v));
  }
}

/** What the vector kernels serve: exp, expm1, sin and cos |x| below a bound, log and log1p x between two. */
export function isOrdinary<T>(op: i32, x: f64): bool {
  if (op == EXP) return Math.abs(x) < (sizeof<T>() == 4 ? 87 : 708);
  if (op == EXPM1) return Math.abs(x) < (sizeof<T>() == 4 ? 87 : 700);
  if (op >= SIN) return Math.abs(x) < 100000;
  if (op == LOG) return x >= (sizeof<T>() == 4 ? f32.MIN_NORMAL_VALUE : f64.MIN_NORMAL_VALUE) && x < Infinity;
  return x > LOG1P_ABOVE && x < (sizeof<T>() == 4 ? 1e37 : 1e300);
}

/** Nearer to −1, 1 + x is exact and its logarithm is taken. */
export const LOG1P_ABOVE: f64 = -0.999;

function special(op: i32, x: f64): f64 {
  if (op == EXP) return exp(x);
  if (op == EXPM1) return x < 0 ? -1 : exp(x);
  if (op == LOG) return log(x);
  if (op == LOG1P) return log(x + 1);
  return trigOfHuge(op, x);
}

/** eˣ for every x: 2^(k/128)·e^r with k from a table, |r| ≤ ln 2/256, and the power of two applied in two steps. */
function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const t = nearest(x * 184.6649652337873);
  const r = x - t * 0.0054152123475432745 - t * 5.812982117197185e-13;
  const k = <i64>t;
  const j = k & 127;
  const tail = load<f64>(EXP2_TABLE + ((<usize>j) << 4));
  const s = reinterpret<f64>(load<i64>(EXP2_TABLE + ((<usize>j) << 4), 8) + (j << 45));
  const z = r * r;
  const p = 0.49999999999996764 + 0.16666666818848788 * r + (0.04166668105720839 + 0.0080954381801384 * r) * z;
  const y = s + s * (r + (tail + p * z));
  const e = k >> 7;
  return y * powerOfTwo(e >> 1) * powerOfTwo(e - (e >> 1));
}

function powerOfTwo(e: i64): f64 {
  return reinterpret<f64>((e + 1023) << 52);
}

/**
 * ln x for every x, by the atanh series of fdlibm: x = 2^k·(1 + f), s = f/(2 + f).
 *
 * @see Sun Microsystems, fdlibm, e_log.c
 */
function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  let k = <f64>0;
  if (x < f64.MIN_NORMAL_VALUE) {
    x *= 18014398509481984;
    k = -54;
  }
  const u = reinterpret<u64>(x) + 0x00095f619980c433;
  k += <f64>(<i64>(u >> 52)) - 1023;
  const f = reinterpret<f64>((u & 0x000fffffffffffff) + 0x3fe6a09e667f3bcd) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const v = 0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591);
  const h = 0.5 * f * f;
  const r = s * (h + (t + z * (0.666666666666673513 + w * v))) + k * 1.90821492927058770002e-10;
  return k * 6.9314718036912381649e-1 - (h - r - f);
}
