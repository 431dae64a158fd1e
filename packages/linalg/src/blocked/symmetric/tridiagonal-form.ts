import { type MatrixView, release, workspace } from "@linnet/kernels";
import { copyMatrix, setIdentity } from "../matrix/copy.js";
import { applyReflectorsToRows } from "../reflector/householder.js";
import { clearLower, fromLower } from "../matrix/lower-triangle.js";
import { tridiagonalize } from "./tridiagonalize.js";

/**
 * A = Q·T·Qᴴ of a symmetric or Hermitian matrix, of which the lower triangle is read, with a real tridiagonal T.
 *
 * @param a n×n, any strides, any of the four float types
 * @param q n×n of the same type, written
 * @param t n×n of the real type, zeros; its three diagonals are written
 */
export function tridiagonalForm(a: MatrixView, q: MatrixView, t: MatrixView): void {
  const n = a.rows;
  if (n === 0) return;
  const { work, factor } = fromLower(a);
  const { d, e, tau } = tridiagonalize(work);
  const rows = workspace(work.type, n, n);
  setIdentity(rows);
  clearLower(work);
  applyReflectorsToRows(rows, work.block(0, 0, n - 1, n), tau, 1); // Qᴴ of conj(A), whose transpose is Q of A
  copyMatrix(rows.T, q);
  release(rows.storage);
  release(work.storage);
  const { data, offset, rowStride, colStride } = t;
  for (let i = 0; i < n; i++) {
    const at = offset + i * (rowStride + colStride);
    data[at] = d[i] / factor;
    if (i + 1 < n) data[at + rowStride] = data[at + colStride] = e[i] / factor;
  }
}
