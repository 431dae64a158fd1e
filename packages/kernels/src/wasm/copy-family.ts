import { copyWasm } from "../generated/copy.js";
import { Family } from "./family.js";

/** n contiguous numbers of one type from another. */
type Convert = (n: number, x: number, o: number) => void;

export interface CopyExports {
  /** o ← x for m×n elements; addresses in bytes, strides in elements, any. */
  copy(
    m: number,
    n: number,
    x: number,
    xRow: number,
    xCol: number,
    o: number,
    oRow: number,
    oCol: number,
    bytes: number,
  ): void;
  f32_from_f64: Convert;
  f64_from_f32: Convert;
}

/** Kernels that move elements. */
export const copyFamily: Family<CopyExports> = /* @__PURE__ */ new Family<CopyExports>(copyWasm, 1024);
