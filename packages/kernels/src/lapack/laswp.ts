import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { withAddresses } from "./vector.js";

/**
 * Exchanges row j of a matrix of contiguous rows or columns with row `pivots[j]`, for j = 0, 1, … in this order.
 *
 * @param pivots int32 k×1, contiguous
 */
export function laswp(a: MatrixView, pivots: MatrixView): void {
  if (a.cols === 0 || pivots.rows === 0) return;
  const { exchange_elements, exchange_rows } = lapackFamily.exports;
  const bytes = 2 ** a.type.shift;
  if (a.colStride === 1) {
    withAddresses(a, pivots, [a], (p, q) => exchange_rows(pivots.rows, q, a.cols * bytes, p, a.rowStride * bytes));
  } else {
    withAddresses(a, pivots, [a], (p, q) => {
      exchange_elements(pivots.rows, q, a.cols, bytes, p, a.colStride * bytes);
    });
  }
}
