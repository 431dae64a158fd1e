import type { Gemm } from "../signatures.js";

/** C ← α·A·B + β·C, every element a sum over k in order, in float64. α = 0 leaves A and B unread, β = 0 leaves C unread. */
export const gemm: Gemm = (alpha, a, b, beta, c) => {
  const [x, y, z] = [a.data, b.data, c.data];
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j < c.cols; j++) {
      let sum = 0;
      let p = a.offset + i * a.rowStride;
      let q = b.offset + j * b.colStride;
      for (let k = 0; k < a.cols; k++, p += a.colStride, q += b.rowStride) sum += x[p] * y[q];
      const at = c.offset + i * c.rowStride + j * c.colStride;
      z[at] = (alpha === 0 ? 0 : alpha * sum) + (beta === 0 ? 0 : beta * z[at]);
    }
  }
};
