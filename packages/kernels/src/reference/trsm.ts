import { divide, multiply } from "../complex/arithmetic.js";
import type { MatrixView } from "../matrix-view.js";
import type { Diagonal, Triangle, Trsm } from "../signatures.js";

/** B ← α·T⁻¹·B by substitution, column by column, in float64. A zero on the diagonal gives what dividing by it gives. */
export const trsm: Trsm = (alpha, t, uplo, diag, b) => {
  if (b.type.kind === "complex") {
    complexTrsm(alpha, t, uplo, diag, b);
    return;
  }
  const [x, y] = [t.data, b.data];
  const n = t.rows;
  for (let j = 0; j < b.cols; j++) {
    for (let s = 0; s < n; s++) {
      const i = uplo === "lower" ? s : n - 1 - s;
      const at = b.offset + i * b.rowStride + j * b.colStride;
      let sum = alpha === 0 ? 0 : alpha * y[at];
      for (let r = 0; r < s; r++) {
        const k = uplo === "lower" ? r : n - 1 - r;
        sum -= x[t.offset + i * t.rowStride + k * t.colStride] * y[b.offset + k * b.rowStride + j * b.colStride];
      }
      y[at] = diag === "unit" ? sum : sum / x[t.offset + i * (t.rowStride + t.colStride)];
    }
  }
};

/** The same for complex numbers; a zero on the diagonal gives NaN. */
function complexTrsm(alpha: number, t: MatrixView, uplo: Triangle, diag: Diagonal, b: MatrixView): void {
  const [x, y] = [t.data, b.data];
  const n = t.rows;
  for (let j = 0; j < b.cols; j++) {
    for (let s = 0; s < n; s++) {
      const i = uplo === "lower" ? s : n - 1 - s;
      const at = place(b, i, j);
      let [re, im] = alpha === 0 ? [0, 0] : [alpha * y[at], alpha * y[at + 1]];
      for (let r = 0; r < s; r++) {
        const k = uplo === "lower" ? r : n - 1 - r;
        const [p, q] = [place(t, i, k), place(b, k, j)];
        const [u, v] = multiply(x[p], x[p + 1], y[q], y[q + 1]);
        [re, im] = [re - u, im - v];
      }
      const d = place(t, i, i);
      [y[at], y[at + 1]] = diag === "unit" ? [re, im] : divide(re, im, x[d], x[d + 1]);
    }
  }
}

/** Of the real part of a complex element. */
function place({ offset, rowStride, colStride }: MatrixView, i: number, j: number): number {
  return 2 * (offset + i * rowStride + j * colStride);
}
