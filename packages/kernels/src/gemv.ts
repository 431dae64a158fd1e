import { override } from "./override.js";
import type { Gemv } from "./signatures.js";
import { gemv as wasmGemv } from "./wasm/gemm.js";

/**
 * y ← α·A·x + β·y, where x and y are n×1 views with any row stride. Runs at the speed of memory for A in either order.
 */
export const gemv: Gemv = (alpha, a, x, beta, y) => (override.gemv ?? wasmGemv)(alpha, a, x, beta, y);
