import { override } from "./override.js";
import type { Zip } from "./signatures.js";
import { zip as wasmZip } from "./wasm/zip.js";

/**
 * out ← a ∘ b, element by element. Operands have out's shape, with any strides (0 repeats), or one element; they have one
 * dtype. out is contiguous, of that dtype, or bool for comparisons.
 */
export const zip: Zip = (op, a, b, out) => (override.zip ?? wasmZip)(op, a, b, out);
