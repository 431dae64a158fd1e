import { extremaWasm } from "../generated/extrema.js";
import { sumWasm } from "../generated/sum.js";
import { Family } from "./family.js";

/** Kernels of `reduce`: o ← contiguous x of shape [outer, n, inner] reduced along n; addresses in bytes. */
export interface ReduceExports {
  f32_reduce(op: number, outer: number, n: number, inner: number, x: number, o: number): void;
  f64_reduce(op: number, outer: number, n: number, inner: number, x: number, o: number): void;
}

export type ReduceFamily = Family<ReduceExports>;

/** Room for the binary counters of reductions over 2³¹ elements. */
const COUNTERS = 65536;

/** Sums: a bundle always has them. */
export const sumFamily: ReduceFamily = /* @__PURE__ */ new Family<ReduceExports>(sumWasm, COUNTERS);
/** Maxima and minima, and where they are. */
export const extremaFamily: ReduceFamily = /* @__PURE__ */ new Family<ReduceExports>(extremaWasm, COUNTERS);
