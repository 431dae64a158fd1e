// A complex number is one vector of two float64, real part first.

/** Im z, Re z. @inline */
export function swapped(z: v128): v128 {
  return v128.shuffle<f64>(z, z, 1, 0);
}

/** z·w, of which `c` holds Re w twice and `s` −Im w, Im w. @inline */
export function times(z: v128, c: v128, s: v128): v128 {
  return f64x2.add(f64x2.mul(z, c), f64x2.mul(swapped(z), s));
}

/** Flips the sign of the first or the second lane. @inline */
export function sign(first: bool): v128 {
  return first ? i64x2(i64.MIN_VALUE, 0) : i64x2(0, i64.MIN_VALUE);
}

/** The `c` of `times` for the number at w. @inline */
export function cosine(w: usize): v128 {
  return v128.load64_splat(w);
}

/** The `s` of `times`; `flip` is `sign(true)`, or for the conjugate number `sign(false)`. @inline */
export function sine(w: usize, flip: v128): v128 {
  return v128.xor(v128.load64_splat(w, 8), flip);
}
