// Bidiagonalization of small complex128 matrices, whole: real and imaginary parts in turn, one element a vector.

import { dotc, exchange, makeReflector, reflectRow } from "../tridiagonal/hermitian";

/**
 * Hₙ₋₁⋯H₀·A·P₀⋯Pₙ₋₂ = B for m ≥ n, with Hᵢ = I − τ·v·vᴴ for columns and Pᵢ = I − τ·uᴴ·u for rows, and a real B.
 *
 * @param a m×n, overwritten
 * @param out d and e, n numbers each; τ of the H, τ of the P, n complex numbers each; then room for m + n + 1 complex numbers
 * @param q n×m of zeros, or 0: row i receives the vector of Hᵢ from column i on
 * @param p n×n of zeros, or 0: row i receives the vector of Pᵢ from column i + 1 on
 */
export function bidiagonalizeComplex(
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  const tauQ = out + (n << 4);
  const tauP = tauQ + (n << 4);
  const v = tauP + (n << 4);
  const w = v + (m << 4);
  const c = w + (n << 4);
  for (let r = 0; r < n; r++) {
    const rows = m - r;
    const row = a + r * aRow + (r << 4);
    for (let i = 0, from = row; i < rows; i++, from += aRow) v128.store(v + (i << 4), v128.load(from));
    makeReflector(rows, v, tauQ + (r << 4));
    store<f64>(out + (r << 3), load<f64>(v));
    v128.store(v, f64x2(1, 0));
    if (q != 0) memory.copy(q + r * qRow + (r << 4), v, rows << 4);
    const cols = n - r - 1;
    if (cols == 0) break;

    const u = row + 16;
    combineConjugates(rows, cols, tauQ + (r << 4), v, u, aRow, w);
    addScaled(cols, -1, 0, w, u);
    makeReflector(cols, u, tauP + (r << 4));
    store<f64>(out + ((n + r) << 3), load<f64>(u));
    v128.store(u, f64x2(1, 0));
    if (p != 0) memory.copy(p + r * pRow + ((r + 1) << 4), u, cols << 4);
    const re = load<f64>(tauP + (r << 4));
    const im = load<f64>(tauP + (r << 4), 8);
    for (let i = 1, next = u + aRow; i < rows; i++, next += aRow) {
      addScaled(cols, -load<f64>(v + (i << 4)), -load<f64>(v + (i << 4), 8), w, next);
      dotc(cols, u, next, c);
      const x = load<f64>(c);
      const y = load<f64>(c, 8);
      addScaled(cols, im * y - re * x, -re * y - im * x, u, next);
    }
  }
}

/** Rows of C ← C·Gₖ₋₁ᴴ⋯G₀ᴴ with Gᵢ = I − τᵢ·vᵢᴴ·vᵢ, whose vᵢ is row i of V from column i + shift on. */
export function applyComplexReflectors(
  rows: i32,
  count: i32,
  m: i32,
  shift: i32,
  v: usize,
  vRow: isize,
  tau: usize,
  c: usize,
  cRow: isize,
): void {
  for (let i = count - 1; i >= 0; i--) {
    const first = i + shift;
    const from = v + i * vRow + (first << 4);
    const re = load<f64>(tau + (i << 4));
    const im = load<f64>(tau + (i << 4), 8);
    if (re == 0 && im == 0) continue;
    for (let r = 0, at = c + (first << 4); r < rows; r++, at += cRow) reflectRow(m - first, re, im, from, at);
  }
}

/** w ← τ·Σᵢ v̄ᵢ·(row i of A). */
function combineConjugates(rows: i32, cols: i32, tau: usize, v: usize, a: usize, aRow: isize, w: usize): void {
  const re = load<f64>(tau);
  const im = load<f64>(tau, 8);
  memory.fill(w, 0, cols << 4);
  for (let i = 0; i < rows; i++, v += 16, a += aRow) {
    const x = load<f64>(v);
    const y = load<f64>(v, 8);
    addScaled(cols, re * x + im * y, im * x - re * y, a, w);
  }
}

/** y ← y + (re + i·im)·x. */
function addScaled(n: i32, re: f64, im: f64, x: usize, y: usize): void {
  const p = f64x2.splat(re);
  const q = f64x2(-im, im);
  for (const end = y + (n << 4); y < end; y += 16, x += 16) {
    const a = v128.load(x);
    const change = f64x2.add(f64x2.mul(p, a), f64x2.mul(q, exchange(a)));
    v128.store(y, f64x2.add(v128.load(y), change));
  }
}
