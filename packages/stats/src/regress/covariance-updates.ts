import { type NDArray, array } from "@linnet/core";
import type { Gram } from "./centred-gram.js";
import type { QuadraticLoss } from "./penalized-problem.js";

/**
 * A quadratic loss through its Gram matrix: all slopes Xᵀr = Xᵀy − XᵀX·w are kept up to date, p flops a move, whatever the number of rows.
 *
 * @see Friedman, Hastie & Tibshirani 2010, §2.2
 */
export class CovarianceUpdates implements QuadraticLoss {
  readonly squares: Float64Array;
  readonly targetSquare: number;
  private readonly products: Float64Array;
  private readonly correlations: Float64Array;
  private readonly current: Float64Array;

  /** @param floor columns with squares up to this do not vary but by rounding: they are taken for zeros */
  constructor({ products, correlations, targetSquare }: Gram, floor: Float64Array) {
    const p = floor.length;
    this.targetSquare = targetSquare;
    const varies = floor.map((least, j) => (products[j * p + j] > least ? 1 : 0));
    this.products = products.map((v, at) => v * varies[at % p] * varies[Math.floor(at / p)]);
    this.squares = varies.map((_, j) => this.products[j * p + j]);
    this.correlations = correlations.map((c, j) => c * varies[j]);
    this.current = this.correlations.slice();
  }

  slope(j: number): number {
    return this.current[j];
  }

  move(j: number, step: number): void {
    const { current, products } = this;
    for (let k = 0, at = j * current.length; k < current.length; k++, at++) current[k] -= step * products[at];
  }

  slopes(): Float64Array {
    return this.current;
  }

  gramOf(columns: readonly number[]): NDArray {
    const p = this.current.length;
    const part = Float64Array.from(columns.flatMap((i) => columns.map((j) => this.products[i * p + j])));
    return array(part, { shape: [columns.length, columns.length] });
  }

  /** ‖y‖² − wᵀXᵀy − wᵀXᵀr */
  residualSquare(w: Float64Array): number {
    const fitted = w.reduce((total, v, j) => total + v * (this.correlations[j] + this.current[j]), 0);
    return Math.max(0, this.targetSquare - fitted);
  }
}
