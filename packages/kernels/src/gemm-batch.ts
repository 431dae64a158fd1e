import { eachProduct } from "./each-product.js";
import { override } from "./override.js";
import type { GemmBatch } from "./signatures.js";
import { gemmBatch as wasmGemmBatch } from "./wasm/gemm-batch.js";

/**
 * `count` products C ← α·A·B + β·C of matrices at equal distances: `a`, `b` and `c` are the first, and each operand's next begins
 * so many elements after the one before; a step of 0 uses one matrix for all. The same bits as `gemm` gives one by one, but
 * one call, so that small matrices cost what their flops cost. Where `gemm` is overridden, each product goes there.
 *
 * @example
 * gemmBatch(100, 1, a, 64, b, 64, 0, c, 64); // 100 products of 8×8 matrices that lie one after the other
 */
export const gemmBatch: GemmBatch = (...batch) => {
  if (override.gemm === undefined) wasmGemmBatch(...batch);
  else eachProduct(override.gemm, ...batch);
};
