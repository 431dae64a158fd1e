/** The first index at which n contiguous numbers equal `value`, or are NaN where it is; −1 if none. */
export function indexOf<T>(n: i32, x: usize, value: T): i32 {
  const end = x + n * sizeof<T>();
  const v = v128.splat<T>(value);
  let p = x;
  for (const last = end - 16; p <= last; p += 16) {
    const u = v128.load(p);
    const found = value == value ? v128.eq<T>(u, v) : v128.ne<T>(u, u);
    if (v128.any_true(found)) break;
  }
  for (; p < end; p += sizeof<T>()) {
    const u = load<T>(p);
    if (value == value ? u == value : u != u) return (p - x) / sizeof<T>();
  }
  return -1;
}
