// Reflections H = I − τ·vᵀ·v of rows, v zero before its leading one. float64, rows contiguous, strides in bytes.

import { axpy, dot, lanesSum } from "../lapack/vectors";

// Two rows times two vectors, which functions cannot return.
let s00: f64 = 0;
let s01: f64 = 0;
let s10: f64 = 0;
let s11: f64 = 0;

/**
 * Rows of C ← C·Hₖ₋₁⋯H₀ where row i of V, from column i + shift on, is the vector of Hᵢ: two reflections at a time, on two rows at a time.
 *
 * @param triangular C has zeros left of its diagonal and stays so: a reflection leaves alone what lies above the row of its first column
 */
export function applyReflectors(
  rows: i32,
  count: i32,
  m: i32,
  shift: i32,
  v: usize,
  vRow: isize,
  tau: usize,
  c: usize,
  cRow: isize,
  triangular: bool,
): void {
  let i = count - 1;
  for (; i > 0; i -= 2) {
    const first = i + shift - 1;
    const start = triangular ? first : 0;
    if (start >= rows) continue;
    const x = v + (i - 1) * vRow + (first << 3);
    const t = tau + ((i - 1) << 3);
    reflectTwice(
      rows - start,
      m - first,
      x,
      x + vRow + 8,
      load<f64>(t),
      load<f64>(t, 8),
      c + start * cRow + (first << 3),
      cRow,
    );
  }
  if (i < 0) return;
  const t = load<f64>(tau);
  const x = v + (shift << 3);
  const from = triangular ? min<i32>(shift, rows) : 0;
  c += from * cRow + (shift << 3);
  for (let r = from; r < rows; r++, c += cRow) axpy<f64>(m - shift, -t * dot<f64>(m - shift, x, c), x, c);
}

/** The first rows of the identity, of m numbers each. */
export function setIdentity(rows: i32, m: i32, o: usize, row: isize): void {
  for (let i = 0; i < rows; i++) {
    memory.fill(o + i * row, 0, m << 3);
    store<f64>(o + i * (row + 8), 1);
  }
}

/** Rows y ← (y·H₁)·H₀ of m numbers, where x₀ begins with 1 and x₁, of one number less, is the vector of H₁ from the second number on. */
function reflectTwice(rows: i32, m: i32, x0: usize, x1: usize, t0: f64, t1: f64, y: usize, yRow: isize): void {
  const n = m - 1;
  const common = dot<f64>(n, x0 + 8, x1);
  for (; rows > 1; rows -= 2, y += 2 * yRow) {
    const z = y + yRow;
    multiply(n, x0 + 8, x1, y + 8, z + 8);
    const a1 = t1 * s01;
    const b1 = t1 * s11;
    const a0 = t0 * (load<f64>(y) + (s00 - a1 * common));
    const b0 = t0 * (load<f64>(z) + (s10 - b1 * common));
    store<f64>(y, load<f64>(y) - a0);
    store<f64>(z, load<f64>(z) - b0);
    subtract(n, a0, a1, b0, b1, x0 + 8, x1, y + 8, z + 8);
  }
  if (rows == 0) return;
  axpy<f64>(n, -t1 * dot<f64>(n, x1, y + 8), x1, y + 8);
  axpy<f64>(m, -t0 * dot<f64>(m, x0, y), x0, y);
}

/** sᵢⱼ ← yᵢ·xⱼ. */
function multiply(n: i32, x0: usize, x1: usize, y0: usize, y1: usize): void {
  let p00 = f64x2.splat(0);
  let p01 = p00;
  let p10 = p00;
  let p11 = p00;
  const end = y0 + (n << 3);
  for (const last = end - 16; y0 <= last; y0 += 16, y1 += 16, x0 += 16, x1 += 16) {
    const a = v128.load(y0);
    const b = v128.load(y1);
    const u = v128.load(x0);
    const w = v128.load(x1);
    p00 = f64x2.add(p00, f64x2.mul(a, u));
    p01 = f64x2.add(p01, f64x2.mul(a, w));
    p10 = f64x2.add(p10, f64x2.mul(b, u));
    p11 = f64x2.add(p11, f64x2.mul(b, w));
  }
  s00 = lanesSum<f64>(p00);
  s01 = lanesSum<f64>(p01);
  s10 = lanesSum<f64>(p10);
  s11 = lanesSum<f64>(p11);
  if (y0 == end) return;
  s00 += load<f64>(y0) * load<f64>(x0);
  s01 += load<f64>(y0) * load<f64>(x1);
  s10 += load<f64>(y1) * load<f64>(x0);
  s11 += load<f64>(y1) * load<f64>(x1);
}

/** y₀ ← y₀ − a₀·x₀ − a₁·x₁, y₁ ← y₁ − b₀·x₀ − b₁·x₁. */
function subtract(n: i32, a0: f64, a1: f64, b0: f64, b1: f64, x0: usize, x1: usize, y0: usize, y1: usize): void {
  const p0 = f64x2.splat(a0);
  const p1 = f64x2.splat(a1);
  const q0 = f64x2.splat(b0);
  const q1 = f64x2.splat(b1);
  const end = y0 + (n << 3);
  for (const last = end - 16; y0 <= last; y0 += 16, y1 += 16, x0 += 16, x1 += 16) {
    const u = v128.load(x0);
    const w = v128.load(x1);
    v128.store(y0, f64x2.sub(v128.load(y0), f64x2.add(f64x2.mul(p0, u), f64x2.mul(p1, w))));
    v128.store(y1, f64x2.sub(v128.load(y1), f64x2.add(f64x2.mul(q0, u), f64x2.mul(q1, w))));
  }
  if (y0 == end) return;
  store<f64>(y0, load<f64>(y0) - (a0 * load<f64>(x0) + a1 * load<f64>(x1)));
  store<f64>(y1, load<f64>(y1) - (b0 * load<f64>(x0) + b1 * load<f64>(x1)));
}
