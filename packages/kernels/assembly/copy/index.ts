import { copyRows } from "./rows";
import { strided, transpose } from "./transpose";

export { scratch } from "../scratch";
export { f32_from_f64, f64_from_f32 } from "./convert";

/** o ← x for m×n elements of `bytes` bytes. Strides in elements, any. */
export function copy(
  m: i32,
  n: i32,
  x: usize,
  xRow: isize,
  xCol: isize,
  o: usize,
  oRow: isize,
  oCol: isize,
  bytes: i32,
): void {
  xRow *= bytes;
  xCol *= bytes;
  oRow *= bytes;
  oCol *= bytes;
  const turns = bytes == 4 || bytes == 8;
  if (xCol == bytes && oCol == bytes) copyRows(m, n * bytes, x, xRow, o, oRow);
  else if (turns && xRow == bytes && oCol == bytes) transpose(bytes, m, n, x, xCol, o, oRow);
  else if (turns && xCol == bytes && oRow == bytes) transpose(bytes, n, m, x, xRow, o, oCol);
  else strided(bytes, m, n, x, xRow, xCol, o, oRow, oCol);
}
