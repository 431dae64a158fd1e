import { extremaWasm } from "../generated/extrema.js";
import { sumWasm } from "../generated/sum.js";
import { Family, LARGE } from "./family.js";

/** Kernels of `reduce`: o ← contiguous x of shape [outer, n, inner] reduced along n; addresses in bytes. */
export interface ReduceExports {
  f32_reduce(op: number, outer: number, n: number, inner: number, x: number, o: number): void;
  f64_reduce(op: number, outer: number, n: number, inner: number, x: number, o: number): void;
  /** Some columns of n rows that lie `row` bytes apart. */
  f32_columns(op: number, inner: number, n: number, row: number, x: number, o: number): void;
  f64_columns(op: number, inner: number, n: number, row: number, x: number, o: number): void;
  /** The nodes of 64 KiB of a row's tree, 16 bytes each, and the row when they are known. */
  f32_nodes(op: number, count: number, x: number, o: number): void;
  f64_nodes(op: number, count: number, x: number, o: number): void;
  f32_of_nodes(op: number, n: number, x: number, nodes: number, o: number): void;
  f64_of_nodes(op: number, n: number, x: number, nodes: number, o: number): void;
}

export type ReduceFamily = Family<ReduceExports>;

/** Room for the binary counters of reductions over 2³¹ elements. */
const COUNTERS = 65536;

/** Sums: a bundle always has them. */
export const sumFamily: ReduceFamily = /* @__PURE__ */ new Family<ReduceExports>(sumWasm, COUNTERS, LARGE);
/** Maxima and minima, and where they are. */
export const extremaFamily: ReduceFamily = /* @__PURE__ */ new Family<ReduceExports>(extremaWasm, COUNTERS, LARGE);
