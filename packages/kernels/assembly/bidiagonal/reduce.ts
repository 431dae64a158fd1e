// Householder bidiagonalization of small matrices, whole. float64, rows contiguous, strides in bytes.

import { makeReflector } from "../lapack/reflector";
import { axpy } from "../lapack/vectors";

/**
 * Hₙ₋₁⋯H₀·A·P₀⋯Pₙ₋₂ = B for m ≥ n, row by row and column by column.
 *
 * @param a m×n, overwritten
 * @param out d, e, τ of the H, τ of the P, n numbers each; then room for m + n
 * @param q n×m of zeros, or 0: row i receives the vector of Hᵢ from column i on
 * @param p n×n of zeros, or 0: row i receives the vector of Pᵢ from column i + 1 on
 */
export function bidiagonalize(
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
  const size = n << 3;
  const v = out + 4 * size;
  const w = v + (m << 3);
  for (let r = 0; r < n; r++) {
    const rows = m - r;
    const row = a + r * aRow + (r << 3);
    for (let i = 0, from = row; i < rows; i++, from += aRow) store<f64>(v + (i << 3), load<f64>(from));
    const tau = makeReflector(rows, v);
    store<f64>(out + (r << 3), load<f64>(v));
    store<f64>(out + 2 * size + (r << 3), tau);
    store<f64>(v, 1);
    if (q != 0) memory.copy(q + r * qRow + (r << 3), v, rows << 3);
    const cols = n - r - 1;
    if (cols == 0) break;

    combine(rows, cols, tau, v, row + 8, aRow, w);
    axpy<f64>(cols, -1, w, row + 8);
    const pull = makeReflector(cols, row + 8);
    store<f64>(out + size + (r << 3), load<f64>(row + 8));
    store<f64>(out + 3 * size + (r << 3), pull);
    store<f64>(row + 8, 1);
    if (p != 0) memory.copy(p + r * pRow + ((r + 1) << 3), row + 8, cols << 3);
    for (let i = 1, next = row + aRow + 8; i < rows; i++, next += aRow) {
      const s = subtractAndDot(cols, load<f64>(v + (i << 3)), w, next, row + 8);
      axpy<f64>(cols, -pull * s, row + 8, next);
    }
  }
}

/** w ← τ·Σᵢ vᵢ·(row i of A), two rows at a time. */
function combine(rows: i32, cols: i32, tau: f64, v: usize, a: usize, aRow: isize, w: usize): void {
  memory.fill(w, 0, cols << 3);
  let i = 0;
  for (; i + 2 <= rows; i += 2, a += 2 * aRow, v += 16) {
    const f = tau * load<f64>(v);
    const g = tau * load<f64>(v, 8);
    const ff = f64x2.splat(f);
    const gg = f64x2.splat(g);
    let x = a;
    let y = a + aRow;
    let z = w;
    const end = w + (cols << 3);
    for (const last = end - 16; z <= last; z += 16, x += 16, y += 16) {
      const sum = f64x2.add(f64x2.mul(ff, v128.load(x)), f64x2.mul(gg, v128.load(y)));
      v128.store(z, f64x2.add(v128.load(z), sum));
    }
    if (z < end) store<f64>(z, load<f64>(z) + (f * load<f64>(x) + g * load<f64>(y)));
  }
  if (i < rows) axpy<f64>(cols, tau * load<f64>(v), a, w);
}

/** y ← y − α·x, then uᵀ·y. */
function subtractAndDot(n: i32, alpha: f64, x: usize, y: usize, u: usize): f64 {
  const f = f64x2.splat(alpha);
  let sums = f64x2.splat(0);
  const end = y + (n << 3);
  for (const last = end - 16; y <= last; y += 16, x += 16, u += 16) {
    const z = f64x2.sub(v128.load(y), f64x2.mul(f, v128.load(x)));
    v128.store(y, z);
    sums = f64x2.add(sums, f64x2.mul(z, v128.load(u)));
  }
  let s = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (y < end) {
    const z = load<f64>(y) - alpha * load<f64>(x);
    store<f64>(y, z);
    s += z * load<f64>(u);
  }
  return s;
}
