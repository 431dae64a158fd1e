import { COS, TAN } from "./op";

/** Bits of 2/π, 64 zeros in front: enough for the largest float64. */
const TWO_OVER_PI: usize = memory.data<u64>(
  [
    0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
    0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
    0xf0cfbc209af4361d,
  ],
  16,
);
/** Minimax coefficients of (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ in r², from fdlibm's __kernel_sin and __kernel_cos. */
export const SERIES: usize = memory.data<f64>(
  [
    -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
    -2.50507602534068634195e-8, 1.58969099521155010221e-10, 4.16666666666666019037e-2, -1.38888888888741095749e-3,
    2.48015872894767294178e-5, -2.75573143513906633035e-7, 2.0875723212981748279e-9, -1.13596475577881948265e-11,
  ],
  16,
);

/**
 * sin x, cos x or tan x for |x| ≥ 2¹⁰, however large, by the method of Payne and Hanek: of x·2/π only the bits that matter modulo 4 are
 * computed, in 192-bit integers. Error < 0.9 ulp, of a tangent < 1.5 ulp.
 *
 * @see Payne & Hanek, *Radian reduction for trigonometric functions*, SIGNUM Newsletter 18, 1983
 */
export function trigOfHuge(op: i32, x: f64): f64 {
  const bits = reinterpret<u64>(x);
  const exponent = <i32>(bits >> 52) & 2047;
  if (exponent == 2047) return NaN;
  const m = (bits & 0x000fffffffffffff) | 0x0010000000000000; // |x| = m·2^(exponent − 1075)
  const start = exponent - 1075 - 2 + 64; // bits before this one are multiples of 4 in the product
  const at = TWO_OVER_PI + ((<usize>(start >> 6)) << 3);
  const shift = <u64>(start & 63);
  const w0 = window(at, shift);
  const w1 = window(at + 8, shift);
  const w2 = window(at + 16, shift);
  const low = w1 * m;
  const middle = low + highProduct(w2, m);
  const high = w0 * m + highProduct(w1, m) + u64(middle < low);
  // two bits of quadrant, then the fraction of a quarter turn, taken to [−½, ½)
  const fraction = (high << 2) | (middle >> 62);
  let quadrant = high >> 62;
  let magnitude = fraction;
  let rest = middle << 2;
  const negative = <i64>fraction < 0;
  if (negative) {
    quadrant++;
    magnitude = ~magnitude;
    rest = ~rest;
  }
  const y = evaluate(op, (quadrant + u64(op == COS)) & 3, magnitude, rest, negative);
  return op != COS && x < 0 ? -y : y;
}

/** 64 bits of 2/π, `shift` bits after a word's first. */
function window(at: usize, shift: u64): u64 {
  const word = load<u64>(at);
  return shift == 0 ? word : (word << shift) | (load<u64>(at, 8) >> (64 - shift));
}

/** The upper 64 bits of a product. */
function highProduct(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const t = ah * bl + ((al * bl) >> 32);
  const u = al * bh + (t & 0xffffffff);
  return ah * bh + (t >> 32) + (u >> 32);
}

/** sin, or tan, of a number of quarter turns plus a fraction of one, 128 bits below the point and no more than ½. */
function evaluate(op: i32, quadrant: u64, high: u64, low: u64, negative: bool): f64 {
  const zeros = high != 0 ? clz(high) : 64 + clz(low);
  let f = high;
  if (zeros >= 64) f = low << (zeros - 64);
  else if (zeros > 0) f = (high << zeros) | (low >> (64 - zeros));
  const scale = reinterpret<f64>((1023 - 64 - zeros) << 52);
  const front = f & 0xfffffff000000000; // 28 bits, so that the product with 24 bits of π/2 is exact
  const a = <f64>front * scale;
  const b = <f64>(f - front) * scale;
  const p = a * 1.570796251296997;
  const q = a * 7.549789954891882e-8 + b * 1.5707963267948966;
  const r = p + q;
  const lost = q - (r - p);
  const odd = (quadrant & 1) != 0;
  if (op == TAN) return tangent(odd, negative ? -r : r, negative ? -lost : lost);
  const y = odd ? cosine(r, lost) : sine(negative ? -r : r, negative ? -lost : lost);
  return quadrant >= 2 ? -y : y;
}

/** sin(r + lost), |r| ≤ π/4. */
function sine(r: f64, lost: f64): f64 {
  return r + restOfSine(r, lost);
}

function restOfSine(r: f64, lost: f64): f64 {
  const z = r * r;
  return r * z * polynomial(z, 0) + lost;
}

/** cos(r + lost), |r| ≤ π/4. */
function cosine(r: f64, lost: f64): f64 {
  return 1 - 0.5 * (r * r) + restOfCosine(r, lost);
}

function restOfCosine(r: f64, lost: f64): f64 {
  const z = r * r;
  const w = 1 - 0.5 * z;
  return 1 - w - 0.5 * z - r * lost + z * z * polynomial(z, 48);
}

/** tan(r + lost), or −1/tan(r + lost), with what sine and cosine lost. */
function tangent(odd: bool, r: f64, lost: f64): f64 {
  const p = restOfSine(r, lost);
  const q = restOfCosine(r, lost);
  const w = 1 - 0.5 * (r * r);
  const s = r + p;
  const c = w + q;
  const lostOfS = r - s + p;
  const lostOfC = w - c + q;
  return odd ? -quotient(c, lostOfC, s, lostOfS) : quotient(s, lostOfS, c, lostOfC);
}

/** (a + lostOfA)/(b + lostOfB). */
function quotient(a: f64, lostOfA: f64, b: f64, lostOfB: f64): f64 {
  const q = a / b;
  return q + (lostOfA - q * lostOfB) / b;
}

/** Six coefficients from a byte of `SERIES` on. */
function polynomial(z: f64, from: usize): f64 {
  const k = SERIES + from;
  const tail = load<f64>(k, 24) + z * (load<f64>(k, 32) + z * load<f64>(k, 40));
  return load<f64>(k) + z * (load<f64>(k, 8) + z * (load<f64>(k, 16) + z * tail));
}
