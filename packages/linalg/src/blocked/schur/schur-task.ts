import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";

/** A real Hessenberg matrix on its way to Schur form, and what goes with it. */
export interface SchurTask {
  /** n×n float64, H becomes T. */
  readonly h: MatrixView;
  /** Its rows are the columns of Z, n of them; null when nobody asks for them. */
  readonly z: MatrixView | null;
  /** Real and imaginary parts of the eigenvalues, written as they converge. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Whether all of T is wanted, or its eigenvalues only. */
  readonly whole: boolean;
}

/** A subdiagonal entry is dropped when this times its neighbours on the diagonal is larger. */
export const EPSILON: number = 2 ** -52;
/** Whatever is below this is dropped. */
export const TINY: number = 2 ** -970;

/** Reads the eigenvalues of converged blocks [from, to) off the diagonal of a T in standard form. */
export function readEigenvalues(
  t: MatrixView,
  re: Float64Array,
  im: Float64Array,
  from: number = 0,
  to: number = t.rows,
): void {
  const T = float64Data(t);
  const step = t.rowStride + 1;
  for (let i = from; i < to; i++) {
    const at = t.offset + i * step;
    re[i] = T[at];
    im[i] = 0;
    if (i + 1 === to || T[at + t.rowStride] === 0) continue;
    im[i] = Math.sqrt(Math.abs(T[at + 1])) * Math.sqrt(Math.abs(T[at + t.rowStride]));
    re[i + 1] = T[at + step];
    im[i + 1] = -im[i++];
  }
}

/** Order of the diagonal block that begins at row i of T, 1 or 2. */
export function blockOrder(t: MatrixView, i: number): 1 | 2 {
  return i + 1 < t.rows && float64Data(t)[t.offset + (i + 1) * t.rowStride + i] !== 0 ? 2 : 1;
}
