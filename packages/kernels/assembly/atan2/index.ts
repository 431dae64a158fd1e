import { copyBytes } from "../block";
import { f64_atan2 } from "../math/f64-arctan";
import { inPairs, rowsOfPairs } from "../math/in-pairs";
import { isWild, tame } from "../math/special-arctan";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function angles(y: usize, x: usize, o: usize): void {
  if (isWild(y, x)) {
    const saved = scratch + 1024;
    copyBytes<u64>(256, y, saved);
    copyBytes<u64>(256, x, saved + 256);
    tame(saved, saved + 256);
    y = saved;
    x = saved + 256;
  }
  f64_atan2(y, x, o, scratch);
}

export function zip(_op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize, bytes: i32): void {
  inPairs(angles, bytes, n, a, aStep, b, bStep, o);
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
  rowsOfPairs(angles, bytes, m, n, a, aRow, aStep, b, bRow, bStep, o);
}
