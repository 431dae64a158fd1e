/** 1000·2⁵² as bits: what makes an exponent of 2 smaller by 1000. */
const THOUSAND: i64 = 1000 << 52;
/** 2¹⁰⁰⁰. */
const HUGE: f64 = 1.0715086071862673e301;

/**
 * xʸ by IEEE 754 where something is out of the ordinary: r is 2 to the power of e, which is nearly y·log₂|x|, the bits of its exponent
 * wrapped around where it has none. Squares, inverses and roots are exact.
 */
export function special(x: f64, y: f64, e: f64, r: f64): f64 {
  if (y == 0 || x == 1) return 1;
  if (y == 2) return x * x;
  if (y == -1) return 1 / x;
  if (y == 0.5 && x > 0) return sqrt(x);
  if (x != x || y != y) return NaN;
  const size = abs(x);
  const end = size == 0 || size == Infinity;
  if (end) r = (size == 0) == y < 0 ? Infinity : 0;
  else if (abs(e) > 1100) r = e > 0 ? Infinity : 0;
  else if (size == 1) r = 1;
  else if (e > 1021) r = reinterpret<f64>(reinterpret<i64>(r) - THOUSAND) * HUGE;
  else if (e < -1021) r = reinterpret<f64>(reinterpret<i64>(r) + THOUSAND) / HUGE;
  if (reinterpret<i64>(x) >= 0) return r;
  if (floor(y) != y) return end ? r : NaN;
  return floor(y / 2) == y / 2 ? r : -r;
}
