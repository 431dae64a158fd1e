import { factor as complexFactor, reduce as complexReduce } from "./complex";
import { leastSquaresMany } from "./least-squares";
import { factor, reduce } from "./real";

// Rows are contiguous; addresses in bytes, strides in elements.

export function f64_reduce(
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
  return reduce(k, m, first, p, pRow << 3, v, vRow << 3, t, tRow << 3);
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

export function f64_factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  factor(k, m, v, vRow << 3, t, tRow << 3);
}

export function c128_factor(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  complexFactor(k, m, v, vRow << 4, t, tRow << 4);
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
