// Complex numbers in vectors: two of float32 parts, or one of float64; the real part comes first.

/** (a + bi)·(c + di) = (ac − bd) + (ad + bc)i. @inline */
export function complexProduct<T>(x: v128, y: v128): v128 {
  const bd = v128.mul<T>(imaginaryParts<T>(x), swapParts<T>(y));
  return v128.add<T>(v128.mul<T>(realParts<T>(x), y), v128.xor(bd, realSign<T>()));
}

/**
 * x/y = x′·ȳ′/|y′|² · 2ᵏ, where x′ and y′ are x and y scaled by powers of two so that the larger of their parts lie in
 * [1, 2): nothing overflows or underflows but the quotient. 2ᵏ may, and so is multiplied in two halves.
 * @inline
 */
export function complexQuotient<T>(x: v128, y: v128): v128 {
  const ex = exponents<T>(x);
  const ey = exponents<T>(y);
  x = v128.mul<T>(x, subtract<T>(twiceBias<T>(), ex));
  y = v128.mul<T>(y, subtract<T>(twiceBias<T>(), ey));
  const squares = v128.mul<T>(y, y);
  const norm = v128.add<T>(squares, swapParts<T>(squares));
  const quotient = v128.div<T>(complexProduct<T>(x, v128.xor(y, swapParts<T>(realSign<T>()))), norm);
  const k = subtract<T>(ex, ey);
  const half = halved<T>(k);
  return v128.mul<T>(v128.mul<T>(quotient, power<T>(half)), power<T>(subtract<T>(k, half)));
}

/** The biased exponent of the larger part of each number, where floats have it; of what is not finite a large one. @inline */
function exponents<T>(x: v128): v128 {
  const size = v128.abs<T>(x);
  const larger = v128.pmax<T>(size, swapParts<T>(size));
  if (sizeof<T>() == 8) {
    return v128.and(f64x2.pmin(f64x2.splat(reinterpret<f64>(0x7fd0000000000000)), larger), i64x2.splat(0x7ff << 52));
  }
  return v128.and(f32x4.pmin(f32x4.splat(reinterpret<f32>(0x7e800000)), larger), i32x4.splat(0xff << 23));
}

/** The exponent bits of 2^(bias·2), from which those of x leave those of 1/x. @inline */
function twiceBias<T>(): v128 {
  return sizeof<T>() == 8 ? i64x2.splat(2046 << 52) : i32x4.splat(254 << 23);
}

/** Half of a difference of exponents, rounded down. @inline */
function halved<T>(k: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.shl(i64x2.shr_s(k, 53), 52) : i32x4.shl(i32x4.shr_s(k, 24), 23);
}

/** 2ᵏ for a difference of exponents. @inline */
function power<T>(k: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.add(k, i64x2.splat(1023 << 52)) : i32x4.add(k, i32x4.splat(127 << 23));
}

/** @inline */
function subtract<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.sub(a, b) : i32x4.sub(a, b);
}

/** The sign bits of real parts. @inline */
function realSign<T>(): v128 {
  return sizeof<T>() == 8 ? i64x2(1 << 63, 0) : i32x4(1 << 31, 0, 1 << 31, 0);
}

/** @inline */
function realParts<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<f64>(x, x, 0, 0) : v128.shuffle<f32>(x, x, 0, 0, 2, 2);
}

/** @inline */
function imaginaryParts<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<f64>(x, x, 1, 1) : v128.shuffle<f32>(x, x, 1, 1, 3, 3);
}

/** @inline */
export function swapParts<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<f64>(x, x, 1, 0) : v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}
