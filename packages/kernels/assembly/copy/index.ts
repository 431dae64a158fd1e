import { copyRows } from "./rows";
import { strided, transpose } from "./transpose";

export { scratch } from "../scratch";
export { f32_from_f64, f64_from_f32 } from "./convert";

/** o ← x for m×n elements of T's size. Strides in elements, any. */
function copy<T>(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  const z = sizeof<T>();
  if (xCol == 1 && oCol == 1) copyRows(m, n * z, x, xRow * z, o, oRow * z);
  else if (xRow == 1 && oCol == 1 && (z == 4 || z == 8)) transpose<T>(m, n, x, xCol * z, o, oRow * z);
  else if (xCol == 1 && oRow == 1 && (z == 4 || z == 8)) transpose<T>(n, m, x, xRow * z, o, oCol * z);
  else strided<T>(m, n, x, xRow * z, xCol * z, o, oRow * z, oCol * z);
}

export function copy_1(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  copy<u8>(m, n, x, xRow, xCol, o, oRow, oCol);
}

export function copy_2(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  copy<u16>(m, n, x, xRow, xCol, o, oRow, oCol);
}

export function copy_4(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  copy<u32>(m, n, x, xRow, xCol, o, oRow, oCol);
}

export function copy_8(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  copy<u64>(m, n, x, xRow, xCol, o, oRow, oCol);
}

export function copy_16(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  copy<v128>(m, n, x, xRow, xCol, o, oRow, oCol);
}
