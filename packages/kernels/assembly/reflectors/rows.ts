import { axpy, dot, lanesSum } from "../lapack/vectors";

// The products of four rows, which functions cannot return.
let d0: f64 = 0;
let d1: f64 = 0;
let d2: f64 = 0;
let d3: f64 = 0;

/** Rows y ← y − τ·(y·v)·v, of which there are `count`. */
export function reflectRows<T>(count: i32, n: i32, tau: f64, v: usize, y: usize, yRow: isize): void {
  for (; count >= 4; count -= 4, y += 4 * yRow) {
    dotFour<T>(n, v, y, yRow);
    axpyFour<T>(n, v, y, yRow, <T>(-tau * d0), <T>(-tau * d1), <T>(-tau * d2), <T>(-tau * d3));
  }
  for (; count > 0; count--, y += yRow) axpy<T>(n, <T>(-tau * <f64>dot<T>(n, v, y)), v, y);
}

/** α·(x·yᵢ) of `count` rows to numbers `step` bytes apart. */
export function rowProducts<T>(
  count: i32,
  n: i32,
  alpha: f64,
  x: usize,
  y: usize,
  yRow: isize,
  to: usize,
  step: isize,
): void {
  for (; count >= 4; count -= 4, y += 4 * yRow, to += 4 * step) {
    dotFour<T>(n, x, y, yRow);
    store<T>(to, <T>(alpha * d0));
    store<T>(to + step, <T>(alpha * d1));
    store<T>(to + 2 * step, <T>(alpha * d2));
    store<T>(to + 3 * step, <T>(alpha * d3));
  }
  for (; count > 0; count--, y += yRow, to += step) store<T>(to, <T>(alpha * <f64>dot<T>(n, x, y)));
}

/** d₀ … d₃ ← x·yᵢ for four rows. */
function dotFour<T>(n: i32, x: usize, y: usize, yRow: isize): void {
  let s0 = v128.splat<T>(<T>0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let y1 = y + yRow;
  let y2 = y1 + yRow;
  let y3 = y2 + yRow;
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16, y += 16, y1 += 16, y2 += 16, y3 += 16) {
    const a = v128.load(x);
    s0 = v128.add<T>(s0, v128.mul<T>(a, v128.load(y)));
    s1 = v128.add<T>(s1, v128.mul<T>(a, v128.load(y1)));
    s2 = v128.add<T>(s2, v128.mul<T>(a, v128.load(y2)));
    s3 = v128.add<T>(s3, v128.mul<T>(a, v128.load(y3)));
  }
  d0 = <f64>lanesSum<T>(s0);
  d1 = <f64>lanesSum<T>(s1);
  d2 = <f64>lanesSum<T>(s2);
  d3 = <f64>lanesSum<T>(s3);
  for (; x < end; x += sizeof<T>(), y += sizeof<T>(), y1 += sizeof<T>(), y2 += sizeof<T>(), y3 += sizeof<T>()) {
    const a = <f64>load<T>(x);
    d0 += a * <f64>load<T>(y);
    d1 += a * <f64>load<T>(y1);
    d2 += a * <f64>load<T>(y2);
    d3 += a * <f64>load<T>(y3);
  }
}

/** yᵢ ← yᵢ + fᵢ·x for four rows. */
function axpyFour<T>(n: i32, x: usize, y: usize, yRow: isize, f0: T, f1: T, f2: T, f3: T): void {
  let y1 = y + yRow;
  let y2 = y1 + yRow;
  let y3 = y2 + yRow;
  const a0 = v128.splat<T>(f0);
  const a1 = v128.splat<T>(f1);
  const a2 = v128.splat<T>(f2);
  const a3 = v128.splat<T>(f3);
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16, y += 16, y1 += 16, y2 += 16, y3 += 16) {
    const a = v128.load(x);
    v128.store(y, v128.add<T>(v128.load(y), v128.mul<T>(a0, a)));
    v128.store(y1, v128.add<T>(v128.load(y1), v128.mul<T>(a1, a)));
    v128.store(y2, v128.add<T>(v128.load(y2), v128.mul<T>(a2, a)));
    v128.store(y3, v128.add<T>(v128.load(y3), v128.mul<T>(a3, a)));
  }
  for (; x < end; x += sizeof<T>(), y += sizeof<T>(), y1 += sizeof<T>(), y2 += sizeof<T>(), y3 += sizeof<T>()) {
    const a = load<T>(x);
    store<T>(y, load<T>(y) + f0 * a);
    store<T>(y1, load<T>(y1) + f1 * a);
    store<T>(y2, load<T>(y2) + f2 * a);
    store<T>(y3, load<T>(y3) + f3 * a);
  }
}
