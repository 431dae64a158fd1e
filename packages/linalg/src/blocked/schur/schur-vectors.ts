import { type MatrixView, gemm } from "@linnet/kernels";
import { substitute } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { scale } from "../vector/vector.js";

/** Rows of T that are substituted together; what lies right of them is one product for all vectors. */
const BLOCK = 32;

/**
 * Eigenvectors of a quasi-triangular T in standard form by back-substitution, (T − λI)·x = 0, one per row of x.
 *
 * @param im imaginary parts of its eigenvalues
 * @param x n×n float64, overwritten: row k holds the vector of a real eigenvalue k; of a pair k, k + 1 row k the real part
 *   and row k + 1 the imaginary part of the vector of the one with positive imaginary part. Each of largest magnitude 1.
 * @remarks 2/3·n³ flops, nearly all in gemm: for rows I of T, all vectors together take −T[I, J]·x[J] from what is known
 * @see LAPACK dtrevc for the substitution, dlaln2 for its scaling; Gates, Haidar & Dongarra 2014 for blocks
 */
export function schurVectors(t: MatrixView, im: Float64Array, x: MatrixView): void {
  const n = t.rows;
  float64Data(x).fill(0, x.offset, x.offset + n * x.rowStride);
  const starts = blockStarts(t);
  for (let b = starts.length - 1; b >= 0; b--) {
    const from = starts[b];
    const to = b + 1 < starts.length ? starts[b + 1] : n;
    const rest = n - to;
    if (rest > 0) {
      const known = x.block(to, to, rest, rest);
      gemm(-1, known, t.block(from, to, to - from, rest).T, 0, x.block(to, from, rest, to - from));
    }
    substitute(t, x, from, to);
  }
  for (let k = 0; k < n; k += im[k] === 0 ? 1 : 2) normalize(x, k, im[k] !== 0);
}

/** First rows of blocks that split no 2×2 block. */
function blockStarts(t: MatrixView): number[] {
  const T = float64Data(t);
  const starts: number[] = [];
  for (let i = 0; i < t.rows; i += BLOCK) {
    const split = i > 0 && T[t.offset + i * t.rowStride + i - 1] !== 0;
    starts.push(split ? i - 1 : i);
  }
  return starts;
}

/** Scales vector k to largest magnitude 1, where the magnitude of a complex number is |re| + |im|. */
function normalize(x: MatrixView, k: number, pair: boolean): void {
  const X = float64Data(x);
  const at = x.offset + k * x.rowStride;
  const other = at + x.rowStride;
  let largest = 0;
  for (let j = 0; j < x.cols; j++) {
    largest = Math.max(largest, Math.abs(X[at + j]) + (pair ? Math.abs(X[other + j]) : 0));
  }
  scale(x.cols, 1 / largest, X, at);
  if (pair) scale(x.cols, 1 / largest, X, other);
}
