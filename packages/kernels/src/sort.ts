import { override } from "./override.js";
import type { Sort } from "./signatures.js";
import { argsort as wasmArgsort } from "./wasm/argsort.js";
import { sort as wasmSort } from "./wasm/sort.js";

/**
 * out ← the elements of x along an axis ≥ 0 in order. Equal elements keep their order, −0 and 0 among them, and NaN is last, in either
 * direction. x is real; out of its dtype and shape, contiguous, and shares no memory with it.
 */
export const sort: Sort = (x, axis, descending, out) => (override.sort ?? wasmSort)(x, axis, descending, out);

/** out ← where the elements that `sort` would put there are, as int32. */
export const argsort: Sort = (x, axis, descending, out) => (override.argsort ?? wasmArgsort)(x, axis, descending, out);
