import type { Trsm } from "../signatures.js";

/** B ← α·T⁻¹·B by substitution, column by column, in float64. A zero on the diagonal gives what dividing by it gives. */
export const trsm: Trsm = (alpha, t, uplo, diag, b) => {
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
