import { mathWasm } from "../generated/math.js";
import { Family } from "./family.js";

/** Kernels of `map`: n contiguous numbers o ← f(x), addresses in bytes; o may be x. */
export interface MapExports {
  f32_map(op: number, n: number, x: number, o: number): void;
  f64_map(op: number, n: number, x: number, o: number): void;
}

export type MathFamily = Family<MapExports>;

/** exp, log and their kin. */
export const mathFamily: MathFamily = /* @__PURE__ */ new Family<MapExports>(mathWasm, 8192);
