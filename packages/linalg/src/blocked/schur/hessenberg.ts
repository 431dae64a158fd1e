import { type MatrixView, float64, gemv, release, workspace } from "@linnet/kernels";
import { ger } from "@linnet/kernels/lapack";
import { makeComplexReflector } from "../reflector/complex-householder.js";
import * as complex from "../vector/complex-vector.js";
import { float64Data, setIdentity } from "../matrix/copy.js";
import { BLOCK, HessenbergPanel } from "./hessenberg-panel.js";
import { applyBlockAdjoint, blockFactor, makeReflector } from "../reflector/householder.js";
import { addScaled, dot } from "../vector/vector.js";

/** Order from which the rest is reduced one column at a time. */
const TAIL = 64;
/** Length of a reflector below which loops are faster than kernels. */
const SMALL = 14;
/** Number of reflectors below which they are multiplied one at a time. */
const FEW = 24;

/**
 * Householder reduction to upper Hessenberg form, QᴴAQ = H, in place. Rows and columns outside [lo, hi] are taken to be
 * triangular already, as balancing leaves them.
 *
 * @param a n×n float64 or complex128, becomes H with zeros below its subdiagonal
 * @param reflectors n×n zeros of that type: row i receives reflector i (see `applyBlock`), its one at column i + 1
 * @returns τ of each reflector, interleaved when complex
 * @remarks 10/3·n³ flops, a fifth of them in gemv
 * @see LAPACK dgehrd, zgehrd; Quintana-Ortí & van de Geijn 2006
 */
export function reduceToHessenberg(a: MatrixView, lo: number, hi: number, reflectors: MatrixView): Float64Array {
  const isComplex = a.type.kind === "complex";
  const tau = new Float64Array(isComplex ? 2 * a.rows : a.rows);
  let done = lo;
  if (hi - lo > TAIL) {
    const panel = new HessenbergPanel(a, reflectors, tau, hi);
    for (; hi - done > TAIL; done += BLOCK) panel.reduce(done);
    panel.dispose();
  }
  const finish = isComplex ? reduceComplexTail : reduceTail;
  finish(a, done, hi, reflectors, tau);
  return tau;
}

/**
 * Qᴴ of a reduction: for real matrices the columns of Q as rows, for complex ones conjugated.
 *
 * @param rows n×n, written
 */
export function formHessenbergBasis(
  rows: MatrixView,
  reflectors: MatrixView,
  tau: Float64Array,
  lo: number,
  hi: number,
): void {
  setIdentity(rows);
  const count = hi - lo - 1;
  if (count <= 0) return;
  if (count < FEW && rows.type === float64) {
    applyOneByOne(rows, reflectors, tau, lo, hi);
    return;
  }
  const s = workspace(rows.type, BLOCK, BLOCK);
  for (let j = lo + Math.floor((count - 1) / BLOCK) * BLOCK; j >= lo; j -= BLOCK) {
    const k = Math.min(BLOCK, hi - 1 - j);
    const m = hi - j;
    const block = reflectors.block(j, j + 1, k, m);
    const factor = s.block(0, 0, k, k);
    blockFactor(block, tau, j, factor);
    applyBlockAdjoint(rows.block(j + 1, j + 1, m, m), block, factor);
  }
  release(s.storage);
}

/** Rows ← rows·⋯H₁·H₀ for the identity, by loops: fewer calls than blocks take. */
function applyOneByOne(rows: MatrixView, reflectors: MatrixView, tau: Float64Array, lo: number, hi: number): void {
  const R = float64Data(rows);
  const V = float64Data(reflectors);
  for (let k = hi - 2; k >= lo; k--) {
    const v = reflectors.offset + k * reflectors.rowStride + k + 1;
    for (let i = k + 1; i <= hi; i++) {
      const at = rows.offset + i * rows.rowStride + k + 1;
      addScaled(hi - k, -tau[k] * dot(hi - k, R, at, V, v), V, v, R, at);
    }
  }
}

