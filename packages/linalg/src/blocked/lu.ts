import { type MatrixView, float64, gemm, release, trsm, workspace } from "@linnet/kernels";
import { copyMatrix, float64Data, setIdentity } from "./copy.js";
import { half } from "./householder.js";
import { addScaled, divide, indexOfLargest } from "./vector.js";

/** Columns that a panel eliminates one at a time. */
const BASE = 8;

/**
 * A = P·L·U in place with partial pivoting: U on and above the diagonal, L (unit diagonal not stored) below.
 * Right-looking by blocks; a panel is factored recursively on a transposed float64 copy, in which a column is contiguous.
 *
 * @param a m×n, overwritten
 * @param pivots length min(m, n), written: row i was swapped with row `pivots[i]` ≥ i, in this order
 * @returns the index of the first pivot that is exactly zero, or −1; the factorization is completed either way
 * @see LAPACK dgetrf; Toledo 1997 for the recursive panel
 */
export function factorLu(a: MatrixView, pivots: Int32Array): number {
  const k = Math.min(a.rows, a.cols);
  const blockSize = k <= 256 ? 32 : 64;
  const panel = workspace(float64, Math.min(blockSize, k), a.rows);
  for (let j = 0; j < k; j += blockSize) {
    const nb = Math.min(blockSize, k - j);
    const m = a.rows - j;
    const columns = panel.block(0, 0, nb, m);
    const left = a.block(j, j, m, nb);
    copyMatrix(left.T, columns);
    const local = pivots.subarray(j, j + nb);
    factorPanel(columns, 0, nb, local);
    copyMatrix(columns, left.T);
    for (let i = 0; i < nb; i++) {
      swapRows(a, j + i, j + local[i], 0, j);
      swapRows(a, j + i, j + local[i], j + nb, a.cols);
      local[i] += j;
    }
    eliminate(a, j, nb);
  }
  release(panel.storage);
  return firstZeroPivot(a);
}

/** U₁₂ ← L₁₁⁻¹·A₁₂, A₂₂ ← A₂₂ − L₂₁·U₁₂, for the block of `nb` columns at j. */
function eliminate(a: MatrixView, j: number, nb: number): void {
  const right = a.cols - j - nb;
  const below = a.rows - j - nb;
  if (right === 0) return;
  const top = a.block(j, j + nb, nb, right);
  trsm(1, a.block(j, j, nb, nb), "lower", "unit", top);
  if (below > 0) gemm(-1, a.block(j + nb, j, below, nb), top, 1, a.block(j + nb, j + nb, below, right));
}

/** Factors columns j0 … j0+nb of a panel held transposed (row i is column i); rows above j0 are done. */
function factorPanel(p: MatrixView, j0: number, nb: number, pivots: Int32Array): void {
  if (nb <= BASE) {
    for (let j = j0; j < j0 + nb; j++) eliminateColumn(p, j, j0, j0 + nb, pivots);
    return;
  }
  const h = half(nb);
  const middle = j0 + h;
  const end = j0 + nb;
  factorPanel(p, j0, h, pivots);
  interchange(p, middle, end, j0, middle, pivots);
  solveUnitLower(p, j0, middle, end);
  const below = p.cols - middle;
  gemm(
    -1,
    p.block(middle, j0, end - middle, h),
    p.block(j0, middle, h, below),
    1,
    p.block(middle, middle, end - middle, below),
  );
  factorPanel(p, middle, nb - h, pivots);
  interchange(p, j0, middle, middle, end, pivots);
}

/** One step of elimination on column j (a contiguous row of `p`) and on the columns after it, up to `end`. */
function eliminateColumn(p: MatrixView, j: number, start: number, end: number, pivots: Int32Array): void {
  const P = float64Data(p);
  const m = p.cols;
  const column = p.offset + j * p.rowStride;
  const pivot = j < m ? j + indexOfLargest(m - j, P, column + j) : j;
  pivots[j] = pivot;
  interchange(p, start, end, j, j + 1, pivots);
  const value = P[column + j];
  if (value === 0) return; // the whole column below is zero too
  divide(m - j - 1, value, P, column + j + 1);
  for (let c = j + 1; c < end; c++) {
    const other = p.offset + c * p.rowStride;
    addScaled(m - j - 1, -P[other + j], P, column + j + 1, P, other + j + 1);
  }
}

/** Applies the row swaps of pivots `first` … `last` to columns `start` … `end`. */
function interchange(p: MatrixView, start: number, end: number, first: number, last: number, pivots: Int32Array): void {
  const P = float64Data(p);
  for (let j = first; j < last; j++) {
    const pivot = pivots[j];
    if (pivot === j) continue;
    for (let c = start; c < end; c++) {
      const at = p.offset + c * p.rowStride;
      const t = P[at + j];
      P[at + j] = P[at + pivot];
      P[at + pivot] = t;
    }
  }
}

/** Columns `middle` … `end`, rows j0 … middle: multiplied by the inverse of the unit lower triangle at j0. */
function solveUnitLower(p: MatrixView, j0: number, middle: number, end: number): void {
  const P = float64Data(p);
  for (let c = middle; c < end; c++) {
    const at = p.offset + c * p.rowStride;
    for (let k = j0; k < middle; k++) {
      const l = p.offset + k * p.rowStride;
      addScaled(middle - k - 1, -P[at + k], P, l + k + 1, P, at + k + 1);
    }
  }
}

/** Swaps rows i and p between columns `start` and `end`. */
function swapRows(a: MatrixView, i: number, p: number, start: number, end: number): void {
  if (i === p) return;
  const { data, offset, rowStride, colStride } = a;
  let x = offset + i * rowStride + start * colStride;
  let y = offset + p * rowStride + start * colStride;
  for (let j = start; j < end; j++) {
    const t = data[x];
    data[x] = data[y];
    data[y] = t;
    x += colStride;
    y += colStride;
  }
}

/** The index of the first entry of the main diagonal that is exactly zero, or −1. */
export function firstZeroPivot(a: MatrixView): number {
  const { data, offset, rowStride, colStride } = a;
  const k = Math.min(a.rows, a.cols);
  for (let i = 0; i < k; i++) if (data[offset + i * (rowStride + colStride)] === 0) return i;
  return -1;
}

/** The rows of A in the order of P·A: `order[i]` is the row of A that pivoting brought to place i. */
export function rowOrder(m: number, pivots: Int32Array, order: Int32Array): void {
  for (let i = 0; i < m; i++) order[i] = i;
  for (let i = 0; i < pivots.length; i++) {
    const t = order[i];
    order[i] = order[pivots[i]];
    order[pivots[i]] = t;
  }
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
    if (i > 0) gemm(-1, lu.block(i, 0, nb, i), w.block(0, 0, i, i), 1, w.block(i, 0, nb, i));
    trsm(1, lu.block(i, i, nb, nb), "lower", "unit", w.block(i, 0, nb, i + nb));
  }
  trsm(1, lu, "upper", "nonunit", w);
  for (let i = 0; i < n; i++) {
    const W = w.data;
    const X = x.data;
    const from = w.offset + i * w.rowStride;
    const to = x.offset + i * x.rowStride;
    for (let j = 0; j < n; j++) X[to + order[j] * x.colStride] = W[from + j];
  }
  release(w.storage);
}
