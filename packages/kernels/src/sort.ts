import { override } from "./override.js";
import type { Sort } from "./signatures.js";
import { sort as wasmSort } from "./wasm/sort.js";

/**
 * values ← the elements of x along an axis ≥ 0 in order, order ← where they were; what is null is not wanted. Equal elements keep
 * their order, −0 and 0 among them, and NaN is last, in either direction. x is real, values of its dtype, order int32; both are
 * contiguous, of its shape, and share no memory with it.
 */
export const sort: Sort = (x, axis, descending, values, order) =>
  (override.sort ?? wasmSort)(x, axis, descending, values, order);
