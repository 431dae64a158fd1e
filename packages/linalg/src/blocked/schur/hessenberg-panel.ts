import { type MatrixView, gemm, gemv, release, workspace } from "@linnet/kernels";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { applyBlock, makeReflector } from "../reflector/householder.js";
import { scale } from "../vector/vector.js";

/** Columns per block. */
export const BLOCK = 32;

/**
 * A block of columns of a real Hessenberg reduction: reflectors Hᵢ = I − τᵢ·vᵢᵀ·vᵢ (vᵢ rows of V), with H₀·H₁⋯ = I − Vᵀ·S·V,
 * and Y = A·Vᵀ·S, kept transposed. A itself changes when the block is done: A ← (I − Vᵀ·Sᵀ·V)·(A − Y·V).
 *
 * @see LAPACK dlahr2
 */
export class HessenbergPanel {
  private readonly y: MatrixView;
  private readonly s: MatrixView;
  private readonly column: MatrixView;
  private readonly c: MatrixView;

  /**
   * @param a n×n float64
   * @param v n×n: row i receives reflector i, its one at column i + 1
   * @param tau a number per reflector
   * @param hi last row of the part that is reduced
   */
  constructor(
    private readonly a: MatrixView,
    private readonly v: MatrixView,
    private readonly tau: Float64Array,
    private readonly hi: number,
  ) {
    const { type, rows } = a;
    this.y = workspace(type, BLOCK, rows);
    this.s = workspace(type, BLOCK, BLOCK);
    this.column = workspace(type, rows, 1);
    this.c = workspace(type, 2 * BLOCK, 1);
  }

  /** Reduces columns first … first + BLOCK − 1. */
  reduce(first: number): void {
    float64Data(this.s).fill(0);
    for (let i = 0; i < BLOCK; i++) this.reduceColumn(first, i);
    this.updateFromRight(first);
    this.updateFromLeft(first);
  }

  dispose(): void {
    for (const { storage } of [this.y, this.s, this.column, this.c]) release(storage);
  }

  /** Column first + i as the reflectors before it leave it; its own reflector, and its columns of Y and S. */
  private reduceColumn(first: number, i: number): void {
    const { a, v, y, s, hi } = this;
    const top = first + 1;
    const col = first + i;
    const below = hi - col;
    const m = hi + 1 - top;
    const b = this.column.block(top, 0, m, 1);
    copyMatrix(a.block(top, col, m, 1), b);
    if (i > 0) this.bringUpToDate(first, i, b);
    this.storeReflector(first, i, below);
    const x = v.block(col, col + 1, 1, below).T;
    const w = y.block(i, top, 1, m).T;
    gemv(1, a.block(top, col + 1, m, below), x, 0, w);
    if (i > 0) {
      const c = this.c.block(0, 0, i, 1);
      gemv(1, v.block(first, col + 1, i, below), x, 0, c);
      gemv(-1, y.block(0, top, i, m).T, c, 1, w);
      gemv(-1, s.block(0, 0, i, i), c, 0, s.block(0, i, i, 1));
    }
    const { tau } = this;
    scale(w.rows, tau[col], float64Data(y), w.offset);
    const S = float64Data(s);
    const above = s.offset + i;
    for (let r = 0; r < i; r++) S[above + r * s.rowStride] *= tau[col];
    S[above + i * s.rowStride] = tau[col];
  }

  /** b ← (I − Vᵀ·Sᵀ·V)·(b − Y·V[:, col]). */
  private bringUpToDate(first: number, i: number, b: MatrixView): void {
    const { v, y } = this;
    const top = first + 1;
    gemv(-1, y.block(0, top, i, b.rows).T, v.block(first, first + i, i, 1), 1, b);
    const c = this.c.block(0, 0, i, 1);
    const d = this.c.block(BLOCK, 0, i, 1);
    gemv(1, v.block(first, top, i, b.rows), b, 0, c);
    gemv(1, this.s.block(0, 0, i, i).T, c, 0, d);
    gemv(-1, v.block(first, top, i, b.rows).T, d, 1, b);
  }

  /** Makes the reflector of what is below the subdiagonal, and writes the column of H and the row of V. */
  private storeReflector(first: number, i: number, below: number): void {
    const { a, v, column, tau, hi } = this;
    const col = first + i;
    const B = float64Data(column);
    const at = column.offset + col + 1;
    tau[col] = makeReflector(below, B, at);
    const x = column.block(col + 1, 0, below, 1);
    copyMatrix(column.block(first + 1, 0, i + 1, 1), a.block(first + 1, col, i + 1, 1));
    B[at] = 1;
    copyMatrix(x, v.block(col, col + 1, 1, below).T);
    const A = float64Data(a);
    for (let r = col + 2; r <= hi; r++) A[a.offset + r * a.rowStride + col] = 0;
  }

  /** A ← A − Y·V: rows of the block in the columns beyond it, and all rows above. */
  private updateFromRight(first: number): void {
    const { a, v, y, s, hi } = this;
    const top = first + 1;
    const rest = first + BLOCK;
    const [m, right] = [hi + 1 - top, hi + 1 - rest];
    gemm(-1, y.block(0, top, BLOCK, m).T, v.block(first, rest, BLOCK, right), 1, a.block(top, rest, m, right));
    applyBlock(a.block(0, top, top, m), v.block(first, top, BLOCK, m), s);
  }

  /** A ← (I − Vᵀ·Sᵀ·V)·A on the rows of the block and below, the columns beyond it. */
  private updateFromLeft(first: number): void {
    const { a, v, hi } = this;
    const top = first + 1;
    const rest = first + BLOCK;
    const m = hi + 1 - top;
    const target = a.block(top, rest, m, a.cols - rest);
    const product = workspace(a.type, 2 * BLOCK, target.cols);
    const inner = product.block(0, 0, BLOCK, target.cols);
    const left = product.block(BLOCK, 0, BLOCK, target.cols);
    gemm(1, v.block(first, top, BLOCK, m), target, 0, inner);
    gemm(-1, this.s.T, inner, 0, left);
    gemm(1, v.block(first, top, BLOCK, m).T, left, 1, target);
    release(product.storage);
  }
}
