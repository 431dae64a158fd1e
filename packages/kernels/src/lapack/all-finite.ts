import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { withAddress } from "./vector.js";

/** Whether no entry of a matrix of contiguous rows or columns is NaN or infinite, of any float or complex dtype. */
export function allFinite(a: MatrixView): boolean {
  if (a.rows === 0 || a.cols === 0) return true;
  if (a.colStride !== 1 && a.rowStride === 1) return allFinite(a.T);
  const { f32_all_finite, f64_all_finite } = lapackFamily.exports;
  const kernel = a.type.array === Float32Array ? f32_all_finite : f64_all_finite;
  const parts = a.type.kind === "complex" ? 2 : 1;
  const gapless = a.rowStride === a.cols;
  const [rows, cols] = gapless ? [1, a.rows * a.cols] : [a.rows, a.cols];
  return withAddress(a, false, (p) => kernel(rows, cols * parts, p, a.rowStride * parts) !== 0);
}
