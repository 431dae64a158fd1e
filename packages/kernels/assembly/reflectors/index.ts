import { factor as complexFactor, reduce as complexReduce } from "./complex";
import { applyBlock } from "./apply";
import { leastSquaresMany } from "./least-squares";
import { finishFactors, qrMany } from "./qr";
import { factor, reduce } from "./real";

// Rows are contiguous; addresses in bytes, strides in elements.

export function f32_reduce(k: i32, m: i32, p: usize, pRow: isize, v: usize, vRow: isize, t: usize, tRow: isize): void {
  reduce<f32>(k, m, p, pRow << 2, v, vRow << 2, t, tRow << 2);
}

export function f64_reduce(k: i32, m: i32, p: usize, pRow: isize, v: usize, vRow: isize, t: usize, tRow: isize): void {
  reduce<f64>(k, m, p, pRow << 3, v, vRow << 3, t, tRow << 3);
}

export function c128_reduce(
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
  return complexReduce(k, m, first, p, pRow << 4, v, vRow << 4, t, tRow << 4);
}

export function f32_factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  factor<f32>(k, m, v, vRow << 2, t, tRow << 2);
}

export function f64_factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  factor<f64>(k, m, v, vRow << 3, t, tRow << 3);
}

export function c128_factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  complexFactor(k, m, v, vRow << 4, t, tRow << 4);
}

/** Of float32 and float64 numbers (`single` or not). */
export function apply_block(
  single: bool,
  g: i32,
  m: i32,
  k: i32,
  known: i32,
  c: usize,
  cRow: isize,
  v: usize,
  vRow: isize,
  t: usize,
  tRow: isize,
  turned: bool,
  work: usize,
): void {
  if (single) applyBlock<f32>(g, m, k, known, c, cRow << 2, v, vRow << 2, t, tRow << 2, turned, work);
  else applyBlock<f64>(g, m, k, known, c, cRow << 3, v, vRow << 3, t, tRow << 3, turned, work);
}

export function qr_many(
  single: bool,
  count: i32,
  m: i32,
  n: i32,
  r: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  q: usize,
  upper: usize,
  work: usize,
): i32 {
  if (single) return qrMany<f32>(count, m, n, r, a, aStep << 2, aRow << 2, aCol << 2, q, upper, work);
  return qrMany<f64>(count, m, n, r, a, aStep << 3, aRow << 3, aCol << 3, q, upper, work);
}

export function finish_factors(
  single: bool,
  r: i32,
  n: i32,
  k: i32,
  upper: usize,
  upperRow: isize,
  m: i32,
  basis: usize,
  basisRow: isize,
): void {
  if (single) finishFactors<f32>(r, n, k, upper, upperRow << 2, m, basis, basisRow << 2);
  else finishFactors<f64>(r, n, k, upper, upperRow << 3, m, basis, basisRow << 3);
}

/** Of float32 or float64 (`single` or not); strides and distances in elements. */
export function least_squares_many(
  single: bool,
  count: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bStep: isize,
  bRow: isize,
  bCol: isize,
  rtol: f64,
  x: usize,
  squares: usize,
  work: usize,
): i32 {
  const z = single ? 4 : 8;
  aStep *= z;
  aRow *= z;
  aCol *= z;
  bStep *= z;
  bRow *= z;
  bCol *= z;
  if (single) {
    return leastSquaresMany<f32>(count, m, n, k, a, aStep, aRow, aCol, b, bStep, bRow, bCol, rtol, x, squares, work);
  }
  return leastSquaresMany<f64>(count, m, n, k, a, aStep, aRow, aCol, b, bStep, bRow, bCol, rtol, x, squares, work);
}
