/** The first index at which n contiguous numbers equal `value`, or are NaN where it is; −1 if none. */
export function indexOf<T>(n: i32, x: usize, value: T): i32 {
  const end = x + n * sizeof<T>();
  const v = v128.splat<T>(value);
  let p = x;
  for (const last = end - 64; p <= last; p += 64) {
    const low = v128.or(found<T>(p, value, v), found<T>(p + 16, value, v));
    const high = v128.or(found<T>(p + 32, value, v), found<T>(p + 48, value, v));
    if (v128.any_true(v128.or(low, high))) break;
  }
  for (; p < end; p += sizeof<T>()) {
    const u = load<T>(p);
    if (value == value ? u == value : u != u) return (p - x) / sizeof<T>();
  }
  return -1;
}

/** @inline */
function found<T>(p: usize, value: T, v: v128): v128 {
  const u = v128.load(p);
  return value == value ? v128.eq<T>(u, v) : v128.ne<T>(u, u);
}
