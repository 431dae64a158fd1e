import { type MatrixView, release, trsm, workspace } from "@linnet/kernels";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix, keepTriangle, workingCopy } from "../matrix/copy.js";
import { factorPivotedQr } from "./pivoted-qr.js";
import { type Reflectors, applyQConjugate, applyQTransposed, blockSizeFor, factorQr } from "./qr.js";

/**
 * A·P = Q·T·Z up to what is negligible, r the rank: Q and Z as reflectors, T triangular in the leading r×r of `t`. Upper
 * where r = n, and then Z is the identity; else lower.
 */
export interface CompleteOrthogonalFactors {
  readonly left: Reflectors;
  /** k×n */
  readonly t: MatrixView;
  /** r reflectors of length n. */
  readonly right: Reflectors;
  readonly order: Int32Array;
  readonly rank: number;
}

/**
 * Complete orthogonal decomposition of a matrix of any float type, in float64 or complex128: QR with column pivoting, and
 * the rows of R that count reduced to a triangle from the right.
 *
 * @param order length n, written
 * @param rtol diagonal entries of R up to rtol·|R₀₀| count as zero, and with them the rows from there on, none of whose
 *   entries is larger
 * @returns release the storages of its views
 * @remarks 2mn² − ⅔n³ flops at full rank, up to as many again when deficient
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.4.7; LAPACK dgelsy
 */
export function factorCompletely(a: MatrixView, order: Int32Array, rtol: number): CompleteOrthogonalFactors {
  const { rows: m, cols: n } = a;
  const k = Math.min(m, n);
  const at = workingCopy(a.T);
  const left = factorPivotedQr(at, order);
  const t = workspace(at.type, k, n);
  copyMatrix(at.block(0, 0, n, k).T, t);
  keepTriangle(t, "upper");
  release(at.storage);
  const rank = leadingRank(t, rtol);
  const right = rank < n ? factorQr(t.block(0, 0, rank, n)) : factorQr(t.block(0, 0, 0, n));
  return { left, t, right, order, rank };
}

/** X ← A⁺·B, B m×c and X n×c of any float type. */
export function applyInverse(
  { left, t, right, order, rank }: CompleteOrthogonalFactors,
  b: MatrixView,
  x: MatrixView,
): void {
  const n = t.cols;
  const c = workspace(t.type, b.cols, Math.max(b.rows, n));
  const start = c.block(0, 0, b.cols, b.rows);
  copyMatrix(b.T, start);
  applyQConjugate(start, left);
  const y = c.block(0, 0, b.cols, rank);
  trsm(1, t.block(0, 0, rank, rank), rank < n ? "lower" : "upper", "nonunit", y.T);
  const z = c.block(0, 0, b.cols, n);
  if (rank < n) {
    clear(c.block(0, rank, b.cols, n - rank));
    conjugateInPlace(z);
    applyQTransposed(z, right);
    conjugateInPlace(z);
  }
  for (let j = 0; j < n; j++) copyMatrix(z.block(0, j, b.cols, 1).T, x.block(order[j], 0, 1, b.cols));
  release(c.storage);
}

/** X ← (A⁺)ᴴ·B, B n×c and X m×c of any float type. */
export function applyInverseAdjoint(
  { left, t, right, order, rank }: CompleteOrthogonalFactors,
  b: MatrixView,
  x: MatrixView,
): void {
  const n = t.cols;
  const m = x.rows;
  const c = workspace(t.type, b.cols, Math.max(m, n));
  const z = c.block(0, 0, b.cols, n);
  for (let j = 0; j < n; j++) copyMatrix(b.block(order[j], 0, 1, b.cols).T, z.block(0, j, b.cols, 1));
  conjugateInPlace(z);
  if (rank < n) applyQConjugate(z, right);
  const y = c.block(0, 0, b.cols, rank);
  trsm(1, t.block(0, 0, rank, rank).T, rank < n ? "upper" : "lower", "nonunit", y.T);
  conjugateInPlace(y);
  const whole = c.block(0, 0, b.cols, m);
  clear(c.block(0, rank, b.cols, m - rank));
  applyQTransposed(whole, left);
  copyMatrix(whole.T, x);
  release(c.storage);
}

/** As many reflectors as the first rows of `v` hold, with the block size that `factorQr` chooses for them. */
export function reflectorsIn(v: MatrixView, t: MatrixView, count: number): Reflectors {
  const blockSize = blockSizeFor(count);
  return { v: v.block(0, 0, count, v.cols), t: t.block(0, 0, count, blockSize), blockSize };
}

/** How many diagonal entries of a triangle, decreasing in magnitude, exceed `rtol` times the first; zeros never do. */
function leadingRank({ type, data, offset, rows, cols, rowStride, colStride }: MatrixView, rtol: number): number {
  const parts = type.kind === "complex" ? 2 : 1; // the diagonal is real
  const step = parts * (rowStride + colStride);
  const k = Math.min(rows, cols);
  let rank = 0;
  for (let at = parts * offset; rank < k; rank++, at += step) {
    if (!(Math.abs(data[at]) > rtol * Math.abs(data[parts * offset]))) break;
  }
  return rank;
}

/** Writes zeros to a block of a row-major view. */
function clear({ type, data, offset, rows, cols, rowStride }: MatrixView): void {
  const parts = type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++) {
    const at = parts * (offset + i * rowStride);
    data.fill(0, at, at + parts * cols);
  }
}
