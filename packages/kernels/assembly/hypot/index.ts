import { inPairs, rowsOfPairs } from "../math/in-pairs";
import { f64_hypot } from "../math/f64-hypot";

export { scratch } from "../scratch";

export function f32_zip(_op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  inPairs<f32>(f64_hypot, n, a, aStep, b, bStep, o);
}

export function f64_zip(_op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  inPairs<f64>(f64_hypot, n, a, aStep, b, bStep, o);
}

export function f32_zip_rows(
  _op: i32,
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  aStep: i32,
  b: usize,
  bRow: isize,
  bStep: i32,
  o: usize,
): void {
  rowsOfPairs<f32>(f64_hypot, m, n, a, aRow, aStep, b, bRow, bStep, o);
}

export function f64_zip_rows(
  _op: i32,
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  aStep: i32,
  b: usize,
  bRow: isize,
  bStep: i32,
  o: usize,
): void {
  rowsOfPairs<f64>(f64_hypot, m, n, a, aRow, aStep, b, bRow, bStep, o);
}
