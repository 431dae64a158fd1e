import { axpy, dot } from "../lapack/vectors";

/** Squares in between neither overflowed nor lost digits to underflow. */
export const SAFE_LOW: f64 = 1.026319e-289; // 2⁻⁹⁶⁰
export const SAFE_HIGH: f64 = 2.8e306; // < 2¹⁰¹⁸

// The products of four rows, which functions cannot return.
let d0: f64 = 0;
let d1: f64 = 0;
let d2: f64 = 0;
let d3: f64 = 0;

/**
 * Reduces rows `first` … of P (k×m) to a lower triangle by reflections from the right, I − τ·vᵀ·v with v zero before its leading one
 * on the diagonal: row j becomes (…, β) and rubbish after it, V row j, τ the diagonal entry j of T. Strides in bytes.
 * Answers k, or the first row whose squares leave the safe range.
 */
export function reduce(
  k: i32,
  m: i32,
  first: i32,
  p: usize,
  pRow: isize,
  v: usize,
  vRow: isize,
  t: usize,
  tRow: isize,
): i32 {
  for (let j = first; j < k; j++) {
    const n = m - j;
    const x = p + j * pRow + (j << 3);
    const y = v + j * vRow + (j << 3);
    let tau: f64 = 0;
    if (n > 1) {
      const alpha = load<f64>(x);
      const tail = dot<f64>(n - 1, x + 8, x + 8);
      const squares = alpha * alpha + tail;
      if (!(tail > SAFE_LOW && squares < SAFE_HIGH)) return j;
      const size = sqrt<f64>(squares);
      const beta = alpha >= 0 ? -size : size;
      tau = (beta - alpha) / beta;
      scaledCopy(n - 1, 1 / (alpha - beta), x + 8, y + 8);
      store<f64>(x, beta);
    }
    memory.fill(v + j * vRow, 0, j << 3);
    if (n > 0) store<f64>(y, 1);
    store<f64>(t + j * tRow + (j << 3), tau);
    if (tau != 0) reflectRows(k - j - 1, n, tau, y, x + pRow, pRow);
  }
  return k;
}

/**
 * T, upper triangular with τ on its diagonal, of the product of k reflections: column i is −τᵢ·T·(V·vᵢᵀ) above the diagonal, zero
 * below it.
 */
export function factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  for (let i = 0; i < k; i++) {
    const x = v + i * vRow;
    const tau = load<f64>(t + i * tRow + (i << 3));
    const column = t + (i << 3);
    let r = 0;
    for (; r + 4 <= i; r += 4) {
      dotFour(m, x, v + r * vRow, vRow);
      let at = column + r * tRow;
      store<f64>(at, -tau * d0);
      store<f64>((at += tRow), -tau * d1);
      store<f64>((at += tRow), -tau * d2);
      store<f64>((at += tRow), -tau * d3);
    }
    for (; r < i; r++) store<f64>(column + r * tRow, -tau * dot<f64>(m, x, v + r * vRow));
    for (r = 0; r < i; r++) {
      let s: f64 = 0;
      const row = t + r * tRow;
      for (let c = r; c < i; c++) s += load<f64>(row + (c << 3)) * load<f64>(column + c * tRow);
      store<f64>(column + r * tRow, s);
    }
    memory.fill(t + i * tRow, 0, i << 3);
  }
}

/** Rows y ← y − τ·(y·v)·v, of which there are `count`. */
export function reflectRows(count: i32, n: i32, tau: f64, v: usize, y: usize, yRow: isize): void {
  for (; count >= 4; count -= 4, y += 4 * yRow) {
    dotFour(n, v, y, yRow);
    axpyFour(n, v, y, yRow, -tau * d0, -tau * d1, -tau * d2, -tau * d3);
  }
  for (; count > 0; count--, y += yRow) axpy<f64>(n, -tau * dot<f64>(n, v, y), v, y);
}

/** d₀ … d₃ ← x·yᵢ for four rows. */
function dotFour(n: i32, x: usize, y: usize, yRow: isize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let y1 = y + yRow;
  let y2 = y1 + yRow;
  let y3 = y2 + yRow;
  const end = x + (n << 3);
  for (const last = end - 16; x <= last; x += 16, y += 16, y1 += 16, y2 += 16, y3 += 16) {
    const a = v128.load(x);
    s0 = f64x2.add(s0, f64x2.mul(a, v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(a, v128.load(y1)));
    s2 = f64x2.add(s2, f64x2.mul(a, v128.load(y2)));
    s3 = f64x2.add(s3, f64x2.mul(a, v128.load(y3)));
  }
  const odd = x < end;
  const a: f64 = odd ? load<f64>(x) : 0;
  d0 = sumOf(s0) + (odd ? a * load<f64>(y) : 0);
  d1 = sumOf(s1) + (odd ? a * load<f64>(y1) : 0);
  d2 = sumOf(s2) + (odd ? a * load<f64>(y2) : 0);
  d3 = sumOf(s3) + (odd ? a * load<f64>(y3) : 0);
}

/** yᵢ ← yᵢ + fᵢ·x for four rows. */
function axpyFour(n: i32, x: usize, y: usize, yRow: isize, f0: f64, f1: f64, f2: f64, f3: f64): void {
  let y1 = y + yRow;
  let y2 = y1 + yRow;
  let y3 = y2 + yRow;
  const a0 = f64x2.splat(f0);
  const a1 = f64x2.splat(f1);
  const a2 = f64x2.splat(f2);
  const a3 = f64x2.splat(f3);
  const end = x + (n << 3);
  for (const last = end - 16; x <= last; x += 16, y += 16, y1 += 16, y2 += 16, y3 += 16) {
    const a = v128.load(x);
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(a0, a)));
    v128.store(y1, f64x2.add(v128.load(y1), f64x2.mul(a1, a)));
    v128.store(y2, f64x2.add(v128.load(y2), f64x2.mul(a2, a)));
    v128.store(y3, f64x2.add(v128.load(y3), f64x2.mul(a3, a)));
  }
  if (x >= end) return;
  const a = load<f64>(x);
  store<f64>(y, load<f64>(y) + f0 * a);
  store<f64>(y1, load<f64>(y1) + f1 * a);
  store<f64>(y2, load<f64>(y2) + f2 * a);
  store<f64>(y3, load<f64>(y3) + f3 * a);
}

/** y ← α·x. */
function scaledCopy(n: i32, alpha: f64, x: usize, y: usize): void {
  const f = f64x2.splat(alpha);
  const end = x + (n << 3);
  for (const last = end - 16; x <= last; x += 16, y += 16) v128.store(y, f64x2.mul(f, v128.load(x)));
  if (x < end) store<f64>(y, alpha * load<f64>(x));
}

/** @inline */
function sumOf(s: v128): f64 {
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}
