import { override } from "./override.js";
import type { Gemm } from "./signatures.js";
import { gemm as wasmGemm } from "./wasm/gemm.js";

/**
 * C ← α·A·B + β·C.
 *
 * Views of one float dtype, any strides, so that all four transpositions cost nothing. β = 0 overwrites C, α = 0 leaves A and
 * B unread: NaN there does not spread. 2·m·n·k flops. The bits do not depend on the number of threads.
 *
 * @see `reference/gemm.ts` for the meaning; Van Zee & van de Geijn, *BLIS*, 2015, for the blocking
 * @example
 * gemm(1, a, b.T, 0, c); // C ← A·Bᵀ
 */
export const gemm: Gemm = (alpha, a, b, beta, c) => (override.gemm ?? wasmGemm)(alpha, a, b, beta, c);
