import { override } from "./override.js";
import { scatter as referenceScatter } from "./reference/gather.js";
import type { Gather, Scatter, ScatterAdd } from "./signatures.js";
import { gather as wasmGather, scatterAdd as wasmScatterAdd } from "./wasm/gather.js";

/**
 * out[…, j, …] ← x[…, indices[j], …] along an axis ≥ 0. `indices` is 1-D int32 and within range; out is contiguous, of x's dtype.
 */
export const gather: Gather = (x, indices, axis, out) => (override.gather ?? wasmGather)(x, indices, axis, out);

/**
 * out[…, indices[j], …] ← out[…, indices[j], …] + x[…, j, …], j ascending, so that repeated indices add up in a fixed order. The
 * adjoint of `gather`, when out begins as zeros: what out holds is kept.
 */
export const scatterAdd: ScatterAdd = (x, indices, axis, out) =>
  (override.scatterAdd ?? wasmScatterAdd)(x, indices, axis, out);

/**
 * out[…, indices[j], …] ← x[…, j, …], j ascending, so that of equal indices the last wins; what out holds elsewhere is kept. Any
 * strides on both sides.
 */
export const scatter: Scatter = (x, indices, axis, out) =>
  (override.scatter ?? referenceScatter)(x, indices, axis, out);
