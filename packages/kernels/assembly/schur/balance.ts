// What balance.ts of linalg does to real matrices, whose names these are, for small ones; float64, strides in bytes.

import { norm } from "../lapack/reflector";
import { dot, largest, scal, swap } from "../lapack/vectors";

/** A scaling must shrink the norms of its row and column to this share, together, to be worth it. */
const WORTH: f64 = 0.95;
/** The scaling is dropped where it does not bring the norm of the matrix to this share. */
const GAIN: f64 = 0.125;
/** Scale factors stay within 2^±400. */
const LIMIT: f64 = 2.582249878086909e120;
/** Sums of squares below this, 2⁻⁹⁶⁰, have lost digits to underflow. */
const SAFE_SMALL: f64 = 1.0261342003245941e-289;

/** What is outside rows and columns [lo, hi] is triangular. */
export let lo: i32 = 0;
export let hi: i32 = 0;

/**
 * Permutes and scales a matrix whose entries are at most 2.
 *
 * @param swaps int32: row and column i were exchanged with this one, from the last down to hi + 1, then from 0 up to lo − 1
 * @param scale the diagonal of D, powers of 2
 * @param size room for n×n numbers, of the row stride of a
 */
export function balance(n: i32, a: usize, row: isize, swaps: usize, scale: usize, size: usize, work: usize): void {
  leaveAsIs(n, swaps, scale);
  for (let i = isolatedRow(a, row, hi); hi > 0 && i >= 0; i = isolatedRow(a, row, hi)) {
    exchange(n, a, row, swaps, hi, i);
    hi--;
  }
  for (let j = isolatedColumn(a, row, lo, hi); lo < hi && j >= 0; j = isolatedColumn(a, row, lo, hi)) {
    exchange(n, a, row, swaps, lo, j);
    lo++;
  }
  if (lo == hi || isBalanced(a, row, size, work)) return;
  for (let i = lo; i <= hi; i++) {
    for (let j = lo; j <= hi; j++) store<f64>(size + i * row + (j << 3), abs(load<f64>(a + i * row + (j << 3))));
  }
  const before = frobenius(size, row);
  equilibrate(size, row, scale, work);
  if (frobenius(size, row) > GAIN * before) for (let i = 0; i < n; i++) store<f64>(scale + (i << 3), 1);
  else scaleSimilarity(n, a, row, scale);
}

/** No permutation, no scaling. */
export function leaveAsIs(n: i32, swaps: usize, scale: usize): void {
  lo = 0;
  hi = n - 1;
  for (let i = 0; i < n; i++) {
    store<i32>(swaps + (i << 2), i);
    store<f64>(scale + (i << 3), 1);
  }
}

/** Takes right eigenvectors of the balanced matrix, n rows of n numbers, to those of the matrix: times P·D. */
export function undoBalance(n: i32, x: usize, row: isize, swaps: usize, scale: usize): void {
  for (let j = lo; j <= hi; j++) {
    const factor = load<f64>(scale + (j << 3));
    if (factor == 1) continue;
    for (let k = 0, at = x + (j << 3); k < n; k++, at += row) store<f64>(at, factor * load<f64>(at));
  }
  for (let i = lo - 1; i >= 0; i--) swapColumns(n, x, row, i, load<i32>(swaps + (i << 2)));
  for (let i = hi + 1; i < n; i++) swapColumns(n, x, row, i, load<i32>(swaps + (i << 2)));
}

function exchange(n: i32, a: usize, row: isize, swaps: usize, i: i32, j: i32): void {
  store<i32>(swaps + (i << 2), j);
  if (i == j) return;
  swap<f64>(n, a + i * row, a + j * row);
  swapColumns(n, a, row, i, j);
}

function swapColumns(n: i32, a: usize, row: isize, i: i32, j: i32): void {
  if (i == j) return;
  let x = a + (i << 3);
  let y = a + (j << 3);
  for (; n > 0; n--, x += row, y += row) {
    const t = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, t);
  }
}

