import { eachProduct } from "../each-product.js";
import type { MatrixView } from "../matrix-view.js";
import { type Operand, reachOf, withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { GemmBatch } from "../signatures.js";
import { address } from "./address.js";
import { gemm } from "./gemm.js";
import { multiplyBatch } from "./multiply.js";

/** As `gemm`, for matrices at equal distances. */
export const gemmBatch: GemmBatch = (count, alpha, a, aStep, b, bStep, beta, c, cStep) => {
  if (c.type.kind === "complex") {
    eachProduct(gemm, count, alpha, a, aStep, b, bStep, beta, c, cStep);
    return;
  }
  const run = (x: number, y: number, z: number): void =>
    multiplyBatch(count, alpha, a, x, aStep, b, y, bStep, beta, c, z, cStep);
  if (inHeap(a.storage, "gemm") && inHeap(b.storage, "gemm") && inHeap(c.storage, "gemm")) {
    run(address(a), address(b), address(c));
    return;
  }
  const [p, q, r] = [spanOf(count, a, aStep), spanOf(count, b, bStep), spanOf(count, c, cStep)];
  withStaged([p, q, r], [r], run);
};

/** All matrices of an operand, with what lies between them. */
function spanOf(count: number, x: MatrixView, step: number): Operand {
  const { type, storage, offset, rows, cols, rowStride, colStride } = x;
  return { type, storage, offset, reach: reachOf([count, rows, cols], [step, rowStride, colStride]) };
}
