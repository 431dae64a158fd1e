// Complex numbers in vectors: two of float32 parts, or one of float64; the real part comes first.

/** (a + bi)·(c + di) = (ac − bd) + (ad + bc)i. @inline */
export function complexProduct<T>(x: v128, y: v128): v128 {
  const bd = v128.mul<T>(imaginaryParts<T>(x), swapParts<T>(y));
  return v128.add<T>(v128.mul<T>(realParts<T>(x), y), v128.xor(bd, realSign<T>()));
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
function swapParts<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<f64>(x, x, 1, 0) : v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}
