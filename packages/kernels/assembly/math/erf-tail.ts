import { ERFC } from "./op";

/**
 * erfc(−x) where it is small, or x·Φ(x) = −|x|·Φ(−|x|) there: e^(−q)·A/(a + (1/s)/(a + (2/s)/(a + …))), a = |x|, q = s·x²/2 with
 * s = 2 for erfc and 1 for Φ. Also what both are of NaN and infinities.
 */
export function tail(op: i32, x: f64): f64 {
  if (x != x) return x;
  const a = Math.abs(x);
  if (a > (op == ERFC ? 28 : 40)) return op == ERFC ? 0 : -0.0;
  const half: f64 = op == ERFC ? 1 : 0.5;
  let f: f64 = 0;
  for (let n: f64 = 30; n > 0; n--) f = n / (2 * half * (a + f));
  const t = a + f;
  const h = <f64>(<f32>a); // h² is exact
  const q = h * h * half;
  const k = nearest(q * 1.4426950408889634);
  const r = k * 6.9314718036912381649e-1 - q + (k * 1.90821492927058770002e-10 - (a - h) * (a + h) * half);
  let p: f64 = 1;
  for (let n: f64 = 16; n > 1; n--) p = 1 + (r * p) / n;
  const e = 1 + r * p;
  const lost = (1 - e + r * p) / e - (a - t + f) / t; // relative to e and to t
  const y = op == ERFC ? (e / t) * 0.5641895835477563 : (e / t) * -0.3989422804014327 * a;
  const front = <i64>k >> 1;
  return (y + y * lost) * powerOfTwo(-front) * powerOfTwo(front - <i64>k);
}

function powerOfTwo(e: i64): f64 {
  return reinterpret<f64>((e + 1023) << 52);
}
