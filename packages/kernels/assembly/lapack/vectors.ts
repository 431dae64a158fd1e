/** Σ xᵢ·yᵢ of n contiguous numbers, in four vectors. */
export function dot<T>(n: i32, x: usize, y: usize): T {
  let s0 = v128.splat<T>(<T>0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = x + n * sizeof<T>();
  for (const last = end - 64; x <= last; x += 64, y += 64) {
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load(x), v128.load(y)));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load(x, 16), v128.load(y, 16)));
    s2 = v128.add<T>(s2, v128.mul<T>(v128.load(x, 32), v128.load(y, 32)));
    s3 = v128.add<T>(s3, v128.mul<T>(v128.load(x, 48), v128.load(y, 48)));
  }
  let s = lanesSum<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
  for (; x < end; x += sizeof<T>(), y += sizeof<T>()) s += load<T>(x) * load<T>(y);
  return s;
}

/** Σ xᵢ² in float64, which float32 neither overflows nor underflows. */
export function sumOfSquares<T>(n: i32, x: usize): f64 {
  if (sizeof<T>() == 8) return <f64>dot<f64>(n, x, x);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  const end = x + n * 4;
  for (const last = end - 16; x <= last; x += 16) {
    const v = v128.load(x);
    const low = f64x2.promote_low_f32x4(v);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 1));
    s0 = f64x2.add(s0, f64x2.mul(low, low));
    s1 = f64x2.add(s1, f64x2.mul(high, high));
  }
  let s = lanesSum<f64>(f64x2.add(s0, s1));
  for (; x < end; x += 4) s += <f64>load<f32>(x) * <f64>load<f32>(x);
  return s;
}

/** The sum of a vector's lanes. */
export function lanesSum<T>(v: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  const even = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2);
  return <T>(even + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3)));
}

/** y ← y + α·x. */
export function axpy<T>(n: i32, alpha: T, x: usize, y: usize): void {
  const v = v128.splat<T>(alpha);
  const end = y + n * sizeof<T>();
  for (const last = end - 32; y <= last; y += 32, x += 32) {
    v128.store(y, v128.add<T>(v128.load(y), v128.mul<T>(v, v128.load(x))));
    v128.store(y, v128.add<T>(v128.load(y, 16), v128.mul<T>(v, v128.load(x, 16))), 16);
  }
  for (; y < end; y += sizeof<T>(), x += sizeof<T>()) store<T>(y, load<T>(y) + alpha * load<T>(x));
}

/** x ← α·x. */
export function scal<T>(n: i32, alpha: T, x: usize): void {
  const v = v128.splat<T>(alpha);
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16) v128.store(x, v128.mul<T>(v, v128.load(x)));
  for (; x < end; x += sizeof<T>()) store<T>(x, alpha * load<T>(x));
}

/** x, y ← c·x + s·y, c·y − s·x. */
export function rot<T>(n: i32, x: usize, y: usize, c: T, s: T): void {
  const cc = v128.splat<T>(c);
  const ss = v128.splat<T>(s);
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16, y += 16) {
    const a = v128.load(x);
    const b = v128.load(y);
    v128.store(x, v128.add<T>(v128.mul<T>(cc, a), v128.mul<T>(ss, b)));
    v128.store(y, v128.sub<T>(v128.mul<T>(cc, b), v128.mul<T>(ss, a)));
  }
  for (; x < end; x += sizeof<T>(), y += sizeof<T>()) {
    const a = load<T>(x);
    const b = load<T>(y);
    store<T>(x, c * a + s * b);
    store<T>(y, c * b - s * a);
  }
}

/** x, y ← y, x. */
export function swap<T>(n: i32, x: usize, y: usize): void {
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16, y += 16) {
    const a = v128.load(x);
    v128.store(x, v128.load(y));
    v128.store(y, a);
  }
  for (; x < end; x += sizeof<T>(), y += sizeof<T>()) {
    const a = load<T>(x);
    store<T>(x, load<T>(y));
    store<T>(y, a);
  }
}

/** max |xᵢ|, NaN if there is one, 0 of nothing. */
export function largest<T>(n: i32, x: usize): T {
  let m0 = v128.splat<T>(<T>0);
  let m1 = m0;
  let m2 = m0;
  let m3 = m0;
  const end = x + n * sizeof<T>();
  for (const last = end - 64; x <= last; x += 64) {
    m0 = v128.max<T>(m0, v128.abs<T>(v128.load(x)));
    m1 = v128.max<T>(m1, v128.abs<T>(v128.load(x, 16)));
    m2 = v128.max<T>(m2, v128.abs<T>(v128.load(x, 32)));
    m3 = v128.max<T>(m3, v128.abs<T>(v128.load(x, 48)));
  }
  let m = v128.max<T>(v128.max<T>(m0, m1), v128.max<T>(m2, m3));
  for (const last = end - 16; x <= last; x += 16) m = v128.max<T>(m, v128.abs<T>(v128.load(x)));
  m = v128.max<T>(m, v128.shuffle<f64>(m, m, 1, 1));
  if (sizeof<T>() == 4) m = v128.max<T>(m, v128.shuffle<f32>(m, m, 1, 1, 1, 1));
  let best = v128.extract_lane<T>(m, 0);
  for (; x < end; x += sizeof<T>()) best = max<T>(best, abs<T>(load<T>(x)));
  return best;
}

/** Whether none of m rows of n contiguous numbers, `row` bytes apart, is NaN or infinite: then all their products with 0 are 0. */
export function allFinite<T>(m: i32, n: i32, a: usize, row: isize): bool {
  for (; m > 0; m--, a += row) if (timesZero<T>(n, a) != 0) return false; // NaN too
  return true;
}

/** Σ 0·xᵢ. */
function timesZero<T>(n: i32, x: usize): T {
  const zero = v128.splat<T>(<T>0);
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  const end = x + n * sizeof<T>();
  for (const last = end - 64; x <= last; x += 64) {
    s0 = v128.add<T>(s0, v128.mul<T>(zero, v128.load(x)));
    s1 = v128.add<T>(s1, v128.mul<T>(zero, v128.load(x, 16)));
    s2 = v128.add<T>(s2, v128.mul<T>(zero, v128.load(x, 32)));
    s3 = v128.add<T>(s3, v128.mul<T>(zero, v128.load(x, 48)));
  }
  for (const last = end - 16; x <= last; x += 16) s0 = v128.add<T>(s0, v128.mul<T>(zero, v128.load(x)));
  let s = lanesSum<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
  for (; x < end; x += sizeof<T>()) s += <T>0 * load<T>(x);
  return s;
}

/** The first index of the largest |xᵢ|, or of the first NaN; −1 of nothing. */
export function iamax<T>(n: i32, x: usize): i32 {
  const best = largest<T>(n, x);
  const start = x;
  const end = x + n * sizeof<T>();
  if (best == best) {
    const v = v128.splat<T>(best);
    for (const last = end - 16; x <= last; x += 16) {
      if (v128.any_true(v128.eq<T>(v128.abs<T>(v128.load(x)), v))) break;
    }
  }
  for (; x < end; x += sizeof<T>()) {
    const v = abs<T>(load<T>(x));
    if (best == best ? v == best : v != v) return <i32>((x - start) / sizeof<T>());
  }
  return -1;
}

/** A ← A + α·x·yᵀ, rows of A and y contiguous; strides in bytes. */
export function ger<T>(m: i32, n: i32, alpha: T, x: usize, xStride: isize, y: usize, a: usize, aRow: isize): void {
  for (; m > 0; m--, x += xStride, a += aRow) axpy<T>(n, alpha * load<T>(x), y, a);
}
