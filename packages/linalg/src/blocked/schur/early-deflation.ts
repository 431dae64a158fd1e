import { type MatrixView, float64, gemv, release, workspace } from "@linnet/kernels";
import { ger, moveBlockUp } from "@linnet/kernels/lapack";
import type { Shifts } from "./bulge-sweep.js";
import { copyMatrix, float64Data, setIdentity } from "../matrix/copy.js";
import { reduceToHessenberg } from "./hessenberg.js";
import { makeReflector } from "../reflector/householder.js";
import { EPSILON, type SchurTask, TINY, blockOrder, readEigenvalues } from "./schur-task.js";
import { transformAround } from "./transform-around.js";

/** What a window gave: so many shifts that did not deflate, and so many eigenvalues that did. */
export interface Deflation {
  readonly shifts: number;
  readonly deflated: number;
}

/** Takes a window to Schur form; as `francis`. */
export type WindowSolver = (task: SchurTask, lo: number, hi: number) => number;

/**
 * Aggressive early deflation: the trailing window of an active block [top, bottom] is taken to Schur form by itself; then H is
 * Hessenberg but for a spike, the window's first column. Eigenvalues where the spike is negligible are deflated, the others
 * are shifts, and the window is brought back to Hessenberg form.
 *
 * @param order of the window
 * @param shifts eigenvalues of the window are written from its first row on
 * @see LAPACK dlaqr2; Braman, Byers & Mathias 2002, part II
 */
export function deflateEarly(
  task: SchurTask,
  top: number,
  bottom: number,
  order: number,
  shifts: Shifts,
  solve: WindowSolver,
): Deflation {
  const { h } = task;
  const m = Math.min(order, bottom - top + 1);
  const first = bottom - m + 1;
  const corner = h.offset + first * h.rowStride + first - 1;
  const spike = first === top ? 0 : float64Data(h)[corner];
  const t = workspace(float64, m, m);
  const v = workspace(float64, m, m);
  for (let i = 0; i < m; i++) {
    const from = Math.max(0, i - 1);
    copyMatrix(h.block(first + i, first + from, 1, m - from), t.block(i, from, 1, m - from));
  }
  setIdentity(v);
  const window: SchurTask = { h: t, z: v, re: new Float64Array(m), im: new Float64Array(m), whole: true };
  const unconverged = solve(window, 0, m - 1);
  const kept = partDeflated(window, spike, unconverged);
  readEigenvalues(t, window.re, window.im);
  shifts.re.set(window.re, first);
  shifts.im.set(window.im, first);
  const remaining = kept === 0 ? 0 : spike;
  if (kept < m || remaining === 0) {
    if (kept > 1 && remaining !== 0) returnToHessenberg(t, v, kept);
    if (first > top) float64Data(h)[corner] = remaining * float64Data(v)[v.offset];
    putBack(task, top, first, bottom, t, v);
  }
  release(t.storage);
  release(v.storage);
  return { shifts: kept - unconverged, deflated: m - kept };
}

/** Moves blocks whose part of the spike is not negligible to the top of the window; how many eigenvalues are left there. */
function partDeflated({ h, z }: SchurTask, spike: number, unconverged: number): number {
  const t = h;
  if (z === null) return t.rows;
  let kept = t.rows;
  for (let placed = unconverged; placed < kept;) {
    const last = kept - 1;
    const T = float64Data(t);
    const V = float64Data(z);
    const at = t.offset + last * (t.rowStride + 1);
    const tip = Math.abs(spike * V[z.offset + last * z.rowStride]);
    const order = last > 0 && T[at - 1] !== 0 ? 2 : 1;
    let size = Math.abs(T[at]);
    let reach = tip;
    if (order === 2) {
      size += Math.sqrt(Math.abs(T[at - 1])) * Math.sqrt(Math.abs(T[at - t.rowStride]));
      reach = Math.max(tip, Math.abs(spike * V[z.offset + (last - 1) * z.rowStride]));
    }
    if (size === 0) size = Math.abs(spike);
    if (reach <= Math.max(TINY, EPSILON * size)) kept -= order;
    else {
      moveBlockUp(t, z, kept - order, placed);
      placed += blockOrder(t, placed);
    }
  }
  return kept;
}

/** Reflects what is left of the spike to its first entry, then the leading part of the window to Hessenberg form. */
function returnToHessenberg(t: MatrixView, v: MatrixView, kept: number): void {
  const m = t.rows;
  const work = workspace(float64, 2, m);
  const x = work.block(0, 0, 1, kept).T;
  const y = work.block(1, 0, 1, m).T;
  copyMatrix(v.block(0, 0, kept, 1), x);
  const W = float64Data(work);
  const tau = makeReflector(kept, W, x.offset);
  W[x.offset] = 1;
  reflectFromLeft(t.block(0, 0, kept, m), x, tau, y);
  const inner = t.block(0, 0, kept, kept);
  gemv(1, inner, x, 0, y.block(0, 0, kept, 1));
  ger(-tau, y.block(0, 0, kept, 1), x, inner);
  reflectFromLeft(v.block(0, 0, kept, m), x, tau, y);

  const reflectors = workspace(float64, m, m);
  const taus = reduceToHessenberg(t, 0, kept - 1, reflectors);
  for (let k = 0; k < kept - 2; k++) {
    const rows = kept - k - 1;
    reflectFromLeft(v.block(k + 1, 0, rows, m), reflectors.block(k, k + 1, 1, rows).T, taus[k], y);
  }
  release(reflectors.storage);
  release(work.storage);
}

/** A ← (I − τ·x·xᵀ)·A. */
function reflectFromLeft(a: MatrixView, x: MatrixView, tau: number, y: MatrixView): void {
  if (tau === 0) return;
  gemv(1, a.T, x, 0, y);
  ger(-tau, x, y, a);
}

/** Writes the window back, and transforms what is right of it, above it, and Z. */
function putBack(task: SchurTask, top: number, first: number, bottom: number, t: MatrixView, v: MatrixView): void {
  const { h, whole } = task;
  const m = t.rows;
  for (let i = 0; i < m; i++) {
    const from = Math.max(0, i - 1);
    copyMatrix(t.block(i, from, 1, m - from), h.block(first + i, first + from, 1, m - from));
  }
  const right = [bottom + 1, whole ? h.cols : bottom + 1] as const;
  transformAround(task, v, { first, right, above: [whole ? 0 : top, first] });
}
