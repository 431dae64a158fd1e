import { float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { gemmOnThreads } from "../threads/gemm.js";
import { gemmFamily } from "./gemm-family.js";

/** Multiplications from which threads may pay; below, the question is not even asked. */
const LARGE = 2 ** 21;
/** Blocks, as in `assembly/gemm/packed.ts`. */
const MC = 96;
const KC = 384;
const NC = 4096;

/** C ← α·A·B + β·C; the first elements of A, B and C are at bytes x, y and z. */
export function multiply(
  alpha: number,
  a: MatrixView,
  x: number,
  b: MatrixView,
  y: number,
  beta: number,
  c: MatrixView,
  z: number,
): void {
  const { rows: m, cols: n } = c;
  if (m === 0 || n === 0) return;
  if (n === 1 && a.rowStride !== 1) multiplyVector(alpha, a, x, y, b.rowStride, beta, z, c.rowStride);
  else if (m === 1 && b.colStride !== 1) multiplyVector(alpha, b.T, y, x, a.colStride, beta, z, c.colStride);
  else if (n === 1 || (c.rowStride === 1 && c.colStride !== 1 && m !== 1)) product(alpha, b.T, y, a.T, x, beta, c.T, z);
  else product(alpha, a, x, b, y, beta, c, z);
}

/** `count` products; the next A, B and C begin that many elements further on. One call for all, unless threads or gemv do better. */
export function multiplyBatch(
  count: number,
  alpha: number,
  a: MatrixView,
  x: number,
  aStep: number,
  b: MatrixView,
  y: number,
  bStep: number,
  beta: number,
  c: MatrixView,
  z: number,
  cStep: number,
): void {
  const { rows: m, cols: n } = c;
  const isVector = (n === 1 && a.rowStride !== 1) || (m === 1 && b.colStride !== 1);
  if (m === 0 || n === 0) return;
  if (isVector || m * n * a.cols >= LARGE) {
    const size = 1 << c.type.shift;
    for (let i = 0; i < count; i++) {
      multiply(alpha, a, x + i * aStep * size, b, y + i * bStep * size, beta, c, z + i * cStep * size);
    }
  } else if (n === 1 || (c.rowStride === 1 && c.colStride !== 1 && m !== 1)) {
    products(count, alpha, b.T, y, bStep, a.T, x, aStep, beta, c.T, z, cStep);
  } else products(count, alpha, a, x, aStep, b, y, bStep, beta, c, z, cStep);
}

function products(
  count: number,
  alpha: number,
  a: MatrixView,
  x: number,
  aStep: number,
  b: MatrixView,
  y: number,
  bStep: number,
  beta: number,
  c: MatrixView,
  z: number,
  cStep: number,
): void {
  const { rows: m, cols: n } = c;
  const k = a.cols;
  const { rowStride: aRow, colStride: aCol } = a;
  const { rowStride: bRow, colStride: bCol } = b;
  const { rowStride: cRow, colStride: cCol } = c;
  const { f32_gemm_batch: f32, f64_gemm_batch: f64 } = gemmFamily.exports;
  const block = c.type === float32 ? f32 : f64;
  const work = scratch(workBytes(n, 1 << c.type.shift));
  block(count, m, n, k, alpha, x, aRow, aCol, aStep, y, bRow, bCol, bStep, beta, z, cRow, cCol, cStep, work);
}

function product(
  alpha: number,
  a: MatrixView,
  x: number,
  b: MatrixView,
  y: number,
  beta: number,
  c: MatrixView,
  z: number,
): void {
  const { rows: m, cols: n } = c;
  const k = a.cols;
  const bytes = c.type === float32 ? 4 : 8;
  const { rowStride: aRow, colStride: aCol } = a;
  const { rowStride: bRow, colStride: bCol } = b;
  const { rowStride: cRow, colStride: cCol } = c;
  if (m * n * k >= LARGE) {
    const job = { bytes, m, n, k, alpha, a: x, aRow, aCol, b: y, bRow, bCol, beta, c: z, cRow, cCol };
    if (gemmOnThreads(job)) return;
  }
  const kernels = gemmFamily.exports;
  const work = scratch(workBytes(n, bytes));
  if (bytes === 4) kernels.f32_gemm(m, n, k, alpha, x, aRow, aCol, y, bRow, bCol, beta, z, cRow, cCol, work);
  else kernels.f64_gemm(m, n, k, alpha, x, aRow, aCol, y, bRow, bCol, beta, z, cRow, cCol, work);
}

/** y ← α·A·x + β·y; the first elements of A, x and y are at bytes `at`, x and y. */
export function multiplyVector(
  alpha: number,
  a: MatrixView,
  at: number,
  x: number,
  xStride: number,
  beta: number,
  y: number,
  yStride: number,
): void {
  const kernels = gemmFamily.exports;
  const { rows, cols, rowStride, colStride } = a;
  if (rows === 0) return;
  const work = scratch(Math.max(rows, 2 * cols) * 8);
  if (a.type === float32) {
    kernels.f32_gemv(rows, cols, alpha, at, rowStride, colStride, x, xStride, beta, y, yStride, work);
  } else kernels.f64_gemv(rows, cols, alpha, at, rowStride, colStride, x, xStride, beta, y, yStride, work);
}

/** α and the tile at the edges, a block of A, and whole panels of B. */
function workBytes(n: number, bytes: number): number {
  return 256 + MC * KC * bytes + KC * 64 * Math.ceil(((n < NC ? n : NC) * bytes) / 64);
}
