import { override } from "./override.js";
import type { Select } from "./signatures.js";
import { select as wasmSelect } from "./wasm/select.js";

/**
 * out ← a where condition, else b. The condition is a bool of out's shape; a and b have out's dtype, and its shape or one element.
 * out is contiguous.
 */
export const select: Select = (condition, a, b, out) => (override.select ?? wasmSelect)(condition, a, b, out);
