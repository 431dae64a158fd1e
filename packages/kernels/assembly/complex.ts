// Complex numbers in vectors: two of float32 parts, or one of float64; the real part comes first.

/** c − f·x for f = re + i·im, whose imaginary part comes as (im, −im): c − re·x + (im, −im)·(Im x, Re x). @inline */
export function lessProduct<T>(c: v128, re: v128, im: v128, x: v128): v128 {
  return v128.add<T>(v128.sub<T>(c, v128.mul<T>(re, x)), v128.mul<T>(im, swapped<T>(x)));
}

/**
 * Numbers divided by the one at p: x·d̄/|d|², of d scaled by a power of two so that its larger part is in [1, 2). NaN where d is
 * 0 or infinite.
 */
export function quotient<T>(x: v128, p: usize): v128 {
  const size = max<T>(abs<T>(load<T>(p)), abs<T>(load<T>(p + sizeof<T>())));
  const exponent = exponentOf<T>(size);
  const s = powerOfTwo<T>(-exponent >> 1);
  const t = powerOfTwo<T>(-exponent - (-exponent >> 1));
  const re = load<T>(p) * s * t;
  const im = load<T>(p + sizeof<T>()) * s * t;
  const norm = re * re + im * im;
  // x·(re − i·im) = re·x + (im, −im)·(Im x, Re x)
  const turned = v128.mul<T>(minusImaginary<T>(v128.splat<T>(im / norm)), swapped<T>(x));
  const product = v128.add<T>(v128.mul<T>(v128.splat<T>(re / norm), x), turned);
  return v128.mul<T>(v128.mul<T>(product, v128.splat<T>(s)), v128.splat<T>(t));
}

/** ⌊log₂ x⌋ of x ≥ 0, at least that of the smallest normal number; one more than any where x is infinite or NaN. @inline */
export function exponentOf<T>(x: T): i32 {
  if (sizeof<T>() == 8) return <i32>max<i64>(reinterpret<i64>(<f64>x) >> 52, 1) - 1023;
  return max<i32>(reinterpret<i32>(<f32>x) >> 23, 1) - 127;
}

/** 2ᵏ, for a normal result. @inline */
export function powerOfTwo<T>(k: i32): T {
  if (sizeof<T>() == 8) return <T>reinterpret<f64>((<i64>k + 1023) << 52);
  return <T>reinterpret<f32>((k + 127) << 23);
}

/** (y, −y, …). @inline */
export function minusImaginary<T>(y: v128): v128 {
  return v128.xor(y, sizeof<T>() == 8 ? i64x2(0, 1 << 63) : i32x4(0, 1 << 31, 0, 1 << 31));
}

/** Imaginary and real part in each other's place. @inline */
export function swapped<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<f64>(x, x, 1, 0) : v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}
