import { scatterAdd } from "./gather";
import { copyRows } from "./rows";
import { select } from "./select";
import { strided, transpose } from "./transpose";

export { scratch } from "../scratch";
export { f32_from_f64, f64_from_f32 } from "./convert";
export { gather } from "./gather";

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

export function select_4(n: i32, c: usize, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  select<u32>(n, c, a, aStep, b, bStep, o);
}

export function select_8(n: i32, c: usize, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  select<u64>(n, c, a, aStep, b, bStep, o);
}

export function f32_scatter_add(
  outer: i32,
  count: i32,
  inner: i32,
  length: i32,
  x: usize,
  indices: usize,
  step: isize,
  o: usize,
): void {
  scatterAdd<f32>(outer, count, inner, length, x, indices, step, o);
}

export function f64_scatter_add(
  outer: i32,
  count: i32,
  inner: i32,
  length: i32,
  x: usize,
  indices: usize,
  step: isize,
  o: usize,
): void {
  scatterAdd<f64>(outer, count, inner, length, x, indices, step, o);
}
