import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { cmatrixFamily } from "./cmatrix-family.js";
import { workBytes } from "./complex-product.js";
import { withAddresses } from "./vector.js";

/**
 * P·A = L·U in place with partial pivoting, by halves of the columns on `complexProduct`: U on and above the diagonal, L (unit diagonal not
 * stored) below. Pivots are the first of largest |Re| + |Im|; a column without one is left as it is.
 *
 * @param a m×n, m ≥ n, complex, of contiguous rows
 * @param pivots int32 n×1, contiguous: row j was exchanged with row `pivots[j]` ≥ j, in this order
 */
export function complexLu(a: MatrixView, pivots: MatrixView): void {
  const { rows: m, cols: n, rowStride, type } = a;
  if (n === 0) return;
  const bytes = 2 ** (type.shift - 1);
  withAddresses(a, pivots, [a, pivots], (p, q) => {
    const room = workBytes(n, bytes);
    const work = scratch(room + 16 * m * 2 * bytes + 1024);
    cmatrixFamily.exports.factor_lu(bytes, m, n, p, rowStride, q, work + room, work);
  });
}
