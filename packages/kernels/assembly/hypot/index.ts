import { inPairs, rowsOfPairs } from "../math/in-pairs";
import { f64_hypot } from "../math/f64-hypot";

export { scratch } from "../scratch";

export function zip(_op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize, bytes: i32): void {
  inPairs(f64_hypot, bytes, n, a, aStep, b, bStep, o);
}

export function zip_rows(
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
  bytes: i32,
): void {
  rowsOfPairs(f64_hypot, bytes, m, n, a, aRow, aStep, b, bRow, bStep, o);
}
