import type { Pair } from "../complex/arithmetic.js";
import type { MapFamily } from "../wasm/map-families.js";
import type { Strided } from "../strided.js";
import type { ZipFamily } from "../wasm/zip-families.js";
import type { ReduceFamily } from "../wasm/reduce-families.js";

/** f(x) for every element: what `map` applies. */
export interface MapOp {
  readonly name: string;
  /** The operation on one number; operations that answer bools answer 0 or 1. Defines the meaning for every dtype. */
  readonly reference: (x: number) => number;
  /** The same in integers that wrap around, where a float64 would round. */
  readonly integer?: (x: number) => number;
  /** The same on a complex number, where it has a meaning; a number where the result is real, or a bool. */
  readonly complex?: (re: number, im: number) => Pair | number;
  /** `real` answers the parts' dtype for complex numbers, the same otherwise. */
  readonly result: "same" | "bool" | "real";
  /** Number of its float kernel in `family`, as in `assembly/map/op.ts` or `assembly/math/op.ts`; −1 for none. */
  readonly code: number;
  /** The module of its float kernel, which comes along with the operation. */
  readonly family?: MapFamily;
}

/** a ∘ b for every pair of elements: what `zip` applies. */
export interface ZipOp {
  readonly name: string;
  /** The operation on two numbers; comparisons answer 0 or 1. */
  readonly reference: (a: number, b: number) => number;
  /** The same in integers that wrap around, where a float64 would round. */
  readonly integer?: (a: number, b: number) => number;
  /** The same on complex numbers, where it has a meaning; 0 or 1 where the result is a bool. */
  readonly complex?: (aRe: number, aIm: number, bRe: number, bIm: number) => Pair | number;
  readonly result: "same" | "bool";
  /** Number of its float kernel, as in `assembly/zip/op.ts`, any where `family` is set; −1 for none. */
  readonly code: number;
  /** The module of its float kernel, where that is not the one of cheap operations. */
  readonly family?: ZipFamily;
  /** The same for complex numbers. */
  readonly complexCode?: number;
  /** The same on arrays of bools, by a kernel of their own. */
  readonly bools?: (a: Strided, b: Strided, out: Strided) => void;
}

/** x₀ ∘ x₁ ∘ …: what `reduce` applies. */
export interface ReduceOp {
  readonly name: string;
  /** What is known before the first element, and what an empty reduction gives; an empty arg reduction gives −1. */
  readonly init: number;
  /** What is known after one more element; for arg reductions: whether x takes the place of the best so far. */
  readonly reference: (known: number, x: number) => number;
  /** Answers where the element was found, as int32. */
  readonly arg: boolean;
  /** Number of its kernels in `family` and `integers`; −1 for none. */
  readonly code: number;
  /** The module of its float kernel, which comes along with the operation. */
  readonly family?: ReduceFamily;
  /** The module of its kernel for integers and bools. */
  readonly integers?: ReduceFamily;
}
