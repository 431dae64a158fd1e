import { type MatrixView, complex128, release, workspace } from "@linnet/kernels";
import { formHessenbergBasis as formRealBasis, hessenberg, reduceHessenbergColumns } from "@linnet/kernels/lapack";
import { ComplexHessenbergPanel } from "./complex-hessenberg-panel.js";
import { setIdentity } from "../matrix/copy.js";
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
 * @param a n×n float64 or complex128, becomes H with zeros below its subdiagonal; of complex ones there may be more columns, which
 *   become those of QᴴA
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
    const panel = new (isComplex ? ComplexHessenbergPanel : HessenbergPanel)(a, reflectors, tau, hi);
    for (; hi - done > TAIL; done += BLOCK) panel.reduce(done);
    panel.dispose();
  }
  if (isComplex) reduceHessenbergColumns(a, done, hi, reflectors, tau);
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
