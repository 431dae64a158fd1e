import type { MatrixView } from "../matrix-view.js";
import type { Gemm } from "../signatures.js";

/**
 * C ← α·A·B + β·C, every element a sum over k in order, in float64. α = 0 leaves A and B unread, β = 0 leaves C unread. Complex
 * numbers are multiplied part by part.
 */
export const gemm: Gemm = (alpha, a, b, beta, c) => {
  const places = c.type.kind === "complex" ? 2 : 1;
  const z = c.data;
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j < c.cols; j++) {
      const at = places * (c.offset + i * c.rowStride + j * c.colStride);
      const p = places * (a.offset + i * a.rowStride);
      const q = places * (b.offset + j * b.colStride);
      const sums = places === 1 ? [dot(a, p, b, q, places)] : complexDot(a, p, b, q);
      sums.forEach((sum, part) => {
        z[at + part] = (alpha === 0 ? 0 : alpha * sum) + (beta === 0 ? 0 : beta * z[at + part]);
      });
    }
  }
};

/** Σ xₖ·yₖ along a row of A and a column of B that begin at p and q, both by parts that are `places` apart. */
function dot(a: MatrixView, p: number, b: MatrixView, q: number, places: number): number {
  const [x, y] = [a.data, b.data];
  let sum = 0;
  for (let k = 0; k < a.cols; k++, p += places * a.colStride, q += places * b.rowStride) sum += x[p] * y[q];
  return sum;
}

function complexDot(a: MatrixView, p: number, b: MatrixView, q: number): readonly number[] {
  return [dot(a, p, b, q, 2) - dot(a, p + 1, b, q + 1, 2), dot(a, p, b, q + 1, 2) + dot(a, p + 1, b, q, 2)];
}