/** A row that is zero in columns 0 … last but for the diagonal; −1 when there is none. */
function isolatedRow(a: usize, row: isize, last: i32): i32 {
  for (let i = last; i >= 0; i--) {
    let j = 0;
    while (j <= last && (j == i || load<f64>(a + i * row + (j << 3)) == 0)) j++;
    if (j > last) return i;
  }
  return -1;
}

/** A column that is zero in rows from … last but for the diagonal; −1 when there is none. */
function isolatedColumn(a: usize, row: isize, from: i32, last: i32): i32 {
  for (let j = from; j <= last; j++) {
    let i = from;
    while (i <= last && (i == j || load<f64>(a + i * row + (j << 3)) == 0)) i++;
    if (i > last) return j;
  }
  return -1;
}

/** Whether no row and column would be scaled: the usual case, found by whole rows. */
function isBalanced(a: usize, row: isize, squares: usize, sums: usize): bool {
  const m = hi + 1 - lo;
  memory.fill(sums, 0, m << 3);
  for (let i = lo, at = a + lo * row + (lo << 3); i <= hi; i++, at += row) addSquares(m, at, sums);
  for (let i = 0, at = a + lo * row + (lo << 3); i < m; i++, at += row) {
    const column = load<f64>(sums + (i << 3));
    const line = dot<f64>(m, at, at);
    if (min(column, line) < SAFE_SMALL || factorFor(sqrt(column), sqrt(line)) != 1) return false;
  }
  return true;
}

/** sums ← sums + x². */
function addSquares(n: i32, x: usize, sums: usize): void {
  const end = x + (n << 3);
  for (const last = end - 16; x <= last; x += 16, sums += 16) {
    const v = v128.load(x);
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(v, v)));
  }
  if (x < end) store<f64>(sums, load<f64>(sums) + load<f64>(x) * load<f64>(x));
}

/** Multiplies columns and divides rows by powers of 2 until their norms are alike. */
function equilibrate(size: usize, row: isize, scale: usize, column: usize): void {
  const m = hi + 1 - lo;
  for (let again = true; again;) {
    again = false;
    for (let i = lo; i <= hi; i++) {
      const down = size + lo * row + (i << 3);
      for (let k = 0, at = down; k < m; k++, at += row) store<f64>(column + (k << 3), load<f64>(at));
      const across = size + i * row + (lo << 3);
      const f = factorFor(norm(m, column), norm(m, across));
      const s = load<f64>(scale + (i << 3)) * f;
      if (f == 1 || s > LIMIT || s < 1 / LIMIT) continue;
      store<f64>(scale + (i << 3), s);
      scal<f64>(m, 1 / f, across);
      for (let k = 0, at = down; k < m; k++, at += row) store<f64>(at, f * load<f64>(at));
      again = true;
    }
  }
}

/** The power of 2 that brings a column's norm and its row's nearest together, 1 where that gains little. */
function factorFor(column: f64, line: f64): f64 {
  if (column == 0 || line == 0) return 1;
  let f: f64 = 1;
  while (column * f < line / f / 2 && f < LIMIT) f *= 2;
  while (column * f >= (line / f) * 2 && f > 1 / LIMIT) f /= 2;
  return column * f + line / f < WORTH * (column + line) ? f : 1;
}

/** ‖·‖_F of rows and columns [lo, hi]. */
function frobenius(size: usize, row: isize): f64 {
  let best: f64 = 0;
  for (let i = lo; i <= hi; i++) best = max(best, largest<f64>(hi + 1 - lo, size + i * row + (lo << 3)));
  if (best == 0) return 0;
  let sum: f64 = 0;
  for (let i = lo; i <= hi; i++) {
    const part = norm(hi + 1 - lo, size + i * row + (lo << 3)) / best;
    sum += part * part;
  }
  return best * sqrt(sum);
}

/** A ← D⁻¹·A·D. */
function scaleSimilarity(n: i32, a: usize, row: isize, scale: usize): void {
  for (let i = 0, at = a; i < n; i++, at += row) {
    const own = load<f64>(scale + (i << 3));
    for (let j = 0; j < n; j++) {
      store<f64>(at + (j << 3), load<f64>(at + (j << 3)) * (load<f64>(scale + (j << 3)) / own));
    }
  }
}
