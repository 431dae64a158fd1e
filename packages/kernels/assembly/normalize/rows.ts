/** Numbers of a leaf of a sum, beyond which it is the sum of two halves. */
const LEAF: i32 = 256;

/** Two numbers as float64. @inline */
export function pair<T>(x: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(x) : f64x2.promote_low_f32x4(v128.load64_zero(x));
}

/** Stores four float64 as numbers of T. @inline */
export function storeFour<T>(o: usize, low: v128, high: v128): void {
  if (sizeof<T>() == 8) {
    v128.store(o, low);
    v128.store(o, high, 16);
  } else {
    const first = f32x4.demote_f64x2_zero(low);
    v128.store(o, i32x4.shuffle(first, f32x4.demote_f64x2_zero(high), 0, 1, 4, 5));
  }
}

/** s·v; s is 1 unless squares of T overflow in float64. @inline */
export function inUnits<T>(v: v128, s: v128): v128 {
  return sizeof<T>() == 8 ? f64x2.mul(v, s) : v;
}

/** @inline */
function acrossLanes(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** Σ s·xᵢ in float64, pairwise. */
export function sum<T>(n: i32, x: usize, s: f64): f64 {
  const z = sizeof<T>();
  if (n > LEAF) {
    const half = (n >> 1) & -8;
    return sum<T>(half, x, s) + sum<T>(n - half, x + half * z, s);
  }
  const scale = f64x2.splat(s);
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (; n >= 8; n -= 8, x += 8 * z) {
    a = f64x2.add(a, inUnits<T>(pair<T>(x), scale));
    b = f64x2.add(b, inUnits<T>(pair<T>(x + 2 * z), scale));
    c = f64x2.add(c, inUnits<T>(pair<T>(x + 4 * z), scale));
    d = f64x2.add(d, inUnits<T>(pair<T>(x + 6 * z), scale));
  }
  let r = acrossLanes(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
  for (; n > 0; n--, x += z) r += <f64>load<T>(x) * s;
  return r;
}

/** [Σ dᵢ, Σ dᵢ²] of dᵢ = s·xᵢ − m in float64, pairwise. */
export function deviations<T>(n: i32, x: usize, s: f64, m: f64): v128 {
  const z = sizeof<T>();
  if (n > LEAF) {
    const half = (n >> 1) & -8;
    return f64x2.add(deviations<T>(half, x, s, m), deviations<T>(n - half, x + half * z, s, m));
  }
  const scale = f64x2.splat(s);
  const centre = f64x2.splat(m);
  let a = f64x2.splat(0);
  let b = a;
  let aa = a;
  let bb = a;
  for (; n >= 4; n -= 4, x += 4 * z) {
    const d = f64x2.sub(inUnits<T>(pair<T>(x), scale), centre);
    const e = f64x2.sub(inUnits<T>(pair<T>(x + 2 * z), scale), centre);
    a = f64x2.add(a, d);
    b = f64x2.add(b, e);
    aa = f64x2.add(aa, f64x2.mul(d, d));
    bb = f64x2.add(bb, f64x2.mul(e, e));
  }
  let first = acrossLanes(f64x2.add(a, b));
  let second = acrossLanes(f64x2.add(aa, bb));
  for (; n > 0; n--, x += z) {
    const d = <f64>load<T>(x) * s - m;
    first += d;
    second += d * d;
  }
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** [Σ gᵢ, Σ gᵢ·hᵢ] in float64, pairwise. */
export function projections<T>(n: i32, g: usize, h: usize): v128 {
  const z = sizeof<T>();
  if (n > LEAF) {
    const half = (n >> 1) & -8;
    const step = half * z;
    return f64x2.add(projections<T>(half, g, h), projections<T>(n - half, g + step, h + step));
  }
  let a = f64x2.splat(0);
  let b = a;
  let ah = a;
  let bh = a;
  for (; n >= 4; n -= 4, g += 4 * z, h += 4 * z) {
    const u = pair<T>(g);
    const v = pair<T>(g + 2 * z);
    a = f64x2.add(a, u);
    b = f64x2.add(b, v);
    ah = f64x2.add(ah, f64x2.mul(u, pair<T>(h)));
    bh = f64x2.add(bh, f64x2.mul(v, pair<T>(h + 2 * z)));
  }
  let first = acrossLanes(f64x2.add(a, b));
  let second = acrossLanes(f64x2.add(ah, bh));
  for (; n > 0; n--, g += z, h += z) {
    first += <f64>load<T>(g);
    second += <f64>load<T>(g) * <f64>load<T>(h);
  }
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** max |xᵢ|, NaN where there is one. */
export function largest<T>(n: i32, x: usize): f64 {
  let most: f64 = 0;
  for (; n > 0; n--, x += sizeof<T>()) most = max<f64>(most, abs<f64>(<f64>load<T>(x)));
  return most;
}
