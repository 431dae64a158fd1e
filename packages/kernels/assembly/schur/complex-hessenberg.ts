// Reduction of complex128 matrices to Hessenberg form. Rows contiguous, strides in bytes; a number fills a v128.

import { addConjugateRows, scaleRow, subtractRows, timesConjugate } from "../lapack/complex-rows";
import { makeReflector } from "../tridiagonal/hermitian";
import { conjugate, times } from "./complex-reflector";

/**
 * The first `count` columns of the reduction QᴴAQ = H of m + 1 rows, of which the uppermost only has its number in column 0: what
 * the columns beyond are to become is (I − Vᴴ·Sᴴ·V)·(A − Y·V), with H₀·H₁⋯ = I − Vᴴ·S·V and Y = A·Vᴴ·S.
 *
 * @param a the entry below the uppermost row, in column 0
 * @param v `count` rows: row i receives the vector of Hᵢ = I − τ·vᴴ·v, its one at i, from the place of column 1 on
 * @param y `count` rows, the columns of Y conjugated
 * @param s count×count, zeros
 * @param c room for `count` numbers
 * @see LAPACK zlahr2; Quintana-Ortí & van de Geijn 2006
 */
export function hessenbergPanel(
  m: i32,
  count: i32,
  a: usize,
  aRow: isize,
  v: usize,
  vRow: isize,
  y: usize,
  yRow: isize,
  s: usize,
  sRow: isize,
  tau: usize,
  c: usize,
): void {
  for (let i = 0; i < count; i++) {
    const at = i << 4;
    const b = v + i * vRow; // the column, conjugated; then the vector
    for (let p = 0, from = a + at; p < m; p++, from += aRow) v128.store(b + (p << 4), conjugate(v128.load(from)));
    if (i > 0) {
      for (let j = 0; j < i; j++) v128.store(c + (j << 4), conjugate(v128.load(v + j * vRow + at - 16)));
      subtractRows(m, i, c, y, yRow, b);
      timesConjugate(m, i, v, vRow, b, c);
      timesAdjoint(i, s, sRow, c);
      conjugateRow(i, c);
      subtractRows(m, i, c, v, vRow, b);
    }
    const below = m - i;
    const t = tau + at;
    makeReflector(below, b + at, t);
    let to = a + at;
    for (let p = 0; p <= i; p++, to += aRow) v128.store(to, conjugate(v128.load(b + (p << 4))));
    for (let p = i + 1; p < m; p++, to += aRow) v128.store(to, f64x2.splat(0));
    memory.fill(b, 0, at);
    v128.store(b + at, f64x2(1, 0));

    const w = y + i * yRow;
    timesConjugate(below, m, a + at + 16, aRow, b + at, w);
    conjugateRow(m, w);
    const f = v128.load(t);
    if (i > 0) {
      timesConjugate(below, i, v + at, vRow, b + at, c);
      columnOfFactor(i, f, s, sRow, c);
      conjugateRow(i, c);
      subtractRows(m, i, c, y, yRow, w);
    }
    v128.store(s + i * sRow + at, f);
    v128.store(c, conjugate(f));
    scaleRow(m, c, w);
  }
}

/** c ← Sᴴ·c for an upper triangular S. */
function timesAdjoint(n: i32, s: usize, sRow: isize, c: usize): void {
  for (let j = n - 1; j >= 0; j--) {
    let sum = f64x2.splat(0);
    for (let r = 0, at = s + (j << 4); r <= j; r++, at += sRow) {
      sum = f64x2.add(sum, times(conjugate(v128.load(at)), v128.load(c + (r << 4))));
    }
    v128.store(c + (j << 4), sum);
  }
}

/** Column n of S ← −τ·S·c. */
function columnOfFactor(n: i32, tau: v128, s: usize, sRow: isize, c: usize): void {
  for (let r = 0, row = s; r < n; r++, row += sRow) {
    let sum = f64x2.splat(0);
    for (let j = r << 4; j < n << 4; j += 16) sum = f64x2.add(sum, times(v128.load(row + j), v128.load(c + j)));
    v128.store(row + (n << 4), times(f64x2.neg(tau), sum));
  }
}

function conjugateRow(n: i32, x: usize): void {
  for (const end = x + (n << 4); x < end; x += 16) v128.store(x, conjugate(v128.load(x)));
}

/**
 * Columns first … hi − 2 of the same reduction of a matrix of n columns, one at a time; rows below hi are left alone.
 *
 * @param v row k receives the vector of Hₖ from column k + 1 on
 * @param tau a number for each row of the matrix
 * @param work room for n numbers
 */
export function hessenbergColumns(
  n: i32,
  first: i32,
  hi: i32,
  a: usize,
  aRow: isize,
  v: usize,
  vRow: isize,
  tau: usize,
  work: usize,
): void {
  for (let k = first; k < hi - 1; k++) {
    const m = hi - k;
    const x = v + k * vRow + ((k + 1) << 4);
    const t = tau + (k << 4);
    const column = a + (k + 1) * aRow + (k << 4);
    for (let i = 0, at = column; i < m; i++, at += aRow) {
      v128.store(x + (i << 4), conjugate(v128.load(at)));
      v128.store(at, f64x2.splat(0));
    }
    makeReflector(m, x, t);
    store<f64>(column, load<f64>(x));
    v128.store(x, f64x2(1, 0));
    const f = v128.load(t);
    if (f64x2.extract_lane(f, 0) == 0 && f64x2.extract_lane(f, 1) == 0) continue;
    // A ← A·H on rows up to hi, then Hᴴ·A on the columns right of this one
    let row = a + ((k + 1) << 4);
    timesConjugate(m, hi + 1, row, aRow, x, work);
    scaleRow(hi + 1, t, work);
    for (let i = 0; i <= hi; i++, row += aRow) subtractRows(m, 1, work + (i << 4), x, 0, row);
    const width = n - k - 1;
    memory.fill(work, 0, width << 4);
    subtractRows(width, m, x, column + 16, aRow, work);
    v128.store(t, conjugate(f));
    scaleRow(width, t, work);
    v128.store(t, f);
    row = column + 16;
    for (let i = 0; i < m; i++, row += aRow) addConjugateRows(width, 1, x + (i << 4), work, 0, row);
  }
}
