import type { MatrixView } from "@linnet/kernels";
import { dotu, scaleReal } from "../vector/complex-vector.js";
import { float64Data } from "../matrix/copy.js";
import { product } from "../matrix/product.js";
import { EPSILON } from "./schur-task.js";
import { solveOne, system } from "../solve/shifted-solve.js";

/** Rows of T that are substituted together; what lies right of them is one product for all vectors. */
const BLOCK = 32;
/** Smallest number that pivots are enlarged to. */
const FLOOR = 2 ** -960;

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
    for (let k = from; k < n; k++) substitute(t, x, k, from, to);
  }
  for (let k = 0; k < n; k++) normalize(x, k);
}

const sum = new Float64Array(2);

/** Entries from … to − 1 of vector k, from the last to the first; they hold what later blocks left there. */
function substitute(t: MatrixView, x: MatrixView, k: number, from: number, to: number): void {
  const T = float64Data(t);
  const X = float64Data(x);
  const vector = 2 * (x.offset + k * x.rowStride);
  const lambda = 2 * (t.offset + k * (t.rowStride + 1));
  const end = Math.min(to, k + 1);
  const floor = Math.max(EPSILON * (Math.abs(T[lambda]) + Math.abs(T[lambda + 1])), FLOOR);
  if (k < to) X[vector + 2 * k] = 1;
  for (let i = Math.min(to, k) - 1; i >= from; i--) {
    const at = 2 * (t.offset + i * (t.rowStride + 1));
    dotu(end - i - 1, T, at + 2, X, vector + 2 * i + 2, sum);
    system[0] = X[vector + 2 * i] - sum[0];
    system[1] = X[vector + 2 * i + 1] - sum[1];
    const s = solveOne(T[at] - T[lambda], T[at + 1] - T[lambda + 1], floor);
    if (s !== 1) scaleReal(k + 1 - from, s, X, vector + 2 * from);
    X[vector + 2 * i] = system[0];
    X[vector + 2 * i + 1] = system[1];
  }
}

function normalize(x: MatrixView, k: number): void {
  const X = float64Data(x);
  const at = 2 * (x.offset + k * x.rowStride);
  let largest = 0;
  for (let j = 0; j < 2 * x.cols; j += 2) largest = Math.max(largest, Math.abs(X[at + j]) + Math.abs(X[at + j + 1]));
  scaleReal(x.cols, 1 / largest, X, at);
}
