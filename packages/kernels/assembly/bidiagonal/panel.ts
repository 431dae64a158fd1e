// A block of columns and rows of Householder bidiagonalization. float64, rows contiguous, strides in bytes.

import { makeReflector } from "../lapack/reflector";
import { axpy, dot, lanesSum, scal } from "../lapack/vectors";
import { subtractRows, timesRows } from "../tridiagonal/reduce";

/**
 * The first `count` columns and rows of the reduction of an m×n matrix, m ≥ n > count, which leaves the others as they are: what
 * they are to become is A − LᵀR. Rows 2k and 2k + 1 of L receive the vector of Hₖ and x = τ·A·u, those of R y = τ·Aᵀ·v and the
 * vector of Pₖ, from column k or k + 1 on.
 *
 * @param out d, e, τ of the H, τ of the P, `count` numbers each; then room for 2·count
 * @param q rows of vectors of H, or 0; `p` likewise
 * @see LAPACK dlabrd
 */
export function bidiagonalizePanel(
  m: i32,
  n: i32,
  count: i32,
  a: usize,
  aRow: isize,
  left: usize,
  leftRow: isize,
  right: usize,
  rightRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  const size = count << 3;
  const c = out + 4 * size;
  for (let k = 0; k < count; k++) {
    const rows = m - k;
    const cols = n - k - 1;
    const at = k << 3;
    const row = a + k * aRow + at;
    const v = left + 2 * k * leftRow + at;
    for (let i = 0, from = row; i < rows; i++, from += aRow) store<f64>(v + (i << 3), load<f64>(from));
    for (let j = 0; j < 2 * k; j++) store<f64>(c + (j << 3), load<f64>(right + j * rightRow + at));
    subtractRows(rows, 2 * k, c, left + at, leftRow, v);
    const tau = makeReflector(rows, v);
    store<f64>(out + at, load<f64>(v));
    store<f64>(out + 2 * size + at, tau);
    store<f64>(v, 1);
    if (q != 0) memory.copy(q + k * qRow + at, v, rows << 3);

    const y = right + 2 * k * rightRow + at + 8;
    combineRows(rows, cols, v, row + 8, aRow, y);
    timesRows(rows, 2 * k, left + at, leftRow, v, c);
    subtractRows(cols, 2 * k, c, right + at + 8, rightRow, y);
    scal<f64>(cols, tau, y);

    const u = y + rightRow;
    memory.copy(u, row + 8, cols << 3);
    for (let j = 0; j < 2 * k; j++) store<f64>(c + (j << 3), load<f64>(left + j * leftRow + at));
    subtractRows(cols, 2 * k, c, right + at + 8, rightRow, u);
    axpy<f64>(cols, -1, y, u); // the vector of Hₖ begins with 1
    const pull = makeReflector(cols, u);
    store<f64>(out + size + at, load<f64>(u));
    store<f64>(out + 3 * size + at, pull);
    store<f64>(u, 1);
    if (p != 0) memory.copy(p + k * pRow + at + 8, u, cols << 3);

    const x = v + leftRow + 8;
    const below = rows - 1;
    timesMatrix(below, cols, row + aRow + 8, aRow, u, x);
    timesRows(cols, 2 * k, right + at + 8, rightRow, u, c);
    subtractRows(below, 2 * k, c, left + at + 8, leftRow, x);
    axpy<f64>(below, -dot<f64>(cols, y, u), v + 8, x);
    scal<f64>(below, pull, x);
  }
}

/** y ← Σᵢ vᵢ·(row i of A). */
function combineRows(rows: i32, cols: i32, v: usize, a: usize, aRow: isize, y: usize): void {
  memory.fill(y, 0, cols << 3);
  const even = rows & ~1;
  subtractRows(cols, even, v, a, aRow, y);
  scal<f64>(cols, -1, y);
  if (even < rows) axpy<f64>(cols, load<f64>(v + (even << 3)), a + even * aRow, y);
}

/** x ← A·u, four rows at a time. */
function timesMatrix(rows: i32, cols: i32, a: usize, aRow: isize, u: usize, x: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4, a += 4 * aRow, x += 32) timesFour(cols, a, aRow, u, x);
  const even = (rows - i) & ~1;
  timesRows(cols, even, a, aRow, u, x);
  if (i + even < rows) store<f64>(x + (even << 3), dot<f64>(cols, a + even * aRow, u));
}

function timesFour(n: i32, x0: usize, xRow: isize, y: usize, c: usize): void {
  let x1 = x0 + xRow;
  let x2 = x1 + xRow;
  let x3 = x2 + xRow;
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = y + (n << 3);
  for (const last = end - 32; y <= last; y += 32, x0 += 32, x1 += 32, x2 += 32, x3 += 32) {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    s0 = f64x2.add(s0, f64x2.add(f64x2.mul(v128.load(x0), y0), f64x2.mul(v128.load(x0, 16), y1)));
    s1 = f64x2.add(s1, f64x2.add(f64x2.mul(v128.load(x1), y0), f64x2.mul(v128.load(x1, 16), y1)));
    s2 = f64x2.add(s2, f64x2.add(f64x2.mul(v128.load(x2), y0), f64x2.mul(v128.load(x2, 16), y1)));
    s3 = f64x2.add(s3, f64x2.add(f64x2.mul(v128.load(x3), y0), f64x2.mul(v128.load(x3, 16), y1)));
  }
  let t0 = lanesSum<f64>(s0);
  let t1 = lanesSum<f64>(s1);
  let t2 = lanesSum<f64>(s2);
  let t3 = lanesSum<f64>(s3);
  for (; y < end; y += 8, x0 += 8, x1 += 8, x2 += 8, x3 += 8) {
    const t = load<f64>(y);
    t0 += load<f64>(x0) * t;
    t1 += load<f64>(x1) * t;
    t2 += load<f64>(x2) * t;
    t3 += load<f64>(x3) * t;
  }
  store<f64>(c, t0);
  store<f64>(c, t1, 8);
  store<f64>(c, t2, 16);
  store<f64>(c, t3, 24);
}
