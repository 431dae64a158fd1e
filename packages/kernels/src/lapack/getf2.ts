import { complex128, complex64, float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { withAddresses } from "./vector.js";
import { lapackFamily } from "./family.js";

/**
 * P·A = L·U in place by elimination with partial pivoting: U on and above the diagonal, L (unit diagonal not stored) below. The pivot
 * is the first of largest magnitude; of complex numbers by |Re| + |Im|. A column without one is left as it is.
 *
 * @param a m×n, m ≥ n, of contiguous columns, of any float or complex dtype
 * @param pivots int32 n×1, contiguous: row j was exchanged with row `pivots[j]` ≥ j, in this order
 */
export function getf2(a: MatrixView, pivots: MatrixView): void {
  if (a.cols === 0) return;
  const { f32_getf2, f64_getf2, c64_getf2, c128_getf2 } = lapackFamily.exports;
  const { type } = a;
  const kernel =
    type === float32 ? f32_getf2 : type === complex64 ? c64_getf2 : type === complex128 ? c128_getf2 : f64_getf2;
  withAddresses(a, pivots, [a, pivots], (p, q) => kernel(a.rows, a.cols, p, a.colStride, q));
}
