import { LOG1P } from "./op";

/**
 * Recomputes the elements that the vector kernel does not serve: those outside [least, most) and NaN. `x` holds the operands,
 * `o` the vector kernel's results. So what an element becomes never depends on its neighbours. For log1p, numbers nearer to −1
 * than −0.999 come here because 1 + x is exact for them, and large ones because 1 is nothing to them.
 */
export function patchLog<T>(op: i32, bytes: i32, x: usize, o: usize, least: f64, most: f64): void {
  for (let i = 0; i < bytes; i += sizeof<T>()) {
    const v = <f64>load<T>(x + i);
    if (!(v >= least && v < most)) store<T>(o + i, <T>log(op == LOG1P ? v + 1 : v));
  }
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
