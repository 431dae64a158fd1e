import { type NDArray, array, matmul, scope, take } from "@linnet/core";
import { type CentredRows, centredBlock } from "./centred-gram.js";
import type { QuadraticLoss } from "./penalized-problem.js";

/**
 * A quadratic loss through its residual: 2·n flops a slope and 2·n a move, for tables with many more columns than rows.
 *
 * @see Friedman, Hastie & Tibshirani 2010, §2.1
 */
export class ResidualUpdates implements QuadraticLoss {
  readonly squares: Float64Array;
  readonly targetSquare: number;
  /** Xᵀ `[p, n]`: a column of X is a row in memory. */
  private readonly transposed: NDArray;
  private readonly columns: Float64Array;
  private readonly residual: Float64Array;
  private current: Float64Array | null = null;

  /** @param floor columns with squares up to this do not vary but by rounding: they are taken for zeros */
  constructor(rows: CentredRows, y: Float64Array, floor: Float64Array) {
    const n = y.length;
    const numbers = scope(() => (centredBlock(rows, 0, n).T as NDArray<"float64">).toTypedArray());
    this.squares = floor.map((least, j) => {
      const square = squareOf(numbers.subarray(j * n, (j + 1) * n));
      return square > least ? square : 0;
    });
    this.transposed = array(numbers, { shape: [floor.length, n] });
    this.columns = this.transposed.view() as Float64Array; // made of float64 numbers
    this.residual = y.slice();
    this.targetSquare = squareOf(y);
  }

  slope(j: number): number {
    if (this.squares[j] === 0) return 0;
    const { residual, columns } = this;
    let total = 0;
    for (let i = 0, at = j * residual.length; i < residual.length; i++, at++) total += columns[at] * residual[i];
    return total;
  }

  move(j: number, step: number): void {
    const { residual, columns } = this;
    for (let i = 0, at = j * residual.length; i < residual.length; i++, at++) residual[i] -= step * columns[at];
    this.current = null;
  }

  slopes(): Float64Array {
    this.current ??= scope(() => {
      const all: NDArray = matmul(this.transposed, array(this.residual) as NDArray);
      return Float64Array.from(all.toTypedArray(), (v, j) => (this.squares[j] > 0 ? v : 0));
    });
    return this.current;
  }

  gramOf(columns: readonly number[]): NDArray {
    const chosen: NDArray = take(this.transposed, array(Int32Array.from(columns)), { axis: 0 });
    return matmul(chosen, chosen.T as NDArray);
  }

  residualSquare(): number {
    return squareOf(this.residual);
  }
}

function squareOf(values: Float64Array): number {
  return values.reduce((total, v) => total + v * v, 0);
}
