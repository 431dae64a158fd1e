import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { gemmOnThreads } from "../threads/gemm.js";
import { gemmFamily } from "./gemm-family.js";

/** Multiplications from which threads that are awake pay; below, the question is not even asked. */
const LARGE = 2 ** 18;
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
  multiplyBatch(1, alpha, a, x, 0, b, y, 0, beta, c, z, 0);
}

/** `count` products; the next A, B and C begin that many elements further on. */
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
  if (m === 0 || n === 0) return;
  const isColumn = n === 1 && a.rowStride !== 1;
  if (isColumn || (m === 1 && b.colStride !== 1)) {
    const bytes = 1 << c.type.shift;
    for (; count > 0; count--, x += aStep * bytes, y += bStep * bytes, z += cStep * bytes) {
      if (isColumn) multiplyVector(alpha, a, x, y, b.rowStride, beta, z, c.rowStride);
      else multiplyVector(alpha, b.T, y, x, a.colStride, beta, z, c.colStride);
    }
  } else if (n === 1 || (c.rowStride === 1 && c.colStride !== 1 && m !== 1)) {
    products(count, alpha, b.T, y, bStep, a.T, x, aStep, beta, c.T, z, cStep);
  } else products(count, alpha, a, x, aStep, b, y, bStep, beta, c, z, cStep);
}

/** One call of the kernel for all, unless each is worth threads. */
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
  const bytes = 1 << c.type.shift;
  const { rowStride: aRow, colStride: aCol } = a;
  const { rowStride: bRow, colStride: bCol } = b;
  const { rowStride: cRow, colStride: cCol } = c;
  if (m * n * k >= LARGE) {
    const job = { bytes, m, n, k, alpha, a: x, aRow, aCol, b: y, bRow, bCol, beta, c: z, cRow, cCol };
    for (; count > 0 && gemmOnThreads(job); count--) {
      job.a = x += aStep * bytes;
      job.b = y += bStep * bytes;
      job.c = z += cStep * bytes;
    }
    if (count === 0) return;
  }
  const work = scratch(workBytes(n, bytes));
  const { gemm } = gemmFamily.exports;
  gemm(bytes, count, m, n, k, alpha, x, aRow, aCol, aStep, y, bRow, bCol, bStep, beta, z, cRow, cCol, cStep, work);
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
  const { type, rows, cols, rowStride, colStride } = a;
  const work = scratch(Math.max(rows, 2 * cols) * 8);
  const { gemv } = gemmFamily.exports;
  gemv(1 << type.shift, rows, cols, alpha, at, rowStride, colStride, x, xStride, beta, y, yStride, work);
}

/** α and the tile at the edges, a block of A, and whole panels of B. */
export function workBytes(n: number, bytes: number): number {
  return 256 + MC * KC * bytes + KC * 64 * Math.ceil(((n < NC ? n : NC) * bytes) / 64);
}
