import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { scal, swapRows } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { partOf } from "../matrix/complex-view.js";
import { hypot, norm2 } from "../vector/vector.js";

/** A scaling must shrink the norms of its row and column to this share, together, to be worth it. */
const WORTH = 0.95;
/** The scaling is dropped where it does not bring the norm of the matrix to this share: it would cost residuals more than it gains. */
const GAIN = 0.125;
/** Scale factors stay within 2^±400. */
const LIMIT = 2 ** 400;

/** A permutation and a diagonal matrix D of powers of 2: D⁻¹PᵀAPD has rows and columns of like norms. */
export interface Balance {
  /** What is outside rows and columns [lo, hi] is triangular: its eigenvalues stand on the diagonal. */
  readonly lo: number;
  readonly hi: number;
  /** Row and column i were exchanged with this one, from the last down to hi + 1, then from 0 up to lo − 1. */
  readonly swaps: Int32Array;
  /** The diagonal of D. */
  readonly scale: Float64Array;
}

/**
 * Permutes and scales a matrix in place to make its eigenvalues better conditioned. Exact: only powers of 2.
 *
 * @param a n×n, float64 or complex128
 * @remarks A few passes over the matrix
 * @see LAPACK dgebal; Parlett & Reinsch 1969; James, Langou & Lowery 2014, whose 2-norms these are
 */
export function balance(a: MatrixView): Balance {
  const n = a.rows;
  const size = magnitudes(a);
  const swaps = Int32Array.from({ length: n }, (_, i) => i);
  const exchange = (i: number, j: number): void => {
    swaps[i] = j;
    swapBoth(a, i, j);
    swapBoth(size, i, j);
  };
  let hi = n - 1;
  for (let i = isolatedRow(size, hi); hi > 0 && i >= 0; i = isolatedRow(size, hi)) exchange(hi--, i);
  let lo = 0;
  for (let j = isolatedColumn(size, lo, hi); lo < hi && j >= 0; j = isolatedColumn(size, lo, hi)) exchange(lo++, j);
  const scale = new Float64Array(n).fill(1);
  const before = frobenius(size, lo, hi);
  equilibrate(size, lo, hi, scale);
  if (frobenius(size, lo, hi) > GAIN * before) scale.fill(1);
  release(size.storage);
  scaleSimilarity(a, scale);
  return { lo, hi, swaps, scale };
}

/** Leaves an n×n matrix as it is. */
export function noBalance(n: number): Balance {
  return { lo: 0, hi: n - 1, swaps: Int32Array.from({ length: n }, (_, i) => i), scale: new Float64Array(n).fill(1) };
}

/**
 * Takes eigenvectors of the balanced matrix, in rows, back to those of the matrix: right ones times P·D, left ones P·D⁻¹.
 *
 * @param rows complex128
 */
export function undoBalance(rows: MatrixView, { lo, hi, swaps, scale }: Balance, side: "right" | "left"): void {
  for (let j = lo; j <= hi; j++) {
    if (scale[j] === 1) continue;
    const factor = side === "right" ? scale[j] : 1 / scale[j];
    for (const part of [0, 1] as const) scal(factor, partOf(rows.block(0, j, rows.rows, 1), part));
  }
  for (let i = lo - 1; i >= 0; i--) swapColumns(rows, i, swaps[i]);
  for (let i = hi + 1; i < rows.cols; i++) swapColumns(rows, i, swaps[i]);
}

/** |aᵢⱼ| as a float64 matrix. */
function magnitudes(a: MatrixView): MatrixView {
  const size = workspace(float64, a.rows, a.cols);
  const A = float64Data(a);
  const S = float64Data(size);
  const isComplex = a.type.kind === "complex";
  for (let i = 0; i < a.rows; i++) {
    const from = a.offset + i * a.rowStride;
    const to = size.offset + i * size.rowStride;
    for (let j = 0; j < a.cols; j++) {
      const at = from + j * a.colStride;
      S[to + j] = isComplex ? Math.hypot(A[2 * at], A[2 * at + 1]) : Math.abs(A[at]);
    }
  }
  return size;
}

function swapBoth(a: MatrixView, i: number, j: number): void {
  if (i === j) return;
  if (a.type.kind !== "complex") swapRows(a, i, j);
  else for (const part of [0, 1] as const) swapRows(partOf(a, part), i, j);
  swapColumns(a, i, j);
}

function swapColumns(a: MatrixView, i: number, j: number): void {
  if (i === j) return;
  if (a.type.kind !== "complex") swapRows(a.T, i, j);
  else for (const part of [0, 1] as const) swapRows(partOf(a, part).T, i, j);
}

/** A row that is zero in columns 0 … hi but for the diagonal; −1 when there is none. */
function isolatedRow(size: MatrixView, hi: number): number {
  const S = float64Data(size);
  for (let i = hi; i >= 0; i--) {
    const row = size.offset + i * size.rowStride;
    let j = 0;
    while (j <= hi && (j === i || S[row + j] === 0)) j++;
    if (j > hi) return i;
  }
  return -1;
}

/** A column that is zero in rows lo … hi but for the diagonal; −1 when there is none. */
function isolatedColumn(size: MatrixView, lo: number, hi: number): number {
  const S = float64Data(size);
  for (let j = lo; j <= hi; j++) {
    let i = lo;
    while (i <= hi && (i === j || S[size.offset + i * size.rowStride + j] === 0)) i++;
    if (i > hi) return j;
  }
  return -1;
}

/** Multiplies columns and divides rows by powers of 2 until their norms are alike. */
function equilibrate(size: MatrixView, lo: number, hi: number, scale: Float64Array): void {
  const m = hi + 1 - lo;
  const S = float64Data(size);
  const column = new Float64Array(m);
  for (let again = m > 1; again;) {
    again = false;
    for (let i = lo; i <= hi; i++) {
      const down = size.offset + lo * size.rowStride + i;
      for (let k = 0; k < m; k++) column[k] = S[down + k * size.rowStride];
      const row = size.offset + i * size.rowStride + lo;
      const f = factorFor(norm2(m, column, 0), norm2(m, S, row));
      if (f === 1 || scale[i] * f > LIMIT || scale[i] * f < 1 / LIMIT) continue;
      scale[i] *= f;
      for (let k = 0; k < m; k++) S[row + k] /= f;
      for (let k = 0; k < m; k++) S[down + k * size.rowStride] *= f;
      again = true;
    }
  }
}

/** ‖·‖_F of rows and columns [lo, hi]. */
function frobenius(size: MatrixView, lo: number, hi: number): number {
  const S = float64Data(size);
  let norm = 0;
  for (let i = lo; i <= hi; i++) norm = hypot(norm, norm2(hi + 1 - lo, S, size.offset + i * size.rowStride + lo));
  return norm;
}

/** The power of 2 that brings a column's norm and its row's nearest together, 1 where that gains little. */
function factorFor(column: number, row: number): number {
  if (column === 0 || row === 0) return 1;
  let f = 1;
  while (column * f < row / f / 2 && f < LIMIT) f *= 2;
  while (column * f >= (row / f) * 2 && f > 1 / LIMIT) f /= 2;
  return column * f + row / f < WORTH * (column + row) ? f : 1;
}

/** A ← D⁻¹·A·D. */
function scaleSimilarity(a: MatrixView, scale: Float64Array): void {
  const A = float64Data(a);
  const parts = a.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < a.rows; i++) {
    const row = (a.offset + i * a.rowStride) * parts;
    for (let j = 0; j < a.cols * parts; j++) A[row + j] *= scale[parts === 1 ? j : j >> 1] / scale[i];
  }
}
