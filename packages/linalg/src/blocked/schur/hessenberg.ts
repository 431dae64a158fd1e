import { type MatrixView, complex128, release, workspace } from "@linnet/kernels";
import { formHessenbergBasis as formRealBasis, hessenberg } from "@linnet/kernels/lapack";
import { makeComplexReflector } from "../reflector/complex-householder.js";
import * as complex from "../vector/complex-vector.js";
import { float64Data, setIdentity } from "../matrix/copy.js";
import { BLOCK, HessenbergPanel } from "./hessenberg-panel.js";
import { applyBlockAdjoint, blockFactor } from "../reflector/householder.js";

/** Order from which the rest is reduced one column at a time. */
const TAIL = 64;
/** Up to so many reflectors of a real matrix are multiplied one at a time. */
const FEW = 48;

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
  if (isComplex) reduceComplexTail(a, done, hi, reflectors, tau);
  else hessenberg(a, done, hi, reflectors, tau);
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
  const count = hi - lo - 1;
  if (count <= FEW && rows.type !== complex128) {
    formRealBasis(reflectors, tau, lo, hi, rows);
    return;
  }
  setIdentity(rows);
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

/** Complex columns from `start`, one at a time: rows v of `reflectors` are conjugated, so that A ← (I − τ·v̄ᵀ·v)ᴴ·A·(I − τ·vᴴ·v). */
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
