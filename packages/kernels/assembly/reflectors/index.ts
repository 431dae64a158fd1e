import { factor as complexFactor, reduce as complexReduce } from "./complex";
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
