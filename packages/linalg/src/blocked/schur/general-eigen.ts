import { type MatrixView, complex128, float64, release, workspace } from "@linnet/kernels";
import { type Balance, balance, noBalance, undoBalance } from "./balance.js";
import { complexMultishift } from "./complex-multishift.js";
import type { ComplexSchurTask } from "./complex-schur.js";
import { complexSchurVectors } from "./complex-schur-vectors.js";
import { conjugateInPlace, partOf } from "../matrix/complex-view.js";
import { float64Data, maxAbs, workingCopy } from "../matrix/copy.js";
import {
  complexRows,
  conditionOfEigenvalues,
  normalizeRows,
  toOriginalBasis,
  writeVectors,
} from "../symmetric/eigen-rows.js";
import { formHessenbergBasis, reduceToHessenberg } from "./hessenberg.js";
import { leftComplexSchurVectors, leftSchurVectors } from "./left-vectors.js";
import { realSchurForm } from "./real-schur.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import type { SchurTask } from "./schur-task.js";
import { schurVectors } from "./schur-vectors.js";

/** What is to be written of an eigendecomposition. */
export interface EigenResults {
  /** Eigenvalues, real and imaginary parts by turns. */
  readonly values: Float64Array;
  /** n×n complex, vectors in columns; null when nobody asks for them. */
  readonly right: MatrixView | null;
  readonly left: MatrixView | null;
  /** 1/|yᴴx| of each eigenvalue; null when nobody asks. */
  readonly conditions: Float64Array | null;
}

type Side = "right" | "left";

/**
 * Eigenvalues and eigenvectors of a matrix of any float dtype: balance, reduce to Hessenberg form, iterate to Schur form,
 * substitute. Computes in float64 or complex128 whatever the dtype; scaled by a power of two so that nothing overflows.
 *
 * @param a n×n, any strides; not changed
 * @param balanced whether to balance first
 * @returns how many subdiagonal entries did not converge: 0 is success
 * @see LAPACK dgeevx, zgeevx
 */
export function generalEigen(a: MatrixView, balanced: boolean, results: EigenResults): number {
  const n = a.rows;
  if (n === 0) return 0;
  const factor = powerOfTwoScale(largestPart(a));
  const h = workingCopy(a, factor);
  const balancing = balanced ? balance(h) : noBalance(n);
  const { lo, hi } = balancing;
  const wantsVectors = results.right !== null || results.left !== null || results.conditions !== null;
  const reflectors = workspace(h.type, n, n);
  const tau = reduceToHessenberg(h, lo, hi, reflectors);
  const basis = wantsVectors ? workspace(h.type, n, n) : null;
  if (basis !== null) formHessenbergBasis(basis, reflectors, tau, lo, hi);
  const iterate = h.type === complex128 ? iterateComplex : iterateReal;
  const [remaining, rowsOf] = iterate(h, basis, lo, hi, reflectors, results.values);
  for (let k = 0; k < 2 * n; k++) results.values[k] /= factor;
  if (basis !== null && remaining === 0) writeResults(results, balancing, rowsOf);
  if (basis !== null) release(basis.storage);
  for (const { storage } of [h, reflectors]) release(storage);
  return remaining;
}

/** Largest magnitude of an entry, or of a part of one. */
export function largestPart(a: MatrixView): number {
  return a.type.kind === "complex" ? Math.max(maxAbs(partOf(a, 0)), maxAbs(partOf(a, 1))) : maxAbs(a);
}

/** How many subdiagonal entries did not converge, and a function that computes vectors of the balanced matrix as rows. */
type Iterated = readonly [remaining: number, rowsOf: (side: Side) => MatrixView];

function iterateReal(
  h: MatrixView,
  z: MatrixView | null,
  lo: number,
  hi: number,
  work: MatrixView,
  values: Float64Array,
): Iterated {
  const n = h.rows;
  const task: SchurTask = { h, z, re: new Float64Array(n), im: new Float64Array(n), whole: z !== null };
  const { re, im } = task;
  const remaining = realSchurForm(task, lo, hi);
  for (let k = 0; k < n; k++) {
    values[2 * k] = re[k];
    values[2 * k + 1] = im[k];
  }
  const rowsOf = (side: Side): MatrixView => {
    const solve = side === "right" ? schurVectors : leftSchurVectors;
    solve(h, im, work);
    const v = workspace(float64, n, n);
    if (z !== null) toOriginalBasis(work, z, side, v);
    const rows = complexRows(v, im);
    release(v.storage);
    return rows;
  };
  return [remaining, rowsOf];
}

function iterateComplex(
  h: MatrixView,
  zh: MatrixView | null,
  lo: number,
  hi: number,
  work: MatrixView,
  values: Float64Array,
): Iterated {
  const n = h.rows;
  const task: ComplexSchurTask = { h, zh, whole: zh !== null };
  const unconverged = complexMultishift(task, lo, hi);
  const H = float64Data(h);
  for (let k = 0; k < n; k++) {
    const at = 2 * (h.offset + k * (h.rowStride + 1));
    values[2 * k] = H[at];
    values[2 * k + 1] = H[at + 1];
  }
  if (zh !== null) conjugateInPlace(zh);
  const rowsOf = (side: Side): MatrixView => {
    const solve = side === "right" ? complexSchurVectors : leftComplexSchurVectors;
    solve(h, work);
    const rows = workspace(complex128, n, n);
    if (zh !== null) toOriginalBasis(work, zh, side, rows);
    return rows;
  };
  return [Math.max(0, unconverged - 1 - lo), rowsOf];
}

/** Computes the vectors that are asked for, and conditions from both. */
function writeResults(
  { right, left, conditions }: EigenResults,
  balancing: Balance,
  rowsOf: (side: Side) => MatrixView,
): void {
  const finished = (side: Side): MatrixView => {
    const rows = rowsOf(side);
    undoBalance(rows, balancing, side);
    normalizeRows(rows);
    return rows;
  };
  const x = right !== null || conditions !== null ? finished("right") : null;
  const y = left !== null || conditions !== null ? finished("left") : null;
  if (x !== null && y !== null && conditions !== null) conditionOfEigenvalues(x, y, conditions);
  if (x !== null && right !== null) writeVectors(x, right);
  if (y !== null && left !== null) writeVectors(y, left);
  if (x !== null) release(x.storage);
  if (y !== null) release(y.storage);
}
