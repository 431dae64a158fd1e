import { ValueError } from "@linnet/core";
import { type Aval, matrixDims } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";

/** Which singular values count as zero. */
export interface RankOptions {
  /** Those up to `rtol`·s₁. Default max(m, n)·ε of the dtype. */
  readonly rtol?: number;
}

/** The relative cut-off below which a singular value of an m×n matrix counts as zero. @throws {ValueError} */
export function relativeTolerance(op: string, a: Aval, rtol: number | undefined): number {
  if (rtol === undefined) return Math.max(...matrixDims(a)) * epsilonOf(a.type);
  if (!(rtol >= 0 && rtol <= 1)) throw new ValueError(op, "rtol must lie in [0, 1]", rtol);
  return rtol;
}
