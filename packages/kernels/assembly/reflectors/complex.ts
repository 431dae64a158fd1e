import { minusImaginary, swapped } from "../complex";
import { SAFE_HIGH, SAFE_LOW } from "./real";

// complex128: a number fills a vector, its real part first. Products of two rows, which functions cannot return.
let d0: v128 = f64x2.splat(0);
let d1: v128 = f64x2.splat(0);

/** As for real numbers, with I − τ·vᴴ·v: row j becomes (…, β), β real. */
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
    const x = p + j * pRow + (j << 4);
    const y = v + j * vRow + (j << 4);
    let tau = f64x2.splat(0);
    const re: f64 = n > 0 ? load<f64>(x) : 0;
    const im: f64 = n > 0 ? load<f64>(x, 8) : 0;
    if (n > 1 || im != 0) {
      const tail = im * im + squaresOf(n - 1, x + 16);
      const squares = re * re + tail;
      if (!(tail > SAFE_LOW && squares < SAFE_HIGH)) return j;
      const size = sqrt<f64>(squares);
      const beta = re >= 0 ? -size : size;
      tau = f64x2((beta - re) / beta, im / beta);
      const c = re - beta;
      const norm = c * c + im * im;
      scaledCopy(n - 1, f64x2(c / norm, -im / norm), x + 16, y + 16);
      store<f64>(x, beta);
      store<f64>(x, 0, 8);
    }
    memory.fill(v + j * vRow, 0, j << 4);
    if (n > 0) v128.store(y, f64x2(1, 0));
    v128.store(t + j * tRow + (j << 4), tau);
    if (f64x2.extract_lane(tau, 0) != 0) reflectRows(k - j - 1, n, f64x2.neg(tau), y, x + pRow, pRow);
  }
  return k;
}

/** As for real numbers: column i is −τᵢ·T·(V·vᵢᴴ) above the diagonal. */
export function factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  for (let i = 0; i < k; i++) {
    const x = v + i * vRow;
    const minusTau = f64x2.neg(v128.load(t + i * tRow + (i << 4)));
    const column = t + (i << 4);
    let r = 0;
    for (; r + 2 <= i; r += 2) {
      dotTwo(m, x, v + r * vRow, v + (r + 1) * vRow);
      v128.store(column + r * tRow, product(minusTau, d0));
      v128.store(column + (r + 1) * tRow, product(minusTau, d1));
    }
    if (r < i) {
      dotTwo(m, x, v + r * vRow, v + r * vRow);
      v128.store(column + r * tRow, product(minusTau, d0));
    }
    for (r = 0; r < i; r++) {
      let s = f64x2.splat(0);
      const row = t + r * tRow;
      for (let c = r; c < i; c++) s = f64x2.add(s, product(v128.load(row + (c << 4)), v128.load(column + c * tRow)));
      v128.store(column + r * tRow, s);
    }
    memory.fill(t + i * tRow, 0, i << 4);
  }
}

/** Rows y ← y + f·(y·vᴴ)·v, of which there are `count`. */
function reflectRows(count: i32, n: i32, f: v128, v: usize, y: usize, yRow: isize): void {
  for (; count >= 2; count -= 2, y += 2 * yRow) {
    dotTwo(n, v, y, y + yRow);
    axpyTwo(n, v, y, y + yRow, product(f, d0), product(f, d1));
  }
  if (count === 0) return;
  dotTwo(n, v, y, y);
  axpyOne(n, v, y, product(f, d0));
}

/** d₀, d₁ ← Σ x̄·yᵢ for two rows. */
function dotTwo(n: i32, x: usize, y: usize, z: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (const end = x + (n << 4); x < end; x += 16, y += 16, z += 16) {
    const f = v128.load(x);
    const g = v128.load(y);
    const h = v128.load(z);
    a = f64x2.add(a, f64x2.mul(f, g));
    b = f64x2.add(b, f64x2.mul(f, swapped<f64>(g)));
    c = f64x2.add(c, f64x2.mul(f, h));
    d = f64x2.add(d, f64x2.mul(f, swapped<f64>(h)));
  }
  d0 = f64x2(f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1), f64x2.extract_lane(b, 0) - f64x2.extract_lane(b, 1));
  d1 = f64x2(f64x2.extract_lane(c, 0) + f64x2.extract_lane(c, 1), f64x2.extract_lane(d, 0) - f64x2.extract_lane(d, 1));
}

/** y ← y + f·x, z ← z + g·x. */
function axpyTwo(n: i32, x: usize, y: usize, z: usize, f: v128, g: v128): void {
  const fRe = v128.shuffle<f64>(f, f, 0, 0);
  const fIm = minusReal(v128.shuffle<f64>(f, f, 1, 1));
  const gRe = v128.shuffle<f64>(g, g, 0, 0);
  const gIm = minusReal(v128.shuffle<f64>(g, g, 1, 1));
  for (const end = x + (n << 4); x < end; x += 16, y += 16, z += 16) {
    const a = v128.load(x);
    const b = swapped<f64>(a);
    v128.store(y, f64x2.add(f64x2.add(v128.load(y), f64x2.mul(fRe, a)), f64x2.mul(fIm, b)));
    v128.store(z, f64x2.add(f64x2.add(v128.load(z), f64x2.mul(gRe, a)), f64x2.mul(gIm, b)));
  }
}

/** y ← y + f·x. */
function axpyOne(n: i32, x: usize, y: usize, f: v128): void {
  const re = v128.shuffle<f64>(f, f, 0, 0);
  const im = minusReal(v128.shuffle<f64>(f, f, 1, 1));
  for (const end = x + (n << 4); x < end; x += 16, y += 16) {
    const a = v128.load(x);
    v128.store(y, f64x2.add(f64x2.add(v128.load(y), f64x2.mul(re, a)), f64x2.mul(im, swapped<f64>(a))));
  }
}

/** y ← f·x. */
function scaledCopy(n: i32, f: v128, x: usize, y: usize): void {
  for (const end = x + (n << 4); x < end; x += 16, y += 16) v128.store(y, product(f, v128.load(x)));
}

function squaresOf(n: i32, x: usize): f64 {
  let s = f64x2.splat(0);
  for (const end = x + (n << 4); x < end; x += 16) {
    const a = v128.load(x);
    s = f64x2.add(s, f64x2.mul(a, a));
  }
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** f·x. @inline */
function product(f: v128, x: v128): v128 {
  const im = minusReal(v128.shuffle<f64>(f, f, 1, 1));
  return f64x2.add(f64x2.mul(v128.shuffle<f64>(f, f, 0, 0), x), f64x2.mul(im, swapped<f64>(x)));
}

/** (−y, y). @inline */
function minusReal(y: v128): v128 {
  return f64x2.neg(minusImaginary<f64>(y));
}
