import { override } from "./override.js";
import type { Argpartition, Argselect } from "./signatures.js";
import { argpartition as wasmArgpartition, argselect as wasmArgselect } from "./wasm/rank.js";

/**
 * out ← where along an axis ≥ 0 the elements are that come before the one of rank `kth` in the order of `sort`, then where it and its equals
 * are, then where those after it are: each of the three in their order in x. `kth` is a rank there is; out is int32, contiguous, of x's
 * shape.
 */
export const argpartition: Argpartition = (x, axis, kth, descending, out) =>
  (override.argpartition ?? wasmArgpartition)(x, axis, kth, descending, out);

/**
 * out ← where in each row of x, m×n, the elements of the row's ranks would be found by `argsort`, ascending. ranks are in [0, n); they and
 * out are int32, m×k and contiguous.
 */
export const argselect: Argselect = (x, ranks, out) => (override.argselect ?? wasmArgselect)(x, ranks, out);
