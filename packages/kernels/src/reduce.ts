import { override } from "./override.js";
import type { Reduce } from "./signatures.js";
import { reduce as wasmReduce } from "./wasm/reduce.js";

/**
 * out ← x reduced over distinct axes ≥ 0; out is contiguous and holds the other axes in their order. `argmax` and `argmin`
 * write int32: the index in the reduced axes, flattened.
 *
 * Complex numbers have sums only.
 *
 * Sums of floats are binary trees over short leaves: the error grows with the logarithm of the length.
 */
export const reduce: Reduce = (op, x, axes, out) => (override.reduce ?? wasmReduce)(op, x, axes, out);
