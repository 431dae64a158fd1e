import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit, withAddresses } from "./vector.js";

/** A plane rotation of n×1 views of one dtype: x, y ← c·x + s·y, c·y − s·x. */
export function rot(x: MatrixView, y: MatrixView, c: number, s: number): void {
  if (isUnit(x) && isUnit(y)) {
    const { f32_rot, f64_rot } = lapackFamily.exports;
    const kernel = isSingle(x) ? f32_rot : f64_rot;
    withAddresses(x, y, [x, y], (p, q) => kernel(x.rows, p, q, c, s));
    return;
  }
  const [a, b] = [x.data, y.data];
  for (let k = 0, i = x.offset, j = y.offset; k < x.rows; k++, i += x.rowStride, j += y.rowStride) {
    const [p, q] = [a[i], b[j]];
    a[i] = c * p + s * q;
    b[j] = c * q - s * p;
  }
}
