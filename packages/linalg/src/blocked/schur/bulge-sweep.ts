import { float64, release, workspace } from "@linnet/kernels";
import { bulgeChain } from "@linnet/kernels/lapack";
import { float64Data, setIdentity } from "../matrix/copy.js";
import type { SchurTask } from "./schur-task.js";
import { transformAround } from "./transform-around.js";

/** Shifts, two by two; of real matrices pairs that are real or complex conjugate. */
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
  const { h, whole } = task;
  const bulges = count >> 1;
  const order = 4 * bulges;
  const u = workspace(float64, order, order);
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
    // row 0 of U is row start + 1
    const skip = Math.max(0, top - start - 1);
    const m = order - Math.max(0, start + order - bottom) - skip;
    transformAround(task, u.block(skip, skip, m, m), {
      first: start + 1 + skip,
      right: [Math.min(start + order, bottom) + 1, whole ? h.cols : bottom + 1],
      above: [whole ? 0 : top, Math.max(top, start)],
    });
  }
  release(u.storage);
  release(state.storage);
}
