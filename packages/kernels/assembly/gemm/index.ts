import { batch } from "./batch";
import { columnSums, gather, rowDots } from "./gemv";
import { product } from "./product";
import { scale } from "./scale";
import { turned } from "./turned";

export { gemm_tile } from "./tiles";

/** y ← α·A·x + β·y, A m×n. Strides in elements, any; `work` has room for m and for 2·n numbers. */
function gemv<T>(
  m: i32,
  n: i32,
  alpha: T,
  a: usize,
  aRow: isize,
  aCol: isize,
  x: usize,
  xStride: isize,
  beta: T,
  y: usize,
  yStride: isize,
  work: usize,
): void {
  const z = sizeof<T>();
  scale<T>(m, 1, beta, y, yStride * z, z);
  if (n <= 0 || alpha == <T>0) return;
  if (aRow == 1 && aCol != 1) {
    const sums = yStride == 1 ? y : work;
    if (yStride != 1) memory.fill(work, 0, m * z);
    columnSums<T>(m, n, alpha, a, aCol * z, x, xStride * z, sums);
    if (yStride != 1) for (let i = 0; i < m; i++, y += yStride * z) store<T>(y, load<T>(y) + load<T>(work + i * z));
    return;
  }
  if (xStride != 1) {
    gather<T>(n, x, xStride * z, work);
    x = work;
  }
  if (aCol == 1) {
    rowDots<T>(m, n, alpha, a, aRow * z, x, y, yStride * z);
    return;
  }
  const row = work + n * z;
  for (; m > 0; m--, a += aRow * z, y += yStride * z) {
    gather<T>(n, a, aCol * z, row);
    rowDots<T>(1, n, alpha, row, 0, x, y, 0);
  }
}

export function f32_gemm(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  beta: f64,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  product<f32>(m, n, k, <f32>alpha, a, aRow, aCol, b, bRow, bCol, <f32>beta, c, cRow, cCol, work);
}

export function f64_gemm(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  beta: f64,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  product<f64>(m, n, k, alpha, a, aRow, aCol, b, bRow, bCol, beta, c, cRow, cCol, work);
}

export function f32_gemm_batch(
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
  batch<f32>(
    count,
    m,
    n,
    k,
    <f32>alpha,
    a,
    aRow,
    aCol,
    aStep,
    b,
    bRow,
    bCol,
    bStep,
    <f32>beta,
    c,
    cRow,
    cCol,
    cStep,
    work,
  );
}

export function f64_gemm_batch(
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
  batch<f64>(count, m, n, k, alpha, a, aRow, aCol, aStep, b, bRow, bCol, bStep, beta, c, cRow, cCol, cStep, work);
}

export function f32_gemv(
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
  gemv<f32>(m, n, <f32>alpha, a, aRow, aCol, x, xStride, <f32>beta, y, yStride, work);
}

export function f64_gemv(
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
  gemv<f64>(m, n, alpha, a, aRow, aCol, x, xStride, beta, y, yStride, work);
}

/** Strides in elements. */
export function c64_turned(k: i32, n: i32, b: usize, bRow: isize, bCol: isize, to: usize): void {
  turned<f32>(k, n, b, bRow << 3, bCol << 3, to);
}

export function c128_turned(k: i32, n: i32, b: usize, bRow: isize, bCol: isize, to: usize): void {
  turned<f64>(k, n, b, bRow << 4, bCol << 4, to);
}
