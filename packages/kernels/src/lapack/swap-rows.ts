import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { isSingle, withAddress } from "./vector.js";

/** Exchanges rows i and j of a matrix. */
export function swapRows(a: MatrixView, i: number, j: number): void {
  if (i === j || a.cols === 0) return;
  if (a.colStride === 1) {
    const { f32_swap, f64_swap } = lapackFamily.exports;
    const kernel = isSingle(a) ? f32_swap : f64_swap;
    const row = a.rowStride * 2 ** a.type.shift;
    withAddress(a, true, (p) => kernel(a.cols, p + i * row, p + j * row));
    return;
  }
  const { data } = a;
  const apart = (j - i) * a.rowStride;
  for (let k = 0, p = a.offset + i * a.rowStride; k < a.cols; k++, p += a.colStride) {
    const v = data[p];
    data[p] = data[p + apart];
    data[p + apart] = v;
  }
}
