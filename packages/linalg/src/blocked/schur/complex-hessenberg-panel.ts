import { type MatrixView, complex128, gemm, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { reduceHessenbergPanel } from "@linnet/kernels/lapack";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { applyBlock } from "../reflector/householder.js";
import { BLOCK } from "./hessenberg-panel.js";

/** Blocks of columns of a complex Hessenberg reduction, as `HessenbergPanel`: a kernel, then products with what is left. */
export class ComplexHessenbergPanel {
  private readonly y: MatrixView;
  private readonly s: MatrixView;

  /**
   * @param a n×n complex128
   * @param v n×n: row i receives reflector i, its one at column i + 1
   * @param tau a number per reflector, interleaved
   * @param hi last row of the part that is reduced
   */
  constructor(
    private readonly a: MatrixView,
    private readonly v: MatrixView,
    private readonly tau: Float64Array,
    private readonly hi: number,
  ) {
    this.y = unsetWorkspace(complex128, BLOCK, a.rows);
    this.s = workspace(complex128, BLOCK, BLOCK);
  }

  /** Reduces columns first … first + BLOCK − 1. */
  reduce(first: number): void {
    const { a, s, hi } = this;
    const top = first + 1;
    const m = hi - first;
    float64Data(s).fill(0);
    const v = this.v.block(first, top, BLOCK, m);
    const y = this.y.block(0, 0, BLOCK, m);
    reduceHessenbergPanel(a.block(top, first, m, m + 1), { v, y, s }, this.tau, first);
    conjugateInPlace(y);
    const right = m - BLOCK + 1;
    const rest = v.block(0, BLOCK - 1, BLOCK, right);
    gemm(-1, y.T, rest, 1, a.block(top, first + BLOCK, m, right));
    applyBlock(a.block(0, top, top, m), v, s);
    fromLeft(a.block(top, first + BLOCK, m, a.cols - first - BLOCK), v, s);
  }

  dispose(): void {
    release(this.y.storage);
    release(this.s.storage);
  }
}

/** C ← (I − Vᴴ·Sᴴ·V)·C. Products do not conjugate: V̄ and S̄ are copies. */
function fromLeft(c: MatrixView, v: MatrixView, s: MatrixView): void {
  const k = v.rows;
  const conjugates = unsetWorkspace(complex128, k, v.cols + k);
  const [x, t] = [conjugates.block(0, 0, k, v.cols), conjugates.block(0, v.cols, k, k)];
  copyMatrix(v, x);
  copyMatrix(s, t);
  conjugateInPlace(conjugates);
  const product = unsetWorkspace(complex128, 2 * k, c.cols);
  const [inner, left] = [product.block(0, 0, k, c.cols), product.block(k, 0, k, c.cols)];
  gemm(1, v, c, 0, inner);
  gemm(-1, t.T, inner, 0, left);
  gemm(1, x.T, left, 1, c);
  release(product.storage);
  release(conjugates.storage);
}
