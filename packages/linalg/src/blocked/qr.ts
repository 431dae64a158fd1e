import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { copyMatrix, float64Data, setIdentity } from "./copy.js";
import { applyBlock, blockFactor, half, joinFactors, makeReflector } from "./householder.js";
import { addScaled, dot } from "./vector.js";

/** Columns that a panel reduces one at a time. */
const BASE = 8;

/** Q as blocks of elementary reflectors: block b holds reflectors b·blockSize …, Q = ∏ (I − Vᵀ·T·V). */
export interface Reflectors {
  /** k×m, reflector i in row i with its leading zeros and its one. */
  readonly v: MatrixView;
  /** k×blockSize: the triangular factors, one below the other. */
  readonly t: MatrixView;
  readonly blockSize: number;
}

/**
 * A = Q·R by blocked Householder reflections, on A held transposed (a column of A is a contiguous row).
 *
 * @param at n×m, Aᵀ; overwritten: row j holds column j of R in its first min(j + 1, k) entries, rubbish after them
 * @returns Q as k = min(m, n) reflectors; release `v.storage` and `t.storage`
 * @remarks 2mn² − ⅔n³ flops. A panel is reduced in float64 whatever the type.
 * @see LAPACK dgeqrt3; Elmroth & Gustavson 2000 for the recursive panel
 */
export function factorQr(at: MatrixView): Reflectors {
  const { rows: n, cols: m, type } = at;
  const k = Math.min(m, n);
  const blockSize = Math.min(k <= 256 ? 16 : 32, Math.max(k, 1));
  const v = workspace(type, k, m);
  const t = workspace(type, k, blockSize);
  const tau = new Float64Array(blockSize);
  for (let j = 0; j < k; j += blockSize) {
    const nb = Math.min(blockSize, k - j);
    const vBlock = v.block(j, j, nb, m - j);
    const tBlock = t.block(j, 0, nb, nb);
    reducePanel(at.block(j, j, nb, m - j), vBlock, tBlock, tau);
    applyBlock(at.block(j + nb, j, n - j - nb, m - j), vBlock, tBlock);
  }
  return { v, t, blockSize };
}

/** C ← C·Qᵀ on the rows of C (g×m): vectors in the basis of Q go back to the original one. */
export function applyQTransposed(c: MatrixView, { v, t, blockSize }: Reflectors): void {
  for (let j = lastBlock(v.rows, blockSize); j >= 0; j -= blockSize) {
    const nb = Math.min(blockSize, v.rows - j);
    const m = v.cols - j;
    applyBlock(c.block(0, j, c.rows, m), v.block(j, j, nb, m), t.block(j, 0, nb, nb).T);
  }
}

/** The first r columns of Q, transposed: written to `qt` (r×m, k ≤ r ≤ m). */
export function formQ(qt: MatrixView, { v, t, blockSize }: Reflectors): void {
  setIdentity(qt);
  for (let j = lastBlock(v.rows, blockSize); j >= 0; j -= blockSize) {
    const nb = Math.min(blockSize, v.rows - j);
    const m = v.cols - j;
    applyBlock(qt.block(j, j, qt.rows - j, m), v.block(j, j, nb, m), t.block(j, 0, nb, nb).T);
  }
}

function lastBlock(k: number, blockSize: number): number {
  return Math.floor((k - 1) / blockSize) * blockSize;
}

/** Reduces a panel of any float type through float64 memory. */
function reducePanel(p: MatrixView, v: MatrixView, t: MatrixView, tau: Float64Array): void {
  if (p.type === float64) {
    reduceRecursively(p, v, t, tau, 0);
    return;
  }
  const k = p.rows;
  const wide = workspace(float64, 2 * k, p.cols);
  const square = workspace(float64, k, k);
  const columns = wide.block(0, 0, k, p.cols);
  const reflectors = wide.block(k, 0, k, p.cols);
  copyMatrix(p, columns);
  reduceRecursively(columns, reflectors, square, tau, 0);
  copyMatrix(columns, p);
  copyMatrix(reflectors, v);
  copyMatrix(square, t);
  release(wide.storage);
  release(square.storage);
}

/** Rows of `p` are columns of the panel; row i starts its reflector at column i. Writes V and T whole. */
function reduceRecursively(p: MatrixView, v: MatrixView, t: MatrixView, tau: Float64Array, tauAt: number): void {
  const k = p.rows;
  const m = p.cols;
  if (k <= BASE) {
    reduceColumns(p, v, tau, tauAt);
    blockFactor(v, tau, tauAt, t);
    return;
  }
  const h = half(k);
  const g = k - h;
  const top = v.block(0, 0, h, m);
  const corner = t.block(0, 0, h, h);
  reduceRecursively(p.block(0, 0, h, m), top, corner, tau, tauAt);
  applyBlock(p.block(h, 0, g, m), top, corner);
  const V = float64Data(v);
  for (let i = h; i < k; i++) V.fill(0, v.offset + i * v.rowStride, v.offset + i * v.rowStride + h);
  reduceRecursively(p.block(h, h, g, m - h), v.block(h, h, g, m - h), t.block(h, h, g, g), tau, tauAt + h);
  joinFactors(v, t, h);
}

function reduceColumns(p: MatrixView, v: MatrixView, tau: Float64Array, tauAt: number): void {
  const P = float64Data(p);
  const V = float64Data(v);
  const m = p.cols;
  for (let i = 0; i < p.rows; i++) {
    const x = p.offset + i * p.rowStride;
    const vi = v.offset + i * v.rowStride;
    const t = makeReflector(m - i, P, x + i);
    tau[tauAt + i] = t;
    V.fill(0, vi, vi + i);
    V[vi + i] = 1;
    for (let c = i + 1; c < m; c++) V[vi + c] = P[x + c];
    if (t === 0) continue;
    for (let r = i + 1; r < p.rows; r++) {
      const row = p.offset + r * p.rowStride + i;
      addScaled(m - i, -t * dot(m - i, P, row, V, vi + i), V, vi + i, P, row);
    }
  }
}
