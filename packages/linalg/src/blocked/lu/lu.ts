import { type MatrixView, elements, int32, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { complexLu, getf2, laswp } from "@linnet/kernels/lapack";
import { partOf } from "../matrix/complex-view.js";
import { copyMatrix, setIdentity } from "../matrix/copy.js";
import { divideByTriangle, product } from "../matrix/product.js";
import { half } from "../reflector/householder.js";

/** Columns that a kernel factors, on a copy in which each is contiguous. */
const PANEL = 64;

/**
 * A = P·L·U in place with partial pivoting, for any float or complex dtype: U on and above the diagonal, L (unit diagonal not
 * stored) below. Recursive by halves of the columns; panels on a copy in which a column is contiguous.
 *
 * @param a m×n, overwritten
 * @param pivots int32 min(m, n)×1 from `pivotsFor`, written: row i was swapped with row `pivots[i]` ≥ i, in this order
 * @returns the index of the first pivot that is exactly zero, or −1; the factorization is completed either way
 * @see LAPACK dgetrf2; Toledo 1997, _Locality of reference in LU decomposition with partial pivoting_
 */
export function factorLu(a: MatrixView, pivots: MatrixView): number {
  const k = Math.min(a.rows, a.cols);
  if (k === 0) return -1;
  const left = a.block(0, 0, a.rows, k);
  if (a.type.kind === "complex") complexLu(left, pivots);
  else {
    const panel = unsetWorkspace(a.type, Math.min(k, PANEL), a.rows);
    factorColumns(left, pivots, panel.T);
    release(panel.storage);
  }
  if (a.cols > k) {
    const right = a.block(0, k, k, a.cols - k);
    laswp(right, pivots);
    divideByTriangle(a.block(0, 0, k, k), "lower", "unit", right);
  }
  return firstZeroPivot(a);
}

/** Memory for the pivots of m×n matrices; release its storage when done. */
export function pivotsFor(m: number, n: number): MatrixView {
  return unsetWorkspace(int32, Math.min(m, n), 1);
}

/**
 * A of at least as many rows as columns: factors the left half of the columns, brings the right half up to date, and factors what is
 * left of it. The panel has room for the rows of A.
 */
function factorColumns(a: MatrixView, pivots: MatrixView, panel: MatrixView): void {
  const { rows: m, cols: n } = a;
  if (n <= PANEL) {
    const columns = panel.block(0, 0, m, n);
    copyMatrix(a, columns);
    getf2(columns, pivots);
    copyMatrix(columns, a);
    return;
  }
  const h = half(n);
  const [left, right] = [a.block(0, 0, m, h), a.block(0, h, m, n - h)];
  const [first, later] = [pivots.block(0, 0, h, 1), pivots.block(h, 0, n - h, 1)];
  factorColumns(left, first, panel);
  laswp(right, first);
  const top = right.block(0, 0, h, n - h);
  const rest = right.block(h, 0, m - h, n - h);
  const below = left.block(h, 0, m - h, h);
  divideByTriangle(left.block(0, 0, h, h), "lower", "unit", top);
  product(-1, below, top, 1, rest);
  factorColumns(rest, later, panel);
  laswp(below, later);
  const data = int32Data(later);
  for (let i = 0; i < data.length; i++) data[i] += h;
}

/** The index of the first entry of the main diagonal that is exactly zero, or −1. */
export function firstZeroPivot(a: MatrixView): number {
  const k = Math.min(a.rows, a.cols);
  const { data, rowStride, colStride, type } = a;
  const parts = type.kind === "complex" ? 2 : 1;
  let at = a.offset * parts;
  for (let i = 0; i < k; i++, at += (rowStride + colStride) * parts) {
    if (data[at] === 0 && (parts === 1 || data[at + 1] === 0)) return i;
  }
  return -1;
}

/** The rows of A in the order of P·A: `order[i]` is the row of A that pivoting brought to place i. */
export function rowOrder(m: number, pivots: MatrixView, order: Int32Array): void {
  const swaps = int32Data(pivots);
  for (let i = 0; i < m; i++) order[i] = i;
  for (let i = 0; i < swaps.length; i++) {
    const t = order[i];
    order[i] = order[swaps[i]];
    order[swaps[i]] = t;
  }
}

/** The numbers of a contiguous int32 vector. */
function int32Data({ storage, offset, rows }: MatrixView): Int32Array {
  return (elements(storage, int32) as Int32Array).subarray(offset, offset + rows); // int32 by construction
}

/**
 * X ← A⁻¹ from packed factors: W = L⁻¹ by blocks (only its nonzero columns), then U⁻¹·W, its columns in place.
 *
 * @param x n×n, written; must not share memory with `lu`
 * @remarks 2n³ flops with those of the factorization
 */
export function invertFromLu(lu: MatrixView, order: Int32Array, x: MatrixView): void {
  const n = lu.rows;
  const blockSize = 64;
  const w = workspace(lu.type, n, n);
  setIdentity(w);
  for (let i = 0; i < n; i += blockSize) {
    const nb = Math.min(blockSize, n - i);
    if (i > 0) product(-1, lu.block(i, 0, nb, i), w.block(0, 0, i, i), 1, w.block(i, 0, nb, i));
    divideByTriangle(lu.block(i, i, nb, nb), "lower", "unit", w.block(i, 0, nb, i + nb));
  }
  divideByTriangle(lu, "upper", "nonunit", w);
  if (x.type.kind === "complex")
    for (const part of [0, 1] as const) putColumns(partOf(w, part), order, partOf(x, part));
  else putColumns(w, order, x);
  release(w.storage);
}

/** Column `order[j]` of X ← column j of W, of real numbers. */
function putColumns(w: MatrixView, order: Int32Array, x: MatrixView): void {
  const W = w.data;
  const X = x.data;
  for (let i = 0; i < w.rows; i++) {
    const from = w.offset + i * w.rowStride;
    const to = x.offset + i * x.rowStride;
    for (let j = 0; j < w.cols; j++) X[to + order[j] * x.colStride] = W[from + j * w.colStride];
  }
}
