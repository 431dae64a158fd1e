import { columnSums, gather, rowDots } from "./gemv";
import { product } from "./product";
import { held, scale } from "./scale";
import { turnedRows } from "./turned";

export { gemm_tile } from "./tiles";

// `bytes` of a number are 4 or 8. What takes no part in the arithmetic is written once for both, which halves its size.

/**
 * `count` products C ← α·A·B + β·C of one shape; the next operands lie `aStep`, `bStep` and `cStep` elements further on. Strides in
 * elements, any. `work` holds 256 bytes and the packed panels.
 */
export function gemm(
  bytes: i32,
  count: i32,
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: isize,
  aCol: isize,
  aStep: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  bStep: isize,
  beta: f64,
  c: usize,
  cRow: isize,
  cCol: isize,
  cStep: isize,
  work: usize,
): void {
  for (; count > 0; count--, a += aStep * bytes, b += bStep * bytes, c += cStep * bytes) {
    product(bytes, m, n, k, alpha, a, aRow, aCol, b, bRow, bCol, beta, c, cRow, cCol, work);
  }
}

/** y ← α·A·x + β·y, A m×n. Strides in elements, any; `work` has room for m and for 2·n numbers. */
export function gemv(
  bytes: i32,
  m: i32,
  n: i32,
  alpha: f64,
  a: usize,
  aRow: isize,
  aCol: isize,
  x: usize,
  xStride: isize,
  beta: f64,
  y: usize,
  yStride: isize,
  work: usize,
): void {
  scale(bytes, m, 1, beta, y, yStride * bytes, bytes);
  if (n <= 0 || held(bytes, alpha) == 0) return;
  if (aRow == 1 && aCol != 1) {
    const sums = yStride == 1 ? y : work;
    if (yStride != 1) gather(bytes, m, y, yStride * bytes, bytes, work);
    if (bytes == 8) columnSums<f64>(m, n, alpha, a, aCol * 8, x, xStride * 8, sums);
    else columnSums<f32>(m, n, <f32>alpha, a, aCol * 4, x, xStride * 4, sums);
    if (yStride != 1) gather(bytes, m, work, bytes, yStride * bytes, y);
    return;
  }
  if (xStride != 1) {
    gather(bytes, n, x, xStride * bytes, bytes, work);
    x = work;
  }
  if (aCol == 1) {
    dots(bytes, m, n, alpha, a, aRow * bytes, x, y, yStride * bytes);
    return;
  }
  const row = work + n * bytes;
  for (; m > 0; m--, a += aRow * bytes, y += yStride * bytes) {
    gather(bytes, n, a, aCol * bytes, bytes, row);
    dots(bytes, 1, n, alpha, row, 0, x, y, 0);
  }
}

function dots(bytes: i32, m: i32, n: i32, alpha: f64, a: usize, aRow: isize, x: usize, y: usize, yStride: isize): void {
  if (bytes == 8) rowDots<f64>(m, n, alpha, a, aRow, x, y, yStride);
  else rowDots<f32>(m, n, <f32>alpha, a, aRow, x, y, yStride);
}

/** Rows of complex numbers, whose parts have so many bytes, and of i times them, in turn. Strides in elements. */
export function turned(bytes: i32, m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize): void {
  if (bytes == 8) turnedRows<f64>(m, n, x, xRow << 4, xCol << 4, o, oRow << 4);
  else turnedRows<f32>(m, n, x, xRow << 3, xCol << 3, o, oRow << 3);
}
