import { type MatrixView, gemm, gemv, release, workspace } from "@linnet/kernels";
import { makeComplexReflector } from "../reflector/complex-householder.js";
import * as complexVector from "../vector/complex-vector.js";
import { float64Data } from "../matrix/copy.js";
import { blockFactor, makeReflector } from "../reflector/householder.js";
import type { Reflectors } from "./qr.js";
import { norm2, scale } from "../vector/vector.js";

/** Columns reduced between two updates of the whole matrix, and reflectors to a block of the result. */
export const PIVOTED_BLOCK = 32;
/** Once a norm has shrunk so much that its downdated square may have no right digit, it is computed afresh. */
const TRUSTED = Math.sqrt(2 ** -53);

/** What a factorization holds while it runs; numbers of `tau` take two places when complex. */
interface State {
  /** n×m, row j is column j of A·P. */
  readonly at: MatrixView;
  /** k×m, the reflectors. */
  readonly v: MatrixView;
  /** PIVOTED_BLOCK×n: A − F·V is what the reflectors of this block make of A, with F = A·Vᴴ·T held transposed. */
  readonly f: MatrixView;
  /** Row 0: the conjugate of the newest reflector; row 1: its products with the older ones. */
  readonly work: MatrixView;
  readonly tau: Float64Array;
  readonly order: Int32Array;
  /** Norms of what is left of the columns, downdated, and as they were when computed. */
  readonly norms: Float64Array;
  readonly exact: Float64Array;
}

/**
 * A·P = Q·R with |rᵢᵢ| decreasing: each step takes the column of which most is left. On A held transposed.
 *
 * @param at n×m float64 or complex128, Aᵀ; overwritten: row j holds column j of R in its first min(j + 1, k) entries
 * @param order length n, written: column j of A·P is column `order[j]` of A
 * @returns Q as reflectors, as from `factorQr`; release `v.storage` and `t.storage`
 * @remarks 4mnk − 2(m + n)k² + 4k³/3 flops, half of them matrix–vector products. Norms are downdated and recomputed
 *   where cancellation leaves less than half the digits.
 * @see Quintana-Ortí, Sun & Bischof 1998, LAPACK dgeqp3/dlaqps; Drmač & Bujanović 2008 (LAWN 176) for the norms
 */
export function factorPivotedQr(at: MatrixView, order: Int32Array): Reflectors {
  const { rows: n, cols: m, type } = at;
  const k = Math.min(m, n);
  const parts = type.kind === "complex" ? 2 : 1;
  const state: State = {
    at,
    v: workspace(type, k, m),
    f: workspace(type, PIVOTED_BLOCK, n),
    work: workspace(type, 2, Math.max(m, PIVOTED_BLOCK)),
    tau: new Float64Array(parts * k),
    order,
    norms: new Float64Array(n),
    exact: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = 0; i < n; i++) state.norms[i] = state.exact[i] = rowNorm(at, i, 0);
  for (let j = 0; j < k;) j = reduceBlock(state, j, Math.min(k, j + PIVOTED_BLOCK));
  release(state.f.storage);
  release(state.work.storage);
  return withFactors(state.v, state.tau);
}

/** Reduces columns from `start` on, up to `end` or until a norm has to be computed afresh. @returns where it stopped */
function reduceBlock(state: State, start: number, end: number): number {
  const { at, v, f, norms, exact } = state;
  const { rows: n, cols: m } = at;
  const stale: number[] = [];
  let j = start;
  for (; j < end && stale.length === 0; j++) {
    bringLargest(state, start, j);
    const done = j - start;
    if (done > 0) subtract(at.block(j, j, 1, m - j).T, v.block(start, j, done, m - j).T, f.block(0, j, done, 1));
    reflect(state, j);
    if (j + 1 === n) continue;
    extendF(state, start, j);
    const left = at.block(j + 1, j, n - j - 1, 1);
    subtract(left, f.block(0, j + 1, done + 1, n - j - 1).T, v.block(start, j, done + 1, 1));
    downdate(state, j, stale);
  }
  if (j < Math.min(m, n)) {
    const rest = at.block(j, j, n - j, m - j);
    gemm(-1, f.block(0, j, j - start, n - j).T, v.block(start, j, j - start, m - j), 1, rest);
  }
  for (const i of stale) norms[i] = exact[i] = rowNorm(at, i, j);
  return j;
}

/** y ← y − A·x for columns x and y. */
function subtract(y: MatrixView, a: MatrixView, x: MatrixView): void {
  gemv(-1, a, x, 1, y);
}

