import { copyWasm } from "../generated/copy.js";
import { Family } from "./family.js";

/** o ← x for m×n elements; addresses in bytes, strides in elements, any. */
type CopyBlock = (
  m: number,
  n: number,
  x: number,
  xRow: number,
  xCol: number,
  o: number,
  oRow: number,
  oCol: number,
) => void;
/** n contiguous numbers of one type from another. */
type Convert = (n: number, x: number, o: number) => void;

export interface CopyExports {
  copy_1: CopyBlock;
  copy_2: CopyBlock;
  copy_4: CopyBlock;
  copy_8: CopyBlock;
  copy_16: CopyBlock;
  f32_from_f64: Convert;
  f64_from_f32: Convert;
}

/** Kernels that move elements. */
export const copyFamily: Family<CopyExports> = /* @__PURE__ */ new Family<CopyExports>(copyWasm, 1024);

/** The kernel for elements of 2^shift bytes. */
export function copyBlock(shift: number): CopyBlock {
  const { copy_1, copy_2, copy_4, copy_8, copy_16 } = copyFamily.exports;
  if (shift === 3) return copy_8;
  if (shift === 2) return copy_4;
  return shift === 4 ? copy_16 : shift === 1 ? copy_2 : copy_1;
}
