import { francis as francisWhole } from "@linnet/kernels/lapack";
import { type SchurTask, readEigenvalues } from "./schur-task.js";

/**
 * Double-shift QR iteration (Francis) on rows and columns [lo, hi] of a Hessenberg matrix: Schur form with 2×2 blocks in
 * standard form.
 *
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @remarks 2 to 4 steps per eigenvalue. Right for small matrices; `multishift` calls it for its windows.
 * @see LAPACK dlahqr; Ahues & Tisseur 1997 for the conservative deflation; Golub & Van Loan §7.5
 */
export function francis({ h, z, re, im, whole }: SchurTask, lo: number, hi: number): number {
  if (hi < lo) return 0;
  const unconverged = francisWhole(h, z, whole, lo, hi);
  readEigenvalues(h, re, im, Math.max(lo, unconverged), hi + 1);
  return unconverged;
}
