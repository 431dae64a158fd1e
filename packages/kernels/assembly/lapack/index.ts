import { getf2 } from "./lu";
import { potrf } from "./potrf";
import { symv } from "./symv";
import { allFinite, axpy, dot, ger, iamax, largest, rot, scal, sumOfSquares, swap } from "./vectors";

export {
  cholesky_many,
  inv_many,
  lu_condition_many,
  lu_many,
  lu_solve_many,
  solve_definite_many,
  solve_many,
} from "./many-calls";
export { clearTriangle as clear_triangle } from "./triangle";
export { exchangeElements as exchange_elements, exchangeRows as exchange_rows } from "./exchange";

// Vectors are contiguous; addresses in bytes, strides in elements.

export function f32_dot(n: i32, x: usize, y: usize): f64 {
  return dot<f32>(n, x, y);
}

export function f64_dot(n: i32, x: usize, y: usize): f64 {
  return dot<f64>(n, x, y);
}

export function f32_axpy(n: i32, alpha: f64, x: usize, y: usize): void {
  axpy<f32>(n, <f32>alpha, x, y);
}

export function f64_axpy(n: i32, alpha: f64, x: usize, y: usize): void {
  axpy<f64>(n, alpha, x, y);
}

export function f32_scal(n: i32, alpha: f64, x: usize): void {
  scal<f32>(n, <f32>alpha, x);
}

export function f64_scal(n: i32, alpha: f64, x: usize): void {
  scal<f64>(n, alpha, x);
}

export function f32_rot(n: i32, x: usize, y: usize, c: f64, s: f64): void {
  rot<f32>(n, x, y, <f32>c, <f32>s);
}

export function f64_rot(n: i32, x: usize, y: usize, c: f64, s: f64): void {
  rot<f64>(n, x, y, c, s);
}

export function f32_swap(n: i32, x: usize, y: usize): void {
  swap<f32>(n, x, y);
}

export function f64_swap(n: i32, x: usize, y: usize): void {
  swap<f64>(n, x, y);
}

export function f32_largest(n: i32, x: usize): f64 {
  return largest<f32>(n, x);
}

export function f64_largest(n: i32, x: usize): f64 {
  return largest<f64>(n, x);
}

export function f32_all_finite(m: i32, n: i32, a: usize, row: isize): bool {
  return allFinite<f32>(m, n, a, row << 2);
}

export function f64_all_finite(m: i32, n: i32, a: usize, row: isize): bool {
  return allFinite<f64>(m, n, a, row << 3);
}

export function f32_iamax(n: i32, x: usize): i32 {
  return iamax<f32>(n, x);
}

export function f64_iamax(n: i32, x: usize): i32 {
  return iamax<f64>(n, x);
}

export function f32_ger(m: i32, n: i32, alpha: f64, x: usize, xStride: isize, y: usize, a: usize, aRow: isize): void {
  ger<f32>(m, n, <f32>alpha, x, xStride * sizeof<f32>(), y, a, aRow * sizeof<f32>());
}

export function f64_ger(m: i32, n: i32, alpha: f64, x: usize, xStride: isize, y: usize, a: usize, aRow: isize): void {
  ger<f64>(m, n, alpha, x, xStride * sizeof<f64>(), y, a, aRow * sizeof<f64>());
}

export function f32_symv(n: i32, upper: bool, alpha: f64, a: usize, aRow: isize, x: usize, y: usize): void {
  symv<f32>(n, upper, <f32>alpha, a, aRow * sizeof<f32>(), x, y);
}

export function f64_symv(n: i32, upper: bool, alpha: f64, a: usize, aRow: isize, x: usize, y: usize): void {
  symv<f64>(n, upper, alpha, a, aRow * sizeof<f64>(), x, y);
}

export function f32_sum_of_squares(n: i32, x: usize): f64 {
  return sumOfSquares<f32>(n, x);
}

export function f64_sum_of_squares(n: i32, x: usize): f64 {
  return sumOfSquares<f64>(n, x);
}

export function f32_getf2(m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  getf2<f32>(1, m, n, a, aCol << 2, pivots);
}

export function f64_getf2(m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  getf2<f64>(1, m, n, a, aCol << 3, pivots);
}

export function c64_getf2(m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  getf2<f32>(2, m, n, a, aCol << 3, pivots);
}

export function c128_getf2(m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  getf2<f64>(2, m, n, a, aCol << 4, pivots);
}

export function f32_potrf(n: i32, a: usize, aRow: isize, work: usize): i32 {
  return potrf<f32>(n, a, aRow << 2, work);
}

export function f64_potrf(n: i32, a: usize, aRow: isize, work: usize): i32 {
  return potrf<f64>(n, a, aRow << 3, work);
}
