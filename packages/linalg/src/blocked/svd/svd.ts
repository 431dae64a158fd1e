import { type MatrixView, complex128, float64, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { gatherRows } from "@linnet/kernels/lapack";
import { diagonalizeBidiagonal } from "./bidiagonal-qr.js";
import { divideBidiagonal } from "./bidiagonal-dc.js";
import { type Bidiagonal, type ReflectorRows, bidiagonalize } from "./bidiagonalize.js";
import { partOf } from "../matrix/complex-view.js";
import { copyMatrix, keepTriangle, maxAbs, setIdentity, workingCopy } from "../matrix/copy.js";
import { dqds } from "./dqds.js";
import { applyReflectorsToRows } from "../reflector/householder.js";
import { type Reflectors, applyQTransposed, factorQr } from "../qr/qr.js";
import { powerOfTwoScale } from "../matrix/scaling.js";

/** From this ratio of rows to columns a QR factorization first is cheaper. @see Chan 1982; LAPACK dgesvd's crossover */
const TALL = 1.6;

/**
 * Singular values of A, descending, and singular vectors on request. Computed in float64 or complex128 whatever A's type.
 *
 * @param a m×n, any strides; not changed
 * @param s length min(m, n), written
 * @param vectors `u` m×r and `vh` q×n, both written; r and q are min(m, n) for the thin factors, m and n for the full
 * @returns how many superdiagonals did not converge: 0 is success
 * @remarks A is scaled by a power of two so that nothing over- or underflows; wide matrices go by their transposes.
 */
export function singularValues(
  a: MatrixView,
  s: Float64Array,
  vectors: { readonly u: MatrixView; readonly vh: MatrixView } | null,
): number {
  if (a.rows < a.cols) {
    return singularValues(a.T, s, vectors === null ? null : { u: vectors.vh.T, vh: vectors.u.T });
  }
  if (a.cols === 0) {
    if (vectors !== null) setIdentity(vectors.u);
    return 0;
  }
  const factor = powerOfTwoScale(maxAbs(a));
  const { square, reflectors } = reduceToSquare(a, factor);
  const { rows: m, cols: n } = square;
  const rows: ReflectorRows | null =
    vectors === null ? null : { q: workspace(square.type, n, m), p: workspace(square.type, n, n) };
  const b = bidiagonalize(square, rows);
  release(square.storage);

  const left = vectors === null ? null : unsetWorkspace(float64, n, n);
  const right = vectors === null ? null : unsetWorkspace(float64, n, n);
  const unconverged =
    left === null || right === null ? bidiagonalValues(b.d, b.e) : divideBidiagonal(b.d, b.e, left, right);
  if (vectors !== null && rows !== null && left !== null && right !== null) {
    const order = descending(b.d);
    for (let i = 0; i < n; i++) s[i] = b.d[order[i]] / factor;
    writeLeft(vectors.u, left, order, rows.q, b, reflectors);
    writeRight(vectors.vh, right, order, rows.p, b);
    for (const { storage } of [left, right, rows.q, rows.p]) release(storage);
  } else {
    b.d.sort();
    for (let i = 0; i < n; i++) s[i] = b.d[n - 1 - i] / factor;
  }
  if (reflectors !== null) {
    release(reflectors.v.storage);
    release(reflectors.t.storage);
  }
  return unconverged;
}

/** By dqds, and by implicit QR should that ever stall. */
function bidiagonalValues(d: Float64Array, e: Float64Array): number {
  return dqds(d, e) ? 0 : diagonalizeBidiagonal(d, e, null, null);
}

/** A working copy of A, or R of A = Q·R where A is tall. */
function reduceToSquare(a: MatrixView, factor: number): { square: MatrixView; reflectors: Reflectors | null } {
  const { rows: m, cols: n } = a;
  if (m < TALL * n) return { square: workingCopy(a, factor), reflectors: null };
  const at = workingCopy(a.T, factor);
  const reflectors = factorQr(at);
  const square = workingCopy(at.block(0, 0, n, n).T);
  keepTriangle(square, "upper");
  release(at.storage);
  return { square, reflectors };
}

/** U = Q·Q_B·U_B: rows of `left` in descending order, padded to length m, taken back through the reflectors. */
function writeLeft(
  u: MatrixView,
  left: MatrixView,
  order: Int32Array,
  q: MatrixView,
  b: Bidiagonal,
  reflectors: Reflectors | null,
): void {
  const n = left.rows;
  const rows = unsetWorkspace(q.type, u.cols, u.rows);
  setIdentity(rows);
  takeRows(left, order, rows);
  applyReflectorsToRows(rows.block(0, 0, reflectors === null ? rows.rows : n, q.cols), q, b.tauQ, 0);
  if (reflectors !== null) applyQTransposed(rows, reflectors);
  copyMatrix(rows, u.T);
  release(rows.storage);
}

/** Vᴴ = V_Bᵀ·Pᴴ. */
function writeRight(vh: MatrixView, right: MatrixView, order: Int32Array, p: MatrixView, b: Bidiagonal): void {
  const n = right.rows;
  const rows = p.type === complex128 ? workspace(p.type, n, n) : unsetWorkspace(p.type, n, n);
  takeRows(right, order, rows);
  applyReflectorsToRows(rows, p.block(0, 0, n - 1, n), b.tauP, 1);
  copyMatrix(rows, vh);
  release(rows.storage);
}

/** Real rows in another order, to the beginning of rows that may be complex. */
function takeRows(from: MatrixView, order: Int32Array, to: MatrixView): void {
  const n = from.cols;
  if (to.type === from.type) {
    gatherRows(from, order, to.block(0, 0, n, n));
    return;
  }
  const sorted = unsetWorkspace(from.type, n, n);
  gatherRows(from, order, sorted);
  copyMatrix(sorted, partOf(to, 0).block(0, 0, n, n));
  release(sorted.storage);
}

/** Indices by descending value: by insertion where there are few. */
function descending(d: Float64Array): Int32Array {
  const order = new Int32Array(d.length);
  for (let i = 0; i < d.length; i++) order[i] = i;
  if (d.length > 64) return order.sort((i, j) => d[j] - d[i] || i - j);
  for (let k = 1; k < d.length; k++) {
    let at = k;
    for (; at > 0 && d[order[at - 1]] < d[k]; at--) order[at] = order[at - 1];
    order[at] = k;
  }
  return order;
}
