import { type MatrixView, complex128, float64, release, workspace } from "@linnet/kernels";
import { moveBlockUp, moveComplexUp } from "@linnet/kernels/lapack";
import { complexMultishift } from "./complex-multishift.js";
import { complexSchurForm } from "./complex-schur.js";
import { conjugateInPlace, partOf } from "../matrix/complex-view.js";
import { copyMatrix, float64Data, workingCopy } from "../matrix/copy.js";
import { largestPart } from "./general-eigen.js";
import { formHessenbergBasis, reduceToHessenberg } from "./hessenberg.js";
import { realSchurForm } from "./real-schur.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import { blockOrder, readEigenvalues } from "./schur-task.js";

/** A = Q·H·Qᴴ: writes H and Q, of the type of A or of its wider relative. */
export function hessenbergForm(a: MatrixView, h: MatrixView, q: MatrixView): void {
  const n = a.rows;
  if (n === 0) return;
  const factor = powerOfTwoScale(largestPart(a));
  const work = workingCopy(a, factor);
  const basis = hessenbergInPlace(work);
  copyMatrix(work, h, 1 / factor);
  writeBasis(basis, q);
  release(work.storage);
}

/**
 * A = Z·T·Zᴴ. Computes in float64 or complex128 whatever the dtype.
 *
 * @param a n×n, any strides; not changed
 * @param t n×n, written: real with 2×2 blocks in standard form, or complex and triangular when its type is complex
 * @param z n×n of the type of t, written
 * @param values eigenvalues in the order of T, real and imaginary parts by turns
 * @returns how many subdiagonal entries did not converge: 0 is success
 * @see LAPACK dgees, zgees
 */
export function schurForm(a: MatrixView, t: MatrixView, z: MatrixView, values: Float64Array): number {
  const n = a.rows;
  if (n === 0) return 0;
  const factor = powerOfTwoScale(largestPart(a));
  let h = workingCopy(a, factor);
  let basis = hessenbergInPlace(h);
  let remaining = 0;
  if (h.type === float64) {
    const task = { h, z: basis, re: new Float64Array(n), im: new Float64Array(n), whole: true };
    remaining = realSchurForm(task, 0, n - 1);
    if (t.type.kind === "complex") [h, basis] = [widened(h), widened(basis)];
    // a step or two for each 2×2 block
    if (h.type === complex128 && remaining === 0) remaining = remainingOf(h, basis, complexSchurForm);
  } else remaining = remainingOf(h, basis, complexMultishift);
  writeValues(h, values, 1 / factor);
  copyMatrix(h, t, 1 / factor);
  writeBasis(basis, z);
  release(h.storage);
  return remaining;
}

/**
 * Brings chosen eigenvalues to the top of a Schur form, in their order, by similarities.
 *
 * @param t n×n Schur form, in the order that `values` tells; overwritten
 * @param z n×n, its columns overwritten
 * @param chosen one flag for each eigenvalue; a pair goes together when either is chosen
 * @returns false when two blocks were too close to be exchanged; those before them are in place
 * @see LAPACK dtrsen, ztrsen
 */
export function reorderSchurForm(
  t: MatrixView,
  z: MatrixView,
  chosen: readonly boolean[],
  values: Float64Array,
): boolean {
  const n = t.rows;
  if (n === 0) return true;
  const factor = powerOfTwoScale(largestPart(t));
  const h = workingCopy(t, factor);
  const basis = workspace(h.type, n, n);
  copyMatrix(z.T, basis);
  conjugateInPlace(basis);
  let placed = 0;
  let done = true;
  for (let k = 0; k < n && done;) {
    const order = h.type === float64 ? blockOrder(h, k) : 1;
    if (chosen[k] || (order === 2 && chosen[k + 1])) {
      if (h.type === float64) done = moveBlockUp(h, basis, k, placed) === placed;
      else moveComplexUp(h, basis, k, placed);
      placed += order;
    }
    k += order;
  }
  writeValues(h, values, 1 / factor);
  copyMatrix(h, t, 1 / factor);
  writeBasis(basis, z);
  release(h.storage);
  return done;
}

/** Subdiagonal entries that a complex iteration leaves. */
function remainingOf(h: MatrixView, zh: MatrixView, iteration: typeof complexSchurForm): number {
  return Math.max(0, iteration({ h, zh, whole: true }, 0, h.rows - 1) - 1);
}

/** Overwrites A by its Hessenberg form; answers Qᴴ. */
function hessenbergInPlace(a: MatrixView): MatrixView {
  const n = a.rows;
  const reflectors = workspace(a.type, n, n);
  const tau = reduceToHessenberg(a, 0, n - 1, reflectors);
  const basis = workspace(a.type, n, n);
  formHessenbergBasis(basis, reflectors, tau, 0, n - 1);
  release(reflectors.storage);
  return basis;
}

/** Writes the unitary matrix whose adjoint is given, and releases that. */
function writeBasis(adjoint: MatrixView, out: MatrixView): void {
  conjugateInPlace(adjoint);
  copyMatrix(adjoint, out.T);
  release(adjoint.storage);
}

/** A complex128 copy of a float64 matrix, which is released. */
function widened(a: MatrixView): MatrixView {
  const wide = workspace(complex128, a.rows, a.cols);
  copyMatrix(a, partOf(wide, 0));
  release(a.storage);
  return wide;
}

function writeValues(h: MatrixView, values: Float64Array, factor: number): void {
  const n = h.rows;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  if (h.type === float64) readEigenvalues(h, re, im);
  else {
    const H = float64Data(h);
    for (let k = 0; k < n; k++) {
      const at = 2 * (h.offset + k * (h.rowStride + 1));
      re[k] = H[at];
      im[k] = H[at + 1];
    }
  }
  for (let k = 0; k < n; k++) {
    values[2 * k] = factor * re[k];
    values[2 * k + 1] = factor * im[k];
  }
}
