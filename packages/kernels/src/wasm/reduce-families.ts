import { extremaWasm } from "../generated/extrema.js";
import { integersWasm } from "../generated/integers.js";
import { productWasm } from "../generated/product.js";
import { sumWasm } from "../generated/sum.js";
import { Family, LARGE } from "./family.js";

/** o ← contiguous x of shape [outer, n, inner] reduced along n; addresses in bytes. */
type ReduceBlock = (op: number, outer: number, n: number, inner: number, x: number, o: number) => void;

/** Kernels of `reduce` on floats. */
export interface ReduceExports {
  f32_reduce: ReduceBlock;
  f64_reduce: ReduceBlock;
}

/** With what threads share of one large reduction: families that say from how many bytes on. */
export interface SharedReduceExports extends ReduceExports {
  /** Some columns of n rows that lie `row` bytes apart. */
  f32_columns(op: number, inner: number, n: number, row: number, x: number, o: number): void;
  f64_columns(op: number, inner: number, n: number, row: number, x: number, o: number): void;
  /** The nodes of 64 KiB of a row's tree, 16 bytes each, and the row when they are known. */
  f32_nodes(op: number, count: number, x: number, o: number): void;
  f64_nodes(op: number, count: number, x: number, o: number): void;
  f32_of_nodes(op: number, n: number, x: number, nodes: number, o: number): void;
  f64_of_nodes(op: number, n: number, x: number, nodes: number, o: number): void;
}

/** Kernels of `reduce` on integers and bools, n ≥ 1. */
export interface IntegerExports {
  i8_reduce: ReduceBlock;
  u8_reduce: ReduceBlock;
  i16_reduce: ReduceBlock;
  u16_reduce: ReduceBlock;
  i32_reduce: ReduceBlock;
  u32_reduce: ReduceBlock;
}

export type ReduceFamily = Family<ReduceExports>;
export type SharedFamily = Family<SharedReduceExports>;
export type IntegerFamily = Family<IntegerExports>;

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
export const integerFamily: IntegerFamily = /* @__PURE__ */ new Family<IntegerExports>(integersWasm, 64, Infinity);
