import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { cmatrixFamily } from "./cmatrix-family.js";
import { withAddress } from "./vector.js";

/** ‖A‖₁, the largest sum of moduli of a column, of a complex matrix of contiguous rows; moduli neither over- nor underflow. */
export function complexNorm1(a: MatrixView): number {
  const { rows: m, cols: n, rowStride, type } = a;
  if (m === 0 || n === 0) return 0;
  return withAddress(a, false, (p) => {
    return cmatrixFamily.exports.norm_1(2 ** (type.shift - 1), m, n, p, rowStride, scratch(8 * n));
  });
}
