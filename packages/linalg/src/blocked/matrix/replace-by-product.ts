import { MatrixView } from "@linnet/kernels";
import { copyMatrix } from "./copy.js";
import { product } from "./product.js";

/**
 * A ← U·A, by way of `work`, of which as much is used as A has elements.
 *
 * @param u m×m
 * @param a m×n, its rows or its columns contiguous
 * @param work of the type of A
 */
export function replaceByProduct(u: MatrixView, a: MatrixView, work: MatrixView): void {
  const { type, storage, offset } = work;
  const byRows = a.colStride === 1;
  const changed = byRows
    ? new MatrixView(type, storage, offset, a.rows, a.cols, a.cols, 1)
    : new MatrixView(type, storage, offset, a.rows, a.cols, 1, a.rows);
  product(1, u, a, 0, changed);
  copyMatrix(byRows ? changed : changed.T, byRows ? a : a.T);
}
