/**
 * Numbers of some 100 bits as sums of two: functions return the leading part and leave the other in `lower`.
 *
 * @see Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18, 1971
 */
export let lower: f64 = 0;

/** a + (b + rest), |a| ≥ |b|. */
export function sum(a: f64, b: f64, rest: f64): f64 {
  const s = a + b;
  const e = a - s + b + rest;
  const value = s + e;
  lower = s - value + e;
  return value;
}

/** a − (b + rest) as one number, |a| ≥ |b|. */
export function difference(a: f64, b: f64, rest: f64): f64 {
  return sum(a, -b, -rest);
}

/** (a + aRest)·(b + bRest). */
export function product(a: f64, aRest: f64, b: f64, bRest: f64): f64 {
  const p = a * b;
  const front = upper(a);
  const back = a - front;
  const bFront = upper(b);
  const bBack = b - bFront;
  const lost = front * bFront - p + front * bBack + back * bFront + back * bBack;
  return sum(p, lost, a * bRest + aRest * b);
}

/** The upper half of the bits. */
function upper(a: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(a) & 0xfffffffff8000000);
}
