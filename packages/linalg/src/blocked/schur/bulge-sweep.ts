import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { bulgeChain } from "@linnet/kernels/lapack";
import { float64Data, setIdentity } from "../matrix/copy.js";
import { replaceByProduct } from "../matrix/replace-by-product.js";
import type { SchurTask } from "./schur-task.js";

/** Pairs of shifts, real or complex conjugate, side by side. */
export interface Shifts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Numbers that `bulgeChain` keeps of a bulge. */
const STATE = 7;

/**
 * One multishift QR sweep on rows and columns [top, bottom] of a Hessenberg matrix: a chain of small bulges, one for each pair of
 * shifts, is chased down in windows; within a window its reflectors are accumulated in U, and what lies outside takes products
 * with U.
 *
 * @param first place of the first of `count` shifts
 * @see LAPACK dlaqr5; Braman, Byers & Mathias 2002, part I
 */
export function bulgeSweep(
  task: SchurTask,
  top: number,
  bottom: number,
  { re, im }: Shifts,
  first: number,
  count: number,
): void {
  const { h, z } = task;
  const bulges = count >> 1;
  const order = 4 * bulges;
  const u = workspace(float64, order, order);
  const work = workspace(float64, order, Math.max(h.rows, z?.cols ?? 0));
  const state = workspace(float64, bulges, STATE);
  const S = float64Data(state);
  for (let m = 0; m < bulges; m++) {
    const i = first + 2 * m;
    S.set([re[i], im[i], re[i + 1], im[i + 1]], state.offset + STATE * m);
  }
  if (top + 2 <= bottom) float64Data(h)[h.offset + (top + 2) * h.rowStride + top] = 0;
  for (let start = top - 2 * bulges + 1; start <= bottom - 2; start += 2 * bulges) {
    setIdentity(u);
    bulgeChain(h, u, state, top, bottom, start);
    updateFar(task, top, bottom, start, u, work);
  }
  for (const { storage } of [u, work, state]) release(storage);
}

/** Products with U, whose row 0 is row start + 1: columns right of the window, rows above it, and Z. */
function updateFar(
  { h, z, whole }: SchurTask,
  top: number,
  bottom: number,
  start: number,
  u: MatrixView,
  work: MatrixView,
): void {
  const skip = Math.max(0, top - start - 1);
  const m = u.rows - Math.max(0, start + u.rows - bottom) - skip;
  const row = start + 1 + skip;
  const inner = u.block(skip, skip, m, m);
  const from = Math.min(start + u.rows, bottom) + 1;
  const to = whole ? h.cols : bottom + 1;
  if (to > from) replaceByProduct(inner, h.block(row, from, m, to - from), work);
  const [first, end] = [whole ? 0 : top, Math.max(top, start)];
  if (end > first) replaceByProduct(inner, h.block(first, row, end - first, m).T, work);
  if (z !== null) replaceByProduct(inner, z.block(row, 0, m, z.cols), work);
}
