import { type MatrixView, complex128, release, workspace } from "@linnet/kernels";
import type { Shifts } from "./bulge-sweep.js";
import { moveComplexUp } from "@linnet/kernels/lapack";
import type { ComplexSchurTask } from "./complex-schur.js";
import type { Deflation } from "./early-deflation.js";
import { reduceToHessenberg } from "./hessenberg.js";
import { copyMatrix, float64Data, setIdentity } from "../matrix/copy.js";
import { EPSILON, TINY } from "./schur-task.js";
import { transformAround } from "./transform-around.js";

/** Takes a window to Schur form; as `complexSchurForm`. */
export type ComplexWindowSolver = (task: ComplexSchurTask, lo: number, hi: number) => number;

/**
 * Aggressive early deflation of complex matrices, as `deflateEarly`. The window T stands between its spike and V in one matrix, below
 * a row of zeros, so that reducing that to Hessenberg form also reflects the spike to its first entry, and takes V along.
 *
 * @param order of the window
 * @param shifts eigenvalues of the window are written from its first row on
 * @see LAPACK zlaqr2; Braman, Byers & Mathias 2002, part II
 */
export function deflateComplexEarly(
  task: ComplexSchurTask,
  top: number,
  bottom: number,
  order: number,
  shifts: Shifts,
  solve: ComplexWindowSolver,
): Deflation {
  const { h, zh } = task;
  const m = Math.min(order, bottom - top + 1);
  const first = bottom - m + 1;
  const bordered = workspace(complex128, m + 1, 2 * m + 1);
  const [t, v] = [bordered.block(1, 1, m, m), bordered.block(1, m + 1, m, m)];
  copyHessenberg(h.block(first, first, m, m), t);
  setIdentity(v);
  const spike: [re: number, im: number] = [0, 0];
  if (first > top) [spike[0], spike[1]] = numberAt(h, first, first - 1);
  const unconverged = solve({ h: t, zh: v, whole: true }, 0, m - 1);
  const kept = partDeflated(t, v, spike, unconverged);
  for (let i = 0; i < m; i++) [shifts.re[first + i], shifts.im[first + i]] = numberAt(t, i, i);
  const coupled = spike[0] !== 0 || spike[1] !== 0;
  if (kept < m || !coupled) {
    if (coupled && kept > 0) returnToHessenberg(bordered, v, kept, spike);
    if (first > top) copyMatrix(bordered.block(1, 0, 1, 1), h.block(first, first - 1, 1, 1));
    copyHessenberg(t, h.block(first, first, m, m));
    const { whole } = task;
    const right = [bottom + 1, whole ? h.cols : bottom + 1] as const;
    transformAround({ h, z: zh }, v, { first, right, above: [whole ? 0 : top, first] });
  }
  release(bordered.storage);
  return { shifts: kept - unconverged, deflated: m - kept };
}

/** The upper triangle and the subdiagonal. */
function copyHessenberg(from: MatrixView, to: MatrixView): void {
  for (let i = 0; i < from.rows; i++) {
    const j = Math.max(0, i - 1);
    copyMatrix(from.block(i, j, 1, from.cols - j), to.block(i, j, 1, from.cols - j));
  }
}

function numberAt(a: MatrixView, i: number, j: number): readonly [re: number, im: number] {
  const A = float64Data(a);
  const at = 2 * (a.offset + i * a.rowStride + j);
  return [A[at], A[at + 1]];
}

/** Moves eigenvalues whose part of the spike is not negligible to the top of the window; how many are left there. */
function partDeflated(
  t: MatrixView,
  v: MatrixView,
  spike: readonly [re: number, im: number],
  unconverged: number,
): number {
  const length = Math.abs(spike[0]) + Math.abs(spike[1]);
  let kept = t.rows;
  for (let placed = unconverged; placed < kept;) {
    const last = kept - 1;
    const [x, y] = numberAt(t, last, last);
    const [re, im] = numberAt(v, last, 0);
    const size = Math.abs(x) + Math.abs(y) || length;
    if (length * (Math.abs(re) + Math.abs(im)) <= Math.max(TINY, EPSILON * size)) kept--;
    else moveComplexUp(t, v, last, placed++);
  }
  return kept;
}

/** The spike and the leading `kept` rows and columns of the window, to Hessenberg form again. */
function returnToHessenberg(
  bordered: MatrixView,
  v: MatrixView,
  kept: number,
  spike: readonly [re: number, im: number],
): void {
  const m = v.rows;
  const B = float64Data(bordered);
  for (let i = 0; i < kept; i++) {
    const [re, im] = numberAt(v, i, 0);
    const at = 2 * (bordered.offset + (i + 1) * bordered.rowStride);
    B[at] = spike[0] * re - spike[1] * im;
    B[at + 1] = spike[0] * im + spike[1] * re;
  }
  const reflectors = workspace(complex128, m + 1, m + 1);
  reduceToHessenberg(bordered, 0, kept, reflectors);
  release(reflectors.storage);
}
