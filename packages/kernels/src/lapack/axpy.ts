import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit, withAddress, withAddresses } from "./vector.js";

/** y ← y + α·x, for n×1 views of one dtype. */
export function axpy(alpha: number, x: MatrixView, y: MatrixView): void {
  if (isUnit(x) && isUnit(y)) {
    const { f32_axpy, f64_axpy } = lapackFamily.exports;
    const kernel = isSingle(x) ? f32_axpy : f64_axpy;
    withAddresses(x, y, [y], (p, q) => kernel(x.rows, alpha, p, q));
    return;
  }
  const [a, b] = [x.data, y.data];
  for (let k = 0, i = x.offset, j = y.offset; k < x.rows; k++, i += x.rowStride, j += y.rowStride) b[j] += alpha * a[i];
}

/** x ← α·x, for an n×1 view; α = 0 keeps NaN. */
export function scal(alpha: number, x: MatrixView): void {
  if (isUnit(x)) {
    const { f32_scal, f64_scal } = lapackFamily.exports;
    const kernel = isSingle(x) ? f32_scal : f64_scal;
    withAddress(x, true, (p) => kernel(x.rows, alpha, p));
    return;
  }
  const { data } = x;
  for (let k = 0, i = x.offset; k < x.rows; k++, i += x.rowStride) data[i] *= alpha;
}