/** Real columns from `start`, one at a time. */
function reduceTail(a: MatrixView, start: number, hi: number, reflectors: MatrixView, tau: Float64Array): void {
  const A = float64Data(a);
  const V = float64Data(reflectors);
  const ld = a.rowStride;
  const products = workspace(float64, Math.max(a.rows, 1), 1);
  for (let k = start; k < hi - 1; k++) {
    const m = hi - k;
    const v = reflectors.offset + k * reflectors.rowStride + k + 1;
    const column = a.offset + (k + 1) * ld + k;
    for (let i = 0; i < m; i++) {
      V[v + i] = A[column + i * ld];
      A[column + i * ld] = 0;
    }
    tau[k] = makeReflector(m, V, v);
    A[column] = V[v];
    V[v] = 1;
    if (tau[k] === 0) continue;
    // A ← A·H on rows up to hi, then H·A on the columns right of this one
    const right = a.block(0, k + 1, hi + 1, m);
    const left = a.block(k + 1, k + 1, m, a.cols - k - 1);
    if (m < SMALL) reflectSmall(A, V, v, tau[k], right, left, float64Data(products));
    else {
      const x = reflectors.block(k, k + 1, 1, m).T;
      const w = products.block(0, 0, right.rows, 1);
      gemv(1, right, x, 0, w);
      ger(-tau[k], w, x, right);
      const y = products.block(0, 0, left.cols, 1);
      gemv(1, left.T, x, 0, y);
      ger(-tau[k], x, y, left);
    }
  }
  release(products.storage);
}

/** The same by loops, which need no calls. */
function reflectSmall(
  A: Float64Array,
  V: Float64Array,
  v: number,
  tau: number,
  right: MatrixView,
  left: MatrixView,
  sums: Float64Array,
): void {
  const m = right.cols;
  for (let i = 0, at = right.offset; i < right.rows; i++, at += right.rowStride) {
    addScaled(m, -tau * dot(m, A, at, V, v), V, v, A, at);
  }
  sums.fill(0, 0, left.cols);
  for (let i = 0, at = left.offset; i < m; i++, at += left.rowStride) addScaled(left.cols, V[v + i], A, at, sums, 0);
  for (let i = 0, at = left.offset; i < m; i++, at += left.rowStride) {
    addScaled(left.cols, -tau * V[v + i], sums, 0, A, at);
  }
}

/** The same for complex columns: rows v of `reflectors` are conjugated, so that A ← (I − τ·v̄ᵀ·v)ᴴ·A·(I − τ·vᴴ·v). */
function reduceComplexTail(a: MatrixView, start: number, hi: number, reflectors: MatrixView, tau: Float64Array): void {
  const A = float64Data(a);
  const V = float64Data(reflectors);
  const sums = new Float64Array(2 * a.cols);
  const s = new Float64Array(2);
  const ld = 2 * a.rowStride;
  for (let k = start; k < hi - 1; k++) {
    const m = hi - k;
    const v = 2 * (reflectors.offset + k * reflectors.rowStride + k + 1);
    const column = 2 * (a.offset + k) + (k + 1) * ld;
    for (let i = 0; i < m; i++) {
      V.set(A.subarray(column + i * ld, column + i * ld + 2), v + 2 * i);
      A.fill(0, column + i * ld, column + i * ld + 2);
    }
    makeComplexReflector(m, V, v, tau, 2 * k);
    A[column] = V[v];
    V[v] = 1;
    const [re, im] = [tau[2 * k], -tau[2 * k + 1]];
    tau[2 * k + 1] = im;
    if (re === 0 && im === 0) continue;
    for (let i = 0, at = 2 * (a.offset + k + 1); i <= hi; i++, at += ld) {
      complex.dotu(m, A, at, V, v, s);
      complex.addScaledConjugate(m, im * s[1] - re * s[0], -re * s[1] - im * s[0], V, v, A, at);
    }
    const width = a.cols - k - 1;
    sums.fill(0, 0, 2 * width);
    complex.conjugate(m, V, v);
    for (let i = 0; i < m; i++) {
      complex.addScaled(width, V[v + 2 * i], V[v + 2 * i + 1], A, column + 2 + i * ld, sums, 0);
    }
    complex.scale(width, -re, im, sums, 0); // −τ̄ of what was applied from the right
    for (let i = 0; i < m; i++) {
      complex.addScaled(width, V[v + 2 * i], -V[v + 2 * i + 1], sums, 0, A, column + 2 + i * ld);
    }
  }
}
