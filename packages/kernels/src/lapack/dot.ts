import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit, withAddresses } from "./vector.js";

/** xᵀ·y, for n×1 views of one dtype. */
export function dot(x: MatrixView, y: MatrixView): number {
  if (isUnit(x) && isUnit(y)) {
    const { f32_dot, f64_dot } = lapackFamily.exports;
    const kernel = isSingle(x) ? f32_dot : f64_dot;
    return withAddresses(x, y, [], (p, q) => kernel(x.rows, p, q));
  }
  const [a, b] = [x.data, y.data];
  let sum = 0;
  for (let k = 0, i = x.offset, j = y.offset; k < x.rows; k++, i += x.rowStride, j += y.rowStride) sum += a[i] * b[j];
  return sum;
}
