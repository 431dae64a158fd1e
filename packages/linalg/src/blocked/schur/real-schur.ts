import { multishift } from "./multishift.js";
import { type SchurTask, readEigenvalues } from "./schur-task.js";

/**
 * Takes rows and columns [lo, hi] of a Hessenberg matrix to real Schur form; outside of them it is triangular.
 *
 * @returns how many subdiagonal entries did not converge: 0 is success
 */
export function realSchurForm(task: SchurTask, lo: number, hi: number): number {
  const unconverged = multishift(task, lo, hi);
  if (task.h.rows > 0) readEigenvalues(task.h, task.re, task.im, lo, hi + 1);
  readEigenvalues(task.h, task.re, task.im, 0, lo);
  readEigenvalues(task.h, task.re, task.im, hi + 1, task.h.rows);
  return Math.max(0, unconverged - 1 - lo);
}
