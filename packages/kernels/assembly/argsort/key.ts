/**
 * Bits whose order as unsigned integers is the order of the numbers: NaN is the largest in either direction, and −0 is 0.
 * Of a negative float all bits are turned, of another the sign.
 * @inline
 */
export function wideKey(x: f64, down: i32): u64 {
  if (x != x) return u64.MAX_VALUE;
  const bits = reinterpret<i64>(x + 0.0); // −0 + 0 is 0
  const key = <u64>(bits ^ ((bits >> 63) | i64.MIN_VALUE));
  return down ? ~key : key;
}

/**
 * The same for types of at most four bytes.
 * @inline
 */
export function key<T>(x: T, down: i32): u32 {
  if (isFloat<T>()) {
    if (x != x) return u32.MAX_VALUE;
    const bits = reinterpret<i32>(<f32>x + <f32>0.0);
    const k = <u32>(bits ^ ((bits >> 31) | i32.MIN_VALUE));
    return down ? ~k : k;
  }
  const k = isSigned<T>() ? <u32>(<i32>x ^ i32.MIN_VALUE) : <u32>x;
  return down ? ~k : k;
}
