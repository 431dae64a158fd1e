import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";

/**
 * A[p, :][:, q] = L·U in place by elimination with full pivoting: at each step the largest entry of all that is left, by |Re| + |Im|
 * where it is complex. U on and above the diagonal, L (unit diagonal not stored) below. What is left when nothing but zeros is, stays.
 *
 * @param a m×n of contiguous rows, float64 or complex128, overwritten
 * @param p length m, written: the row of A that came to each place
 * @param q length n, written: the column of A that came to each place
 * @remarks (m·n² − n³/3) additions and multiplications for m ≥ n, one entry at a time, and as many comparisons
 * @see Golub & Van Loan, _Matrix Computations_, 4th ed., §3.4.8; LAPACK dgetc2
 */
export function factorWithFullPivoting(a: MatrixView, p: Int32Array, q: Int32Array): void {
  const isComplex = a.type.kind === "complex";
  const A = float64Data(a);
  const parts = isComplex ? 2 : 1;
  const [row, first] = [parts * a.rowStride, parts * a.offset];
  for (let i = 0; i < p.length; i++) p[i] = i;
  for (let j = 0; j < q.length; j++) q[j] = j;
  for (let k = 0; k < Math.min(a.rows, a.cols); k++) {
    const [i, j] = largestEntry(a, k);
    if (i < 0) return;
    exchange(p, i, k, 1, 1, 1);
    exchange(q, j, k, 1, 1, 1);
    exchange(A, first + i * row, first + k * row, a.cols, parts, parts);
    exchange(A, first + j * parts, first + k * parts, a.rows, row, parts);
    if (isComplex) eliminateComplex(a, k);
    else eliminate(a, k);
  }
}

/** Place of the first largest entry from row and column k on; −1 where all are zero. */
function largestEntry(a: MatrixView, k: number): readonly [row: number, column: number] {
  const A = float64Data(a);
  const parts = a.type.kind === "complex" ? 2 : 1;
  let [best, row, column] = [0, -1, -1];
  for (let i = k; i < a.rows; i++) {
    const from = parts * (a.offset + i * a.rowStride);
    for (let j = k; j < a.cols; j++) {
      const at = from + parts * j;
      const size = parts === 1 ? Math.abs(A[at]) : Math.abs(A[at]) + Math.abs(A[at + 1]);
      if (size > best) {
        best = size;
        row = i;
        column = j;
      }
    }
  }
  return [row, column];
}

/** Exchanges n entries of `parts` numbers, `step` apart. */
function exchange(data: Float64Array | Int32Array, x: number, y: number, n: number, step: number, parts: number): void {
  if (x === y) return;
  for (let i = 0; i < n; i++) {
    for (let part = 0; part < parts; part++) {
      const at = i * step + part;
      const t = data[x + at];
      data[x + at] = data[y + at];
      data[y + at] = t;
    }
  }
}

/** Row i − (aᵢₖ/aₖₖ)·row k, for all rows below k. */
function eliminate(a: MatrixView, k: number): void {
  const A = float64Data(a);
  const top = a.offset + k * a.rowStride;
  for (let i = k + 1; i < a.rows; i++) {
    const row = a.offset + i * a.rowStride;
    const factor = A[row + k] / A[top + k];
    A[row + k] = factor;
    for (let j = k + 1; j < a.cols; j++) A[row + j] -= factor * A[top + j];
  }
}

function eliminateComplex(a: MatrixView, k: number): void {
  const A = float64Data(a);
  const top = 2 * (a.offset + k * a.rowStride);
  const [c, d] = [A[top + 2 * k], A[top + 2 * k + 1]];
  const size = Math.max(Math.abs(c), Math.abs(d));
  const [x, y] = [c / size, d / size];
  const norm = x * x + y * y;
  for (let i = k + 1; i < a.rows; i++) {
    const row = 2 * (a.offset + i * a.rowStride);
    const [u, v] = [A[row + 2 * k] / size, A[row + 2 * k + 1] / size];
    const [re, im] = [(u * x + v * y) / norm, (v * x - u * y) / norm];
    A[row + 2 * k] = re;
    A[row + 2 * k + 1] = im;
    for (let j = 2 * k + 2; j < 2 * a.cols; j += 2) {
      A[row + j] -= re * A[top + j] - im * A[top + j + 1];
      A[row + j + 1] -= re * A[top + j + 1] + im * A[top + j];
    }
  }
}
