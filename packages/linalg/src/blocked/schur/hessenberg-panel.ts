import { type MatrixView, gemm, gemv, release, workspace } from "@linnet/kernels";
import { makeComplexReflector } from "../reflector/complex-householder.js";
import * as complex from "../vector/complex-vector.js";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { applyBlock, makeReflector } from "../reflector/householder.js";
import { scale } from "../vector/vector.js";

/** Columns per block. */
export const BLOCK = 32;

/**
 * A block of columns of a Hessenberg reduction: reflectors Hᵢ = I − τᵢ·vᵢᴴ·vᵢ (vᵢ rows of V), with H₀·H₁⋯ = I − Vᴴ·S·V,
 * and Y = A·Vᴴ·S, kept transposed. A itself changes when the block is done: A ← (I − Vᴴ·Sᴴ·V)·(A − Y·V).
 *
 * @see LAPACK dlahr2
 */
export class HessenbergPanel {
  private readonly isComplex: boolean;
  private readonly y: MatrixView;
  private readonly s: MatrixView;
  private readonly column: MatrixView;
  private readonly c: MatrixView;
  /** V̄ and S̄ of complex matrices: products do not conjugate. Real ones use V and S themselves. */
  private readonly conjugates: { readonly v: MatrixView; readonly s: MatrixView } | null;

  /**
   * @param a n×n, float64 or complex128
   * @param v n×n: row i receives reflector i, its one at column i + 1
   * @param tau a number per reflector, interleaved when complex
   * @param hi last row of the part that is reduced
   */
  constructor(
    private readonly a: MatrixView,
    private readonly v: MatrixView,
    private readonly tau: Float64Array,
    private readonly hi: number,
  ) {
    const { type, rows } = a;
    this.isComplex = type.kind === "complex";
    this.y = workspace(type, BLOCK, rows);
    this.s = workspace(type, BLOCK, BLOCK);
    this.column = workspace(type, rows, 1);
    this.c = workspace(type, 2 * BLOCK, 1);
    this.conjugates = this.isComplex ? { v: workspace(type, BLOCK, rows), s: workspace(type, BLOCK, BLOCK) } : null;
  }

  /** Reduces columns first … first + BLOCK − 1. */
  reduce(first: number): void {
    float64Data(this.s).fill(0);
    if (this.conjugates !== null) float64Data(this.conjugates.v).fill(0);
    for (let i = 0; i < BLOCK; i++) this.reduceColumn(first, i);
    this.updateFromRight(first);
    this.updateFromLeft(first);
  }

  dispose(): void {
    for (const { storage } of [this.y, this.s, this.column, this.c]) release(storage);
    if (this.conjugates === null) return;
    release(this.conjugates.v.storage);
    release(this.conjugates.s.storage);
  }

  /** Row i of V̄ for the block that begins at `first`. */
  private conjugate(first: number): MatrixView {
    return this.conjugates === null ? this.v.block(first, 0, BLOCK, this.a.rows) : this.conjugates.v;
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
    const x = this.conjugate(first).block(i, col + 1, 1, below).T;
    const w = y.block(i, top, 1, m).T;
    gemv(1, a.block(top, col + 1, m, below), x, 0, w);
    if (i > 0) {
      const c = this.c.block(0, 0, i, 1);
      gemv(1, v.block(first, col + 1, i, below), x, 0, c);
      gemv(-1, y.block(0, top, i, m).T, c, 1, w);
      gemv(-1, s.block(0, 0, i, i), c, 0, s.block(0, i, i, 1));
    }
    this.scaleByTau(col, w, s.block(0, i, i, 1));
    this.finishColumnOfS(i, col);
  }

  /** b ← (I − Vᴴ·Sᴴ·V)·(b − Y·V[:, col]). */
  private bringUpToDate(first: number, i: number, b: MatrixView): void {
    const { v, y } = this;
    const top = first + 1;
    gemv(-1, y.block(0, top, i, b.rows).T, v.block(first, first + i, i, 1), 1, b);
    const c = this.c.block(0, 0, i, 1);
    const d = this.c.block(BLOCK, 0, i, 1);
    gemv(1, v.block(first, top, i, b.rows), b, 0, c);
    gemv(1, (this.conjugates?.s ?? this.s).block(0, 0, i, i).T, c, 0, d);
    gemv(-1, this.conjugate(first).block(0, top, i, b.rows).T, d, 1, b);
  }

  /** Makes the reflector of what is below the subdiagonal, and writes the column of H and the row of V. */
  private storeReflector(first: number, i: number, below: number): void {
    const { a, v, column, tau, isComplex, hi } = this;
    const col = first + i;
    const B = float64Data(column);
    const at = column.offset + col + 1;
    if (isComplex) {
      makeComplexReflector(below, B, 2 * at, tau, 2 * col);
      tau[2 * col + 1] = -tau[2 * col + 1];
    } else tau[col] = makeReflector(below, B, at);
    const x = column.block(col + 1, 0, below, 1);
    copyMatrix(column.block(first + 1, 0, i + 1, 1), a.block(first + 1, col, i + 1, 1));
    setFirst(x, 1);
    copyMatrix(x, v.block(col, col + 1, 1, below).T);
    if (this.conjugates !== null) {
      copyMatrix(x, this.conjugates.v.block(i, col + 1, 1, below).T);
      conjugateInPlace(v.block(col, col + 1, 1, below));
    }
    const rest = a.block(col + 2, col, hi - col - 1, 1);
    zeroColumn(rest);
  }

  private scaleByTau(col: number, w: MatrixView, above: MatrixView): void {
    const { tau, isComplex, y, s } = this;
    if (!isComplex) {
      scale(w.rows, tau[col], float64Data(y), w.offset);
      const S = float64Data(s);
      for (let r = 0; r < above.rows; r++) S[above.offset + r * s.rowStride] *= tau[col];
      return;
    }
    const [re, im] = [tau[2 * col], tau[2 * col + 1]];
    complex.scale(w.rows, re, im, float64Data(y), 2 * w.offset);
    const S = float64Data(s);
    for (let r = 0; r < above.rows; r++) complex.scale(1, re, im, S, 2 * (above.offset + r * s.rowStride));
  }

  private finishColumnOfS(i: number, col: number): void {
    const { s, tau, conjugates } = this;
    const parts = this.isComplex ? 2 : 1;
    const at = parts * (s.offset + i * (s.rowStride + 1));
    float64Data(s).set(tau.subarray(parts * col, parts * (col + 1)), at);
    if (conjugates === null) return;
    copyMatrix(s.block(0, i, i + 1, 1), conjugates.s.block(0, i, i + 1, 1));
    conjugateInPlace(conjugates.s.block(0, i, i + 1, 1));
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

  /** A ← (I − Vᴴ·Sᴴ·V)·A on the rows of the block and below, the columns beyond it. */
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
    gemm(-1, (this.conjugates?.s ?? this.s).T, inner, 0, left);
    gemm(1, this.conjugate(first).block(0, top, BLOCK, m).T, left, 1, target);
    release(product.storage);
  }
}

function setFirst(x: MatrixView, value: number): void {
  const isComplex = x.type.kind === "complex";
  const X = float64Data(x);
  X[(isComplex ? 2 : 1) * x.offset] = value;
  if (isComplex) X[2 * x.offset + 1] = 0;
}

function zeroColumn(x: MatrixView): void {
  const parts = x.type.kind === "complex" ? 2 : 1;
  const X = float64Data(x);
  for (let i = 0; i < x.rows; i++) {
    const at = parts * (x.offset + i * x.rowStride);
    X.fill(0, at, at + parts);
  }
}
