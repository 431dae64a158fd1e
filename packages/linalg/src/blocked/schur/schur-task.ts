import type { MatrixView } from "@linnet/kernels";
import { rot } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { StandardBlock } from "./standard-block.js";

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

const block = /* @__PURE__ */ new StandardBlock();

/** Brings the 2×2 block at j into standard form: triangular, or with equal diagonal entries and a complex pair. */
export function standardize({ h, z, whole }: Pick<SchurTask, "h" | "z" | "whole">, j: number): void {
  const n = h.rows;
  const H = float64Data(h);
  const at = h.offset + j * (h.rowStride + 1);
  const below = at + h.rowStride;
  block.make(H[at], H[at + 1], H[below], H[below + 1]);
  H[at] = block.a;
  H[at + 1] = block.b;
  H[below] = block.c;
  H[below + 1] = block.d;
  const { cos, sin } = block;
  if (whole) {
    const m = n - j - 2;
    rot(h.block(j, j + 2, 1, m).T, h.block(j + 1, j + 2, 1, m).T, cos, sin);
    rot(h.block(0, j, j, 1), h.block(0, j + 1, j, 1), cos, sin);
  }
  if (z !== null) rot(z.block(j, 0, 1, z.cols).T, z.block(j + 1, 0, 1, z.cols).T, cos, sin);
}
