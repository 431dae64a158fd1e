import { MatrixView } from "./matrix-view.js";
import type { Gemm, GemmBatch } from "./signatures.js";

/** What `gemmBatch` means: `gemm` of each triple of matrices by itself. */
export function eachProduct(
  gemm: Gemm,
  ...[count, alpha, a, aStep, b, bStep, beta, c, cStep]: Parameters<GemmBatch>
): void {
  for (let i = 0; i < count; i++) gemm(alpha, moved(a, i * aStep), moved(b, i * bStep), beta, moved(c, i * cStep));
}

function moved(x: MatrixView, by: number): MatrixView {
  return new MatrixView(x.type, x.storage, x.offset + by, x.rows, x.cols, x.rowStride, x.colStride);
}
