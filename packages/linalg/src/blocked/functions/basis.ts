import { type MatrixView, gemm, release, unsetWorkspace } from "@linnet/kernels";
import { withAdjoint } from "../matrix/adjoint.js";
import { copyMatrix } from "../matrix/copy.js";

// By `gemm`, whose products with an identity are exact: what is triangular stays so.

/** Lᴴ·C·R, a matrix in the bases of two Schur forms. Release its storage when done. */
export function intoBases(left: MatrixView, c: MatrixView, right: MatrixView): MatrixView {
  const [half, out] = [unsetWorkspace(c.type, c.rows, c.cols), unsetWorkspace(c.type, c.rows, c.cols)];
  withAdjoint(left, (adjoint) => gemm(1, adjoint, c, 0, half));
  gemm(1, half, right, 0, out);
  release(half.storage);
  return out;
}

/** out ← factor·L·Y·Rᴴ, the way back; out may be of a narrower type. */
export function outOfBases(left: MatrixView, y: MatrixView, right: MatrixView, out: MatrixView, factor = 1): void {
  const [half, full] = [unsetWorkspace(y.type, y.rows, y.cols), unsetWorkspace(y.type, y.rows, y.cols)];
  gemm(1, left, y, 0, half);
  withAdjoint(right, (adjoint) => gemm(1, half, adjoint, 0, full));
  copyMatrix(full, out, factor);
  release(half.storage);
  release(full.storage);
}
