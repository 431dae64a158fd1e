import { COS } from "./op";

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

/** What `reduceHuge` leaves: |x| less the nearest multiple of π/2, and what that lost. */
export let rest: f64 = 0;
export let lost: f64 = 0;

/** sin x or cos x for |x| ≥ 2¹⁰, however large. Error < 0.9 ulp. */
export function trigOfHuge(op: i32, x: f64): f64 {
  const quadrant = reduceHuge(x) + u64(op == COS);
  const z = rest * rest;
  const y = (quadrant & 1) != 0 ? 1 - 0.5 * z + restOfCosine(rest, lost) : rest + restOfSine(rest, lost);
  return ((quadrant & 2) != 0) != (op != COS && x < 0) ? -y : y;
}

/**
 * Leaves |x| less the nearest multiple of π/2 in `rest` and `lost`, NaN for what is not finite, and answers which multiple, modulo
 * 4: by the method of Payne and Hanek, which computes of x·2/π only the bits that matter modulo 4, in 192-bit integers.
 *
 * @see Payne & Hanek, *Radian reduction for trigonometric functions*, SIGNUM Newsletter 18, 1983
 */
export function reduceHuge(x: f64): u64 {
  const bits = reinterpret<u64>(x);
  const exponent = <i32>(bits >> 52) & 2047;
  if (exponent == 2047) {
    rest = NaN;
    return 0;
  }
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
  const below = middle << 2;
  const negative = <i64>fraction < 0;
  if (negative) toAngle(~fraction, ~below);
  else toAngle(fraction, below);
  if (!negative) return high >> 62;
  rest = -rest;
  lost = -lost;
  return ((high >> 62) + 1) & 3;
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

/** `rest` and `lost` ← a fraction of a quarter turn, 128 bits below the point and no more than ½, in radians. */
function toAngle(high: u64, low: u64): void {
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
  rest = p + q;
  lost = q - (rest - p);
}

/** sin(r + lost) − r, |r| ≤ π/4. */
export function restOfSine(r: f64, lost: f64): f64 {
  const z = r * r;
  return r * z * polynomial(z, 0) + lost;
}

/** cos(r + lost) − w with w = 1 − r²/2 rounded, |r| ≤ π/4. */
export function restOfCosine(r: f64, lost: f64): f64 {
  const z = r * r;
  const w = 1 - 0.5 * z;
  return 1 - w - 0.5 * z - r * lost + z * z * polynomial(z, 48);
}

/** Six coefficients from a byte of `SERIES` on. */
function polynomial(z: f64, from: usize): f64 {
  const k = SERIES + from;
  const tail = load<f64>(k, 24) + z * (load<f64>(k, 32) + z * load<f64>(k, 40));
  return load<f64>(k) + z * (load<f64>(k, 8) + z * (load<f64>(k, 16) + z * tail));
}
