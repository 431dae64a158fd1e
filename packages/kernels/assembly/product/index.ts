import { scratch } from "../scratch";

export { scratch } from "../scratch";

/** Columns multiplied together: their products lie in scratch, in float64. */
const STRIP: i32 = 256;

/** o[s, i] ← x[s, 0, i] · x[s, 1, i] · … for contiguous x of shape [outer, n, inner], in float64. */
function reduceAxes<T>(outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  const row = inner * sizeof<T>();
  for (; outer > 0; outer--, x += n * row) {
    if (inner == 1) {
      store<T>(o, <T>ofRow<T>(n, x));
      o += sizeof<T>();
      continue;
    }
    for (let i = 0; i < inner; i += STRIP) {
      const width = min(STRIP, inner - i);
      ofColumns<T>(n, width, x + i * sizeof<T>(), row);
      for (let j = 0; j < width; j++, o += sizeof<T>()) store<T>(o, <T>load<f64>(scratch + (j << 3)));
    }
  }
}

/** Two numbers as float64. @inline */
function pair<T>(x: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(x) : f64x2.promote_low_f32x4(v128.load64_zero(x));
}

/** Eight chains of products, then their product. */
function ofRow<T>(n: i32, x: usize): f64 {
  const z = sizeof<T>();
  const one = f64x2.splat(1);
  let p0 = one;
  let p1 = one;
  let p2 = one;
  let p3 = one;
  for (; n >= 8; n -= 8, x += 8 * z) {
    p0 = f64x2.mul(p0, pair<T>(x));
    p1 = f64x2.mul(p1, pair<T>(x + 2 * z));
    p2 = f64x2.mul(p2, pair<T>(x + 4 * z));
    p3 = f64x2.mul(p3, pair<T>(x + 6 * z));
  }
  const p = f64x2.mul(f64x2.mul(p0, p1), f64x2.mul(p2, p3));
  let r = f64x2.extract_lane(p, 0) * f64x2.extract_lane(p, 1);
  for (; n > 0; n--, x += z) r *= <f64>load<T>(x);
  return r;
}

/** scratch[i] ← the product of column i. */
function ofColumns<T>(n: i32, width: i32, x: usize, row: i32): void {
  for (let j = 0; j < width; j++) store<f64>(scratch + (j << 3), 1);
  for (; n > 0; n--, x += row) {
    let j = 0;
    for (; j + 2 <= width; j += 2) {
      const at = scratch + (j << 3);
      v128.store(at, f64x2.mul(v128.load(at), pair<T>(x + j * sizeof<T>())));
    }
    if (j < width) store<f64>(scratch + (j << 3), load<f64>(scratch + (j << 3)) * <f64>load<T>(x + j * sizeof<T>()));
  }
}

// `op` is 0: products have a module of their own.

export function reduce(_op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize, bytes: i32): void {
  if (bytes == 8) reduceAxes<f64>(outer, n, inner, x, o);
  else reduceAxes<f32>(outer, n, inner, x, o);
}
