import { override } from "./override.js";
import type { Copy } from "./signatures.js";
import { copy as wasmCopy } from "./wasm/copy.js";

/**
 * out ← x, converted to out's dtype as typed arrays convert, bool being x ≠ 0. Both have any strides; x has out's shape or one
 * element. They must not overlap.
 */
export const copy: Copy = (x, out) => (override.copy ?? wasmCopy)(x, out);
