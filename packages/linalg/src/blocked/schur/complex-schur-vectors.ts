import type { MatrixView } from "@linnet/kernels";
import { complexSubstitute } from "@linnet/kernels/lapack";
import { scaleReal } from "../vector/complex-vector.js";
import { float64Data } from "../matrix/copy.js";
import { product } from "../matrix/product.js";

/** Rows of T that are substituted together; what lies right of them is one product for all vectors. */
const BLOCK = 32;

/**
 * Eigenvectors of a complex upper triangular T by back-substitution, (T − λI)·x = 0, one per row of x.
 *
 * @param x n×n complex128, overwritten: lower triangular, each row of largest |Re| + |Im| 1
 * @remarks 8/3·n³ real flops, nearly all in gemm
 * @see LAPACK ztrevc; `schurVectors` for the blocks
 */
export function complexSchurVectors(t: MatrixView, x: MatrixView): void {
  const n = t.rows;
  float64Data(x).fill(0, 2 * x.offset, 2 * (x.offset + n * x.rowStride));
  for (let from = Math.floor((n - 1) / BLOCK) * BLOCK; from >= 0; from -= BLOCK) {
    const to = Math.min(n, from + BLOCK);
    const rest = n - to;
    if (rest > 0) {
      const known = x.block(to, to, rest, rest);
      product(-1, known, t.block(from, to, to - from, rest).T, 0, x.block(to, from, rest, to - from));
    }
    complexSubstitute(t, x, from, to);
  }
  for (let k = 0; k < n; k++) normalize(x, k);
}

function normalize(x: MatrixView, k: number): void {
  const X = float64Data(x);
  const at = 2 * (x.offset + k * x.rowStride);
  let largest = 0;
  for (let j = 0; j < 2 * x.cols; j += 2) largest = Math.max(largest, Math.abs(X[at + j]) + Math.abs(X[at + j + 1]));
  scaleReal(x.cols, 1 / largest, X, at);
}
