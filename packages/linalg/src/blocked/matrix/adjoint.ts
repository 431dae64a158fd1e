import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { copyMatrix } from "./copy.js";
import { conjugateInPlace } from "./complex-view.js";

/**
 * Calls `use` with Aᴴ, for products that do not conjugate: the transposed view of a real A, a conjugated copy of a
 * complex one, which is released afterwards. Take the smaller operand.
 */
export function withAdjoint(a: MatrixView, use: (adjoint: MatrixView) => void): void {
  if (a.type.kind !== "complex") {
    use(a.T);
    return;
  }
  const copy = unsetWorkspace(a.type, a.rows, a.cols);
  copyMatrix(a, copy);
  conjugateInPlace(copy);
  use(copy.T);
  release(copy.storage);
}
