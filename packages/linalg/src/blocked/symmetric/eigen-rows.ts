import { type MatrixView, complex128, workspace } from "@linnet/kernels";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { product } from "../matrix/product.js";
import { divide, norm2 } from "../vector/vector.js";

/** Vectors that are multiplied together: they share how many leading entries can differ from zero. */
const BLOCK = 64;

/**
 * Vectors in the Schur basis, in rows, taken to the original one: X·Zᵀ for Z whose columns are the rows of z.
 *
 * @param x n×n, lower triangular for right vectors, upper for left ones, but for one entry beside the diagonal
 * @param out n×n, written
 */
export function toOriginalBasis(x: MatrixView, z: MatrixView, side: "right" | "left", out: MatrixView): void {
  const n = x.rows;
  for (let k = 0; k < n; k += BLOCK) {
    const rows = Math.min(BLOCK, n - k);
    const from = side === "right" ? 0 : Math.max(0, k - 1);
    const used = (side === "right" ? Math.min(n, k + rows + 1) : n) - from;
    product(1, x.block(k, from, rows, used), z.block(from, 0, used, n), 0, out.block(k, 0, rows, n));
  }
}

/**
 * Complex vectors from real and imaginary rows: v for a real eigenvalue, v ± i·w from rows v and w of a pair.
 *
 * @returns complex128; release its storage
 */
export function complexRows(v: MatrixView, im: Float64Array): MatrixView {
  const n = v.rows;
  const rows = workspace(complex128, n, v.cols);
  const V = float64Data(v);
  const R = float64Data(rows);
  for (let k = 0; k < n; k++) {
    const from = v.offset + (k - (im[k] < 0 ? 1 : 0)) * v.rowStride;
    const to = 2 * (rows.offset + k * rows.rowStride);
    const sign = Math.sign(im[k]);
    for (let j = 0; j < v.cols; j++) {
      R[to + 2 * j] = V[from + j];
      if (sign !== 0) R[to + 2 * j + 1] = sign * V[from + v.rowStride + j];
    }
  }
  return rows;
}

/** Scales complex rows to norm 1, the largest entry of each that is not real anyway made real. */
export function normalizeRows(rows: MatrixView): void {
  const R = float64Data(rows);
  for (let k = 0; k < rows.rows; k++) {
    const at = 2 * (rows.offset + k * rows.rowStride);
    divide(2 * rows.cols, norm2(2 * rows.cols, R, at), R, at);
    makeLargestReal(R, at, rows.cols);
  }
}

/** Columns of `out` ← rows. */
export function writeVectors(rows: MatrixView, out: MatrixView): void {
  copyMatrix(rows, out.T);
}

/** 1/|yᴴx| for rows x and y of unit norm. */
export function conditionOfEigenvalues(right: MatrixView, left: MatrixView, out: Float64Array): void {
  const X = float64Data(right);
  const Y = float64Data(left);
  for (let k = 0; k < right.rows; k++) {
    const x = 2 * (right.offset + k * right.rowStride);
    const y = 2 * (left.offset + k * left.rowStride);
    let re = 0;
    let im = 0;
    for (let j = 0; j < 2 * right.cols; j += 2) {
      re += Y[y + j] * X[x + j] + Y[y + j + 1] * X[x + j + 1];
      im += Y[y + j] * X[x + j + 1] - Y[y + j + 1] * X[x + j];
    }
    out[k] = Math.max(1, 1 / Math.hypot(re, im)); // Cauchy and Schwarz, before rounding
  }
}

function makeLargestReal(R: Float64Array, at: number, n: number): void {
  let best = 0;
  let largest = -1;
  for (let j = 0; j < 2 * n; j += 2) {
    const size = R[at + j] * R[at + j] + R[at + j + 1] * R[at + j + 1];
    if (size <= largest) continue;
    largest = size;
    best = j;
  }
  if (R[at + best + 1] === 0) return;
  const length = Math.sqrt(largest);
  const c = R[at + best] / length;
  const s = -R[at + best + 1] / length;
  for (let j = at; j < at + 2 * n; j += 2) {
    const re = R[j];
    R[j] = c * re - s * R[j + 1];
    R[j + 1] = c * R[j + 1] + s * re;
  }
  R[at + best + 1] = 0;
}
