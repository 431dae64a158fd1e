// One row of n logits, or of what becomes of them, contiguous and of float32 or float64 (T).

/** The largest of n ≥ 1 numbers; of a row with a NaN, some number of it: the sum of the row will be NaN. */
export function largest<T extends number>(n: i32, x: usize): T {
  const end = x + <usize>n * sizeof<T>();
  let m = load<T>(x);
  if (n >= 2 * <i32>(16 / sizeof<T>())) {
    let v = v128.load(x);
    let w = v128.load(x, 16);
    for (x += 32; x + 32 <= end; x += 32) {
      v = v128.pmax<T>(v, v128.load(x));
      w = v128.pmax<T>(w, v128.load(x, 16));
    }
    v = v128.pmax<T>(v, w);
    m = larger<T>(v128.extract_lane<T>(v, 0), v128.extract_lane<T>(v, 1));
    if (sizeof<T>() == 4) m = larger<T>(m, larger<T>(v128.extract_lane<T>(v, 2), v128.extract_lane<T>(v, 3)));
  }
  for (; x < end; x += sizeof<T>()) m = larger<T>(m, load<T>(x));
  return m;
}

/** @inline */
function larger<T extends number>(a: T, b: T): T {
  return a < b ? b : a;
}

/** Where the first of n numbers is that equals m; −1 where none does. */
export function placeOf<T extends number>(m: T, n: i32, x: usize): i32 {
  const lanes: i32 = 16 / sizeof<T>();
  const wanted = v128.splat<T>(m);
  let i = 0;
  for (; i + lanes <= n; i += lanes, x += 16) {
    const same = v128.eq<T>(v128.load(x), wanted);
    if (v128.any_true(same)) return i + ctz(sizeof<T>() == 4 ? i32x4.bitmask(same) : i64x2.bitmask(same));
  }
  for (; i < n; i++, x += sizeof<T>()) if (load<T>(x) == m) return i;
  return -1;
}

/** o ← x − m. */
export function shift<T extends number>(m: T, n: i32, x: usize, o: usize): void {
  const end = x + <usize>n * sizeof<T>();
  const less = v128.splat<T>(m);
  for (; x + 16 <= end; x += 16, o += 16) v128.store(o, v128.sub<T>(v128.load(x), less));
  for (; x < end; x += sizeof<T>(), o += sizeof<T>()) store<T>(o, <T>(load<T>(x) - m));
}

/** x₀ + x₁ + … of n numbers, in float64. */
export function total<T extends number>(n: i32, x: usize): f64 {
  const end = x + <usize>n * sizeof<T>();
  let s = f64x2.splat(0);
  let t = f64x2.splat(0);
  if (sizeof<T>() == 4) {
    for (; x + 16 <= end; x += 16) {
      const v = v128.load(x);
      s = f64x2.add(s, f64x2.promote_low_f32x4(v));
      t = f64x2.add(t, f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3)));
    }
  } else {
    for (; x + 32 <= end; x += 32) {
      s = f64x2.add(s, v128.load(x));
      t = f64x2.add(t, v128.load(x, 16));
    }
  }
  s = f64x2.add(s, t);
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; x < end; x += sizeof<T>()) sum += <f64>load<T>(x);
  return sum;
}

/** x ← x·factor − less. */
export function scale<T extends number>(factor: T, less: T, n: i32, x: usize): void {
  const end = x + <usize>n * sizeof<T>();
  const f = v128.splat<T>(factor);
  const l = v128.splat<T>(less);
  for (; x + 16 <= end; x += 16) v128.store(x, v128.sub<T>(v128.mul<T>(v128.load(x), f), l));
  for (; x < end; x += sizeof<T>()) store<T>(x, <T>(load<T>(x) * factor - less));
}
