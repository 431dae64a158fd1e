import { type MatrixView, gemm } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";
import { EPSILON } from "./schur-task.js";
import { solveOne, solveTwo, system } from "../solve/shifted-solve.js";
import { dot, scale } from "../vector/vector.js";

/** Rows of T that are substituted together; what lies right of them is one product for all vectors. */
const BLOCK = 32;
/** Smallest number that pivots are enlarged to. */
const FLOOR = 2 ** -960;

/**
 * Eigenvectors of a quasi-triangular T in standard form by back-substitution, (T − λI)·x = 0, one per row of x.
 *
 * @param x n×n float64, overwritten: row k holds the vector of a real eigenvalue k; of a pair k, k + 1 row k the real part
 *   and row k + 1 the imaginary part of the vector of the one with positive imaginary part. Each of largest magnitude 1.
 * @remarks 2/3·n³ flops, nearly all in gemm: for rows I of T, all vectors together take −T[I, J]·x[J] from what is known
 * @see LAPACK dtrevc for the substitution, dlaln2 for its scaling; Gates, Haidar & Dongarra 2014 for blocks
 */
export function schurVectors(t: MatrixView, re: Float64Array, im: Float64Array, x: MatrixView): void {
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
    for (let k = from; k < n; k += im[k] === 0 ? 1 : 2) {
      if (k < to) beginVector(t, x, k, im[k]);
      substitute(t, x, k, re[k], im[k], from, to);
    }
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

/** The last entries of vector k: 1, or the vector of its 2×2 block. */
function beginVector(t: MatrixView, x: MatrixView, k: number, im: number): void {
  const X = float64Data(x);
  const at = x.offset + k * (x.rowStride + 1);
  if (im === 0) {
    X[at] = 1;
    return;
  }
  const T = float64Data(t);
  const corner = t.offset + k * (t.rowStride + 1);
  const b = T[corner + 1];
  const c = T[corner + t.rowStride];
  const isUpper = Math.abs(b) >= Math.abs(c);
  X[at] = isUpper ? 1 : -im / c;
  X[at + x.rowStride + 1] = isUpper ? im / b : 1;
}

/** Entries from … to − 1 of vector k, from the last to the first; they hold what later blocks left there. */
function substitute(t: MatrixView, x: MatrixView, k: number, re: number, im: number, from: number, to: number): void {
  const T = float64Data(t);
  const X = float64Data(x);
  const parts = im === 0 ? 1 : 2;
  const vector = x.offset + k * x.rowStride;
  const end = Math.min(to, k + parts);
  const floor = Math.max(EPSILON * (Math.abs(re) + Math.abs(im)), FLOOR);
  for (let i = Math.min(to, k) - 1; i >= from; i--) {
    const at = t.offset + i * t.rowStride + i;
    const isBlock = i > from && T[at - 1] !== 0;
    const first = isBlock ? i - 1 : i;
    for (let r = first; r <= i; r++) {
      const row = t.offset + r * t.rowStride + i + 1;
      for (let part = 0; part < parts; part++) {
        const y = vector + part * x.rowStride;
        system[8 + 2 * (r - first) + part] = X[y + r] - dot(end - i - 1, T, row, X, y + i + 1);
      }
      if (parts === 1) system[9 + 2 * (r - first)] = 0;
    }
    if (isBlock) loadBlock(T, at - t.rowStride - 1, t.rowStride, re, im);
    const s = isBlock ? solveTwo(floor) : solveOne(T[at] - re, -im, floor);
    for (let part = 0; part < parts; part++) {
      const y = vector + part * x.rowStride;
      if (s !== 1) scale(k + parts - from, s, X, y + from);
      X[y + first] = system[8 + part];
      if (isBlock) X[y + i] = system[10 + part];
    }
    i = first;
  }
}

/** The coefficients of a 2×2 block of T − (re + i·im)·I. */
function loadBlock(T: Float64Array, at: number, stride: number, re: number, im: number): void {
  system[0] = T[at] - re;
  system[1] = -im;
  system[2] = T[at + 1];
  system[3] = 0;
  system[4] = T[at + stride];
  system[5] = 0;
  system[6] = T[at + stride + 1] - re;
  system[7] = -im;
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