/** Exchanges column j with the one of which most is left. */
function bringLargest({ at, f, order, norms, exact }: State, start: number, j: number): void {
  let pivot = j;
  for (let i = j + 1; i < norms.length; i++) if (norms[i] > norms[pivot]) pivot = i;
  if (pivot === j) return;
  exchange(at, j, pivot, at.cols);
  exchange(f.T, j, pivot, j - start);
  norms[pivot] = norms[j];
  exact[pivot] = exact[j];
  const from = order[pivot];
  order[pivot] = order[j];
  order[j] = from;
}

/** Exchanges the first `count` entries of rows i and j. */
function exchange(a: MatrixView, i: number, j: number, count: number): void {
  const data = float64Data(a);
  const parts = a.type.kind === "complex" ? 2 : 1;
  const step = parts * a.colStride;
  let p = parts * (a.offset + i * a.rowStride);
  let q = parts * (a.offset + j * a.rowStride);
  for (let c = 0; c < count; c++, p += step, q += step) {
    for (let part = 0; part < parts; part++) {
      const x = data[p + part];
      data[p + part] = data[q + part];
      data[q + part] = x;
    }
  }
}

/** Makes reflector j from column j, writes it to row j of V and its conjugate to the workspace. */
function reflect({ at, v, work, tau }: State, j: number): void {
  const m = at.cols;
  const x = at.offset + j * at.rowStride + j;
  const row = v.offset + j * v.rowStride + j;
  const A = float64Data(at);
  const V = float64Data(v);
  const W = float64Data(work);
  if (at.type.kind === "complex") {
    makeComplexReflector(m - j, A, 2 * x, tau, 2 * j);
    V.set(A.subarray(2 * x, 2 * (x + m - j)), 2 * row);
    V[2 * row] = 1;
    W.set(V.subarray(2 * row, 2 * (row + m - j)));
    complexVector.conjugate(m - j, W, 0);
  } else {
    tau[j] = makeReflector(m - j, A, x);
    V.set(A.subarray(x, x + m - j), row);
    V[row] = 1;
    W.set(V.subarray(row, row + m - j));
  }
}

/** The new row of Fᵀ, for the columns after j: τ·(A·vᴴ − F·(V·vᴴ)). */
function extendF({ at, v, f, work, tau }: State, start: number, j: number): void {
  const { rows: n, cols: m } = at;
  const done = j - start;
  const count = n - j - 1;
  const newest = f.block(done, j + 1, 1, count);
  const conjugated = work.block(0, 0, 1, m - j).T;
  gemv(1, at.block(j + 1, j, count, m - j), conjugated, 0, newest.T);
  if (done > 0) {
    const products = work.block(1, 0, 1, done).T;
    gemv(1, v.block(start, j, done, m - j), conjugated, 0, products);
    subtract(newest.T, f.block(0, j + 1, done, count).T, products);
  }
  if (at.type.kind === "complex") {
    complexVector.scale(count, tau[2 * j], tau[2 * j + 1], float64Data(f), 2 * newest.offset);
  } else {
    scale(count, tau[j], float64Data(f), newest.offset);
  }
}

/** Takes entry j of each later column off its norm; collects in `stale` those that cannot be had so. */
function downdate({ at, norms, exact }: State, j: number, stale: number[]): void {
  const data = float64Data(at);
  for (let i = j + 1; i < at.rows; i++) {
    if (norms[i] === 0) continue;
    const t = magnitude(at, data, i, j) / norms[i];
    const kept = Math.max(0, (1 + t) * (1 - t));
    if (kept * (norms[i] / exact[i]) ** 2 <= TRUSTED) stale.push(i);
    else norms[i] *= Math.sqrt(kept);
  }
}

function magnitude({ type, offset, rowStride }: MatrixView, data: Float64Array, i: number, j: number): number {
  const at = offset + i * rowStride + j;
  return type.kind === "complex" ? Math.hypot(data[2 * at], data[2 * at + 1]) : Math.abs(data[at]);
}

/** Norm of entries `from` … of row i. */
function rowNorm(a: MatrixView, i: number, from: number): number {
  const parts = a.type.kind === "complex" ? 2 : 1;
  return norm2(parts * (a.cols - from), float64Data(a), parts * (a.offset + i * a.rowStride + from));
}

function withFactors(v: MatrixView, tau: Float64Array): Reflectors {
  const { rows: k, cols: m } = v;
  const blockSize = Math.max(1, Math.min(PIVOTED_BLOCK, k));
  const t = workspace(v.type, k, blockSize);
  for (let j = 0; j < k; j += blockSize) {
    const nb = Math.min(blockSize, k - j);
    blockFactor(v.block(j, j, nb, m - j), tau, j, t.block(j, 0, nb, nb));
  }
  return { v, t, blockSize };
}
