import { override } from "./override.js";
import type { Map } from "./signatures.js";
import { map as wasmMap } from "./wasm/map.js";

/**
 * out ← f(x), element by element; x has any strides, out has its shape and is contiguous.
 *
 * float32 and float64 run in SIMD where the operation has a kernel. An element's bits depend on that element only.
 */
export const map: Map = (op, x, out) => (override.map ?? wasmMap)(op, x, out);
