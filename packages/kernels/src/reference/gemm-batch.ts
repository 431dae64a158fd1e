import { MatrixView } from "../matrix-view.js";
import type { Gemm, GemmBatch } from "../signatures.js";
import { gemm } from "./gemm.js";

/** Each product by itself, by `each`. */
export const gemmBatch = (
  ...[count, alpha, a, aStep, b, bStep, beta, c, cStep, each = gemm]: [...Parameters<GemmBatch>, each?: Gemm]
): void => {
  for (let i = 0; i < count; i++) each(alpha, moved(a, i * aStep), moved(b, i * bStep), beta, moved(c, i * cStep));
};

function moved(x: MatrixView, by: number): MatrixView {
  return new MatrixView(x.type, x.storage, x.offset + by, x.rows, x.cols, x.rowStride, x.colStride);
}
