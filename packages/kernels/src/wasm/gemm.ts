import { float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { type Operand, reachOf, withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Gemm, Gemv } from "../signatures.js";
import { type Gemm as SharedGemm, gemmOnThreads } from "../threads/gemm.js";
import { MAX_TILE_COLS } from "../threads/tiles.js";
import { gemmFamily } from "./gemm-family.js";

/** Multiplications from which threads may pay; below, the question is not even asked. */
const LARGE = 2 ** 21;
/** The blocks of `assembly/gemm/packed.ts`. */
const [MC, KC, NC] = [96, 384, 4096];

/**
 * C ← α·A·B + β·C by packed SIMD kernels, on threads where it is large. The bits of an element depend only on its row of A,
 * its column of B and k, whatever the strides, the size and the number of threads; except that products with a single
 * column (or row) which would have to be gathered are computed as dot products, in another order.
 */
export const gemm: Gemm = (alpha, a, b, beta, c) => {
  if (inHeap(a.storage, "gemm") && inHeap(b.storage, "gemm") && inHeap(c.storage, "gemm")) {
    multiply(alpha, a, address(a), b, address(b), beta, c, address(c));
    return;
  }
  withStaged([operand(a), operand(b), operand(c)], [operand(c)], (x, y, z) => multiply(alpha, a, x, b, y, beta, c, z));
};

/** y ← α·A·x + β·y: reads A once, along its contiguous direction. */
export const gemv: Gemv = (alpha, a, x, beta, y) => {
  if (inHeap(a.storage, "gemv") && inHeap(x.storage, "gemv") && inHeap(y.storage, "gemv")) {
    multiplyVector(alpha, a, address(a), address(x), x.rowStride, beta, address(y), y.rowStride);
    return;
  }
  withStaged([operand(a), operand(x), operand(y)], [operand(y)], (p, q, r) => {
    multiplyVector(alpha, a, p, q, x.rowStride, beta, r, y.rowStride);
  });
};

function multiply(
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
  const bytes = 2 ** c.type.shift;
  const { rowStride: aRow, colStride: aCol } = a;
  const { rowStride: bRow, colStride: bCol } = b;
  const { rowStride: cRow, colStride: cCol } = c;
  if (m * n * k >= LARGE) {
    const job = { bytes, m, n, k, alpha, a: x, aRow, aCol, b: y, bRow, bCol, beta, c: z, cRow, cCol };
    if (gemmOnThreads(shared, job)) return;
  }
  const { f32_gemm, f64_gemm } = gemmFamily.exports;
  const kernel = c.type === float32 ? f32_gemm : f64_gemm;
  kernel(m, n, k, alpha, x, aRow, aCol, y, bRow, bCol, beta, z, cRow, cCol, scratch(workBytes(n, bytes)));
}

function multiplyVector(
  alpha: number,
  a: MatrixView,
  at: number,
  x: number,
  xStride: number,
  beta: number,
  y: number,
  yStride: number,
): void {
  const { f32_gemv, f64_gemv } = gemmFamily.exports;
  const kernel = a.type === float32 ? f32_gemv : f64_gemv;
  const work = scratch(Math.max(a.rows, a.cols) * 2 ** a.type.shift);
  kernel(a.rows, a.cols, alpha, at, a.rowStride, a.colStride, x, xStride, beta, y, yStride, work);
}

/** α and the tile at the edges, a block of A, and whole panels of B. */
function workBytes(n: number, bytes: number): number {
  return 256 + MC * KC * bytes + KC * 64 * Math.ceil((Math.min(n, NC) * bytes) / 64);
}

/** What threads need of the kernels; the calling thread works in scratch. */
const shared: SharedGemm = {
  gemm_tiles: (job, ticket, work) => gemmFamily.exports.gemm_tiles(job, ticket, work),
  module: () => gemmFamily.module(),
  workBytes: /* @__PURE__ */ workBytes(MAX_TILE_COLS, 8),
  get work() {
    return scratch(this.workBytes);
  },
};

function address(x: MatrixView): number {
  return x.storage.address + x.offset * 2 ** x.type.shift;
}

function operand({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView): Operand {
  return { type, storage, offset, reach: reachOf([rows, cols], [rowStride, colStride]) };
}
