import { complexTrsm } from "./complex";
import { trsm } from "./real";

export { trsm_halves } from "./halves";

export function f32_trsm(
  k: i32,
  n: i32,
  alpha: f64,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  trsm<f32>(k, n, <f32>alpha, upper, unit, t, tRow << 2, tCol << 2, b, bRow << 2);
}

export function f64_trsm(
  k: i32,
  n: i32,
  alpha: f64,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  trsm<f64>(k, n, alpha, upper, unit, t, tRow << 3, tCol << 3, b, bRow << 3);
}

export function c64_trsm(
  k: i32,
  n: i32,
  alpha: f64,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  complexTrsm<f32>(k, n, <f32>alpha, upper, unit, false, t, tRow << 3, tCol << 3, b, bRow << 3);
}

export function c128_trsm(
  k: i32,
  n: i32,
  alpha: f64,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  complexTrsm<f64>(k, n, <f64>alpha, upper, unit, false, t, tRow << 4, tCol << 4, b, bRow << 4);
}
