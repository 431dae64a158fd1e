import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit, withAddress } from "./vector.js";

/** The first index of the largest |xᵢ| of an n×1 view, or of the first NaN; −1 of nothing. */
export function iamax(x: MatrixView): number {
  if (isUnit(x)) {
    const { f32_iamax, f64_iamax } = lapackFamily.exports;
    const kernel = isSingle(x) ? f32_iamax : f64_iamax;
    return withAddress(x, false, (p) => kernel(x.rows, p));
  }
  const { data } = x;
  let [best, found] = [-1, -1];
  for (let k = 0, i = x.offset; k < x.rows; k++, i += x.rowStride) {
    const v = Math.abs(data[i]);
    if (v !== v) return k;
    if (v > best) {
      best = v;
      found = k;
    }
  }
  return found;
}
