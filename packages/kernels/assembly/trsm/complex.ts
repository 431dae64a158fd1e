import { lessProduct, minusImaginary } from "../complex";
import { divideFour, divided, prepareDivisors } from "./divisors";

// Complex substitution: vectors of two numbers of float32 parts, or one of float64; the real part comes first.

/** As `trsm` in index.ts, for a complex triangle of at most 16 rows, or its conjugate, and a real α. Strides in bytes. */
export function complexTrsm<T>(
  k: i32,
  n: i32,
  alpha: T,
  upper: bool,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  if (upper) {
    t += (k - 1) * (tRow + tCol);
    b += (k - 1) * bRow;
    tRow = -tRow;
    tCol = -tCol;
    bRow = -bRow;
  }
  prepareDivisors<T>(unit ? 0 : k, conjugate, t, tRow + tCol);
  const lanes: i32 = 8 / sizeof<T>();
  for (; n >= 4 * lanes; n -= 4 * lanes, b += 64) strip<T>(k, alpha, unit, conjugate, t, tRow, tCol, b, bRow);
  for (; n >= lanes; n -= lanes, b += 16) vectorColumn<T>(k, alpha, unit, conjugate, t, tRow, tCol, b, bRow);
  if (n > 0) lastColumn(k, <f32>alpha, unit, conjugate, t, tRow, tCol, b, bRow);
}

/** The imaginary part at p, or minus that, as `lessProduct` takes it. @inline */
function imaginary<T>(p: usize, turn: v128): v128 {
  return v128.xor(v128.load_splat<T>(p + sizeof<T>()), turn);
}

/** Signs that make (im, −im) of (im, im), or (−im, im). @inline */
function signs<T>(conjugate: bool): v128 {
  const turn = minusImaginary<T>(v128.splat<T>(<T>0));
  return conjugate ? v128.neg<T>(turn) : turn;
}

/** Forward substitution on four vectors of columns. */
function strip<T>(
  k: i32,
  alpha: T,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  const turn = signs<T>(conjugate);
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    const scale = v128.splat<T>(alpha);
    let c0 = v128.mul<T>(scale, v128.load(row));
    let c1 = v128.mul<T>(scale, v128.load(row, 16));
    let c2 = v128.mul<T>(scale, v128.load(row, 32));
    let c3 = v128.mul<T>(scale, v128.load(row, 48));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      const re = v128.load_splat<T>(p);
      const im = imaginary<T>(p, turn);
      c0 = lessProduct<T>(c0, re, im, v128.load(q));
      c1 = lessProduct<T>(c1, re, im, v128.load(q, 16));
      c2 = lessProduct<T>(c2, re, im, v128.load(q, 32));
      c3 = lessProduct<T>(c3, re, im, v128.load(q, 48));
    }
    v128.store(row, c0);
    v128.store(row, c1, 16);
    v128.store(row, c2, 32);
    v128.store(row, c3, 48);
    if (!unit) divideFour<T>(row, i);
  }
}

/** Forward substitution on one vector of columns. */
function vectorColumn<T>(
  k: i32,
  alpha: T,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  const turn = signs<T>(conjugate);
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    let c = v128.mul<T>(v128.splat<T>(alpha), v128.load(row));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      c = lessProduct<T>(c, v128.load_splat<T>(p), imaginary<T>(p, turn), v128.load(q));
    }
    v128.store(row, unit ? c : divided<T>(c, i));
  }
}

/** Forward substitution on one column of float32 parts, in the lower half of vectors. */
function lastColumn(
  k: i32,
  alpha: f32,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  const turn = signs<f32>(conjugate);
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    let c = v128.mul<f32>(v128.splat<f32>(alpha), v128.load64_zero(row));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      c = lessProduct<f32>(c, v128.load_splat<f32>(p), imaginary<f32>(p, turn), v128.load64_zero(q));
    }
    v128.store64_lane(row, unit ? c : divided<f32>(c, i), 0);
  }
}
