import { override } from "./override.js";
import type { Trsm } from "./signatures.js";
import { trsm as wasmTrsm } from "./wasm/trsm.js";

/**
 * B ← α·T⁻¹·B, in place, for a triangle T of which only the named half is read.
 *
 * Any strides: solve with Tᵀ by `t.T` and the other triangle, from the right by transposed views of both. There is no test
 * for zeros on the diagonal: dividing by them gives infinities, or NaN where the numbers are complex. T and B are of one float or
 * complex dtype, α is real; T̄ has to be made first.
 */
export const trsm: Trsm = (alpha, t, uplo, diag, b) => (override.trsm ?? wasmTrsm)(alpha, t, uplo, diag, b);
