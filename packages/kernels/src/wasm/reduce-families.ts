import { extremaWasm } from "../generated/extrema.js";
import { integersWasm } from "../generated/integers.js";
import { productWasm } from "../generated/product.js";
import { sumWasm } from "../generated/sum.js";
import { Family, LARGE } from "./family.js";

/**
 * o ← contiguous x of shape [outer, n, inner] reduced along n; addresses in bytes. `type` is what tells kernels of one family apart: of
 * floats how many bytes they have, of integers and bools, of which n ≥ 1, the code of their element type.
 */
export interface ReduceExports {
  reduce(op: number, outer: number, n: number, inner: number, x: number, o: number, type: number): void;
}

/** With what threads share of one large reduction: families that say from how many bytes on. */
export interface SharedReduceExports extends ReduceExports {
  /** Some columns of n rows that lie `row` bytes apart. */
  columns(op: number, inner: number, n: number, row: number, x: number, o: number, bytes: number): void;
  /** The nodes of 64 KiB of a row's tree, 16 bytes each, and the row when they are known. */
  nodes(op: number, count: number, x: number, o: number, bytes: number): void;
  of_nodes(op: number, n: number, x: number, nodes: number, o: number, bytes: number): void;
}

export type ReduceFamily = Family<ReduceExports>;
export type SharedFamily = Family<SharedReduceExports>;

/** Room for the binary counters of reductions over 2³¹ elements. */
const COUNTERS = 65536;

/** Sums: a bundle always has them. */
export const sumFamily: SharedFamily = /* @__PURE__ */ new Family<SharedReduceExports>(sumWasm, COUNTERS, LARGE);
/** Maxima and minima, and where they are. */
export const extremaFamily: SharedFamily = /* @__PURE__ */ new Family<SharedReduceExports>(
  extremaWasm,
  COUNTERS,
  LARGE,
);
/** Products, of floats. */
export const productFamily: ReduceFamily = /* @__PURE__ */ new Family<ReduceExports>(productWasm, 2048, Infinity);
/** Maxima and minima of integers, and where they are; of bools, whether any or all hold. */
export const integerFamily: ReduceFamily = /* @__PURE__ */ new Family<ReduceExports>(integersWasm, 64, Infinity);
