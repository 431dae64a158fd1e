import { type MatrixView, float64, gemm, gemv, release, workspace } from "@linnet/kernels";
import { float64Data } from "./copy.js";
import { makeReflector } from "./householder.js";
import { addScaled, dot, scale } from "./vector.js";

/** Columns per block, and the order from which the rest is reduced one column at a time. */
const BLOCK = 16;
const TAIL = 64;

/** QᵀAQ = T: the tridiagonal matrix and the reflectors of Q. */
export interface Tridiagonal {
  readonly d: Float64Array;
  /** e[i] couples i and i + 1. */
  readonly e: Float64Array;
  readonly tau: Float64Array;
}

/**
 * Householder tridiagonalization of a symmetric matrix held whole (both triangles), overwritten.
 *
 * A block keeps its reflectors V and vectors W apart: A − V·Wᵀ − W·Vᵀ is what the matrix would be, applied to A once
 * per block as one product with K = 2·BLOCK.
 *
 * @param a n×n float64
 * @param reflectors n×n float64 zeros, or null when nobody asks for vectors: row i receives reflector i, from column i + 1
 * @remarks 4/3 n³ flops, half of them in gemv
 * @see LAPACK dsytrd, dlatrd; Dongarra, Sorensen & Hammarling 1989
 */
export function tridiagonalize(a: MatrixView, reflectors: MatrixView | null): Tridiagonal {
  const n = a.rows;
  const t: Tridiagonal = {
    d: new Float64Array(n),
    e: new Float64Array(Math.max(n - 1, 0)),
    tau: new Float64Array(Math.max(n - 1, 0)),
  };
  let done = 0;
  if (n > TAIL) {
    const vw = workspace(float64, 2 * BLOCK, n);
    const wv = workspace(float64, 2 * BLOCK, n);
    const products = workspace(float64, 2 * BLOCK, 1);
    for (; n - done > TAIL; done += BLOCK) {
      for (let i = 0; i < BLOCK; i++) reduceColumn(a, done + i, i, vw, wv, products, t, reflectors);
      const rest = done + BLOCK;
      const m = n - rest;
      gemm(-1, vw.block(0, rest, 2 * BLOCK, m).T, wv.block(0, rest, 2 * BLOCK, m), 1, a.block(rest, rest, m, m));
    }
    for (const { storage } of [vw, wv, products]) release(storage);
  }
  reduceTail(a, done, t, reflectors);
  return t;
}

/**
 * Column r, the i-th of its block. Rows 2k of `vw` and 2k + 1 of `wv` hold Vₖ, the others Wₖ, so that one product gives
 * both halves of the deferred update.
 */
function reduceColumn(
  a: MatrixView,
  r: number,
  i: number,
  vw: MatrixView,
  wv: MatrixView,
  products: MatrixView,
  t: Tridiagonal,
  reflectors: MatrixView | null,
): void {
  const m = a.rows - r - 1;
  const row = a.block(r, r, 1, m + 1).T;
  if (i > 0) gemv(-1, wv.block(0, r, 2 * i, m + 1).T, vw.block(0, r, 2 * i, 1), 1, row);
  const tau = makeRowReflector(a, r, t, reflectors);

  const v = vw.block(2 * i, r + 1, 1, m).T;
  const w = vw.block(2 * i + 1, r + 1, 1, m).T;
  const VW = float64Data(vw);
  const A = float64Data(a);
  for (let k = 0; k < m; k++) VW[v.offset + k] = A[row.offset + 1 + k];
  gemv(1, a.block(r + 1, r + 1, m, m), v, 0, w);
  if (i > 0) {
    const c = products.block(0, 0, 2 * i, 1);
    gemv(1, wv.block(0, r + 1, 2 * i, m), v, 0, c);
    gemv(-1, vw.block(0, r + 1, 2 * i, m).T, c, 1, w);
  }
  finishUpdateVector(m, tau, float64Data(vw), v.offset, w.offset);
  copyPair(m, vw, wv, v.offset, w.offset, i, r + 1);
}

/** Reduces row r of A right of the diagonal; leaves v, its one written out, in that row. */
function makeRowReflector(a: MatrixView, r: number, t: Tridiagonal, reflectors: MatrixView | null): number {
  const A = float64Data(a);
  const m = a.rows - r - 1;
  const at = a.offset + r * (a.rowStride + 1);
  t.d[r] = A[at];
  if (m === 0) return 0;
  const tau = makeReflector(m, A, at + 1);
  t.tau[r] = tau;
  t.e[r] = A[at + 1];
  A[at + 1] = 1;
  if (reflectors !== null) {
    const V = float64Data(reflectors);
    const out = reflectors.offset + r * reflectors.rowStride + r + 1;
    for (let k = 0; k < m; k++) V[out + k] = A[at + 1 + k];
  }
  return tau;
}

/** w ← τ·w − ½τ·(vᵀw)·v with w = τ·A·v: then (I − τvvᵀ)·A·(I − τvvᵀ) = A − v·wᵀ − w·vᵀ. */
function finishUpdateVector(m: number, tau: number, data: Float64Array, v: number, w: number): void {
  scale(m, tau, data, w);
  addScaled(m, -0.5 * tau * dot(m, data, w, data, v), data, v, data, w);
}

/** Writes the pair (w, v) to `wv` in the opposite order; v's and w's entry at its own column, never read again, is not. */
function copyPair(m: number, vw: MatrixView, wv: MatrixView, v: number, w: number, i: number, col: number): void {
  const VW = float64Data(vw);
  const WV = float64Data(wv);
  const first = wv.offset + 2 * i * wv.rowStride + col;
  const second = first + wv.rowStride;
  for (let k = 0; k < m; k++) {
    WV[first + k] = VW[w + k];
    WV[second + k] = VW[v + k];
  }
}

/** The last rows, from `start`, one at a time on the upper triangle. */
function reduceTail(a: MatrixView, start: number, t: Tridiagonal, reflectors: MatrixView | null): void {
  const n = a.rows;
  const A = float64Data(a);
  const w = new Float64Array(n - start);
  for (let r = start; r < n; r++) {
    const tau = makeRowReflector(a, r, t, reflectors);
    if (tau === 0) continue;
    const m = n - r - 1;
    const v = a.offset + r * (a.rowStride + 1) + 1;
    const corner = v + a.rowStride;
    symmetricTimes(m, A, corner, a.rowStride, v, w);
    scale(m, tau, w, 0);
    addScaled(m, -0.5 * tau * dot(m, w, 0, A, v), A, v, w, 0);
    for (let k = 0; k < m; k++) {
      const row = corner + k * (a.rowStride + 1);
      addScaled(m - k, -A[v + k], w, k, A, row);
      addScaled(m - k, -w[k], A, v + k, A, row);
    }
  }
}

/** w ← S·v for the symmetric S whose upper triangle is at `corner`, in one pass over it. */
function symmetricTimes(m: number, A: Float64Array, corner: number, stride: number, v: number, w: Float64Array): void {
  w.fill(0, 0, m);
  for (let i = 0; i < m; i++) {
    const row = corner + i * stride;
    const vi = A[v + i];
    let s = A[row + i] * vi;
    for (let j = i + 1; j < m; j++) {
      s += A[row + j] * A[v + j];
      w[j] += A[row + j] * vi;
    }
    w[i] += s;
  }
}
