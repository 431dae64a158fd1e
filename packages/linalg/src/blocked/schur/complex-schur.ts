import type { MatrixView } from "@linnet/kernels";
import { complexSchur } from "@linnet/kernels/lapack";

/** A complex Hessenberg matrix on its way to Schur form, and what goes with it. */
export interface ComplexSchurTask {
  /** n×n complex128, H becomes T. */
  readonly h: MatrixView;
  /** Zᴴ, its rows are transformed as those of H; null when nobody asks for it. */
  readonly zh: MatrixView | null;
  /** Whether all of T is wanted, or its diagonal only. */
  readonly whole: boolean;
}

/**
 * Single-shift QR iteration by plane rotations on rows and columns [lo, hi] of a complex Hessenberg matrix: its eigenvalues
 * end on the diagonal.
 *
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @remarks About 2 steps per eigenvalue, 20·n real operations per rotated pair of rows and of columns
 */
export function complexSchurForm({ h, zh, whole }: ComplexSchurTask, lo: number, hi: number): number {
  return complexSchur(h, zh, whole, lo, hi);
}
