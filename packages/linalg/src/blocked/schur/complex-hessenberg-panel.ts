import { type MatrixView, complex128, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { reduceHessenbergPanel } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { product } from "../matrix/product.js";
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
    const right = m - BLOCK + 1;
    const rest = v.block(0, BLOCK - 1, BLOCK, right);
    product(-1, y.T, rest, 1, a.block(top, first + BLOCK, m, right), "a");
    applyBlock(a.block(0, top, top, m), v, s);
    fromLeft(a.block(top, first + BLOCK, m, a.cols - first - BLOCK), v, s);
  }

  dispose(): void {
    release(this.y.storage);
    release(this.s.storage);
  }
}

/** C ← (I − Vᴴ·Sᴴ·V)·C. */
function fromLeft(c: MatrixView, v: MatrixView, s: MatrixView): void {
  const k = v.rows;
  const work = unsetWorkspace(complex128, 2 * k, c.cols);
  const [inner, left] = [work.block(0, 0, k, c.cols), work.block(k, 0, k, c.cols)];
  product(1, v, c, 0, inner);
  product(-1, s.T, inner, 0, left, "a");
  product(1, v.T, left, 1, c, "a");
  release(work.storage);
}
