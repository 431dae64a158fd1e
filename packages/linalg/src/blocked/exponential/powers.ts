import { type MatrixView, float64, gemv, release, unsetWorkspace } from "@linnet/kernels";
import { epsilonOf } from "../../operand/epsilon.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import { product } from "../matrix/product.js";
import { norm1 } from "../solve/condition-estimate.js";
import { hypot } from "../vector/vector.js";
import type { Dual, Duals } from "./dual.js";
import { estimateProductNorm } from "./product-norm.js";

/** Rows from which the norm of a power is estimated: below, the power itself is made. */
const MANY_ROWS = 48;

/**
 * A and its even powers, made when they are asked for, with the numbers ‖A^k‖₁^(1/k), which tell better than ‖A‖₁ how large A is where A
 * is not normal. A is kept times a power of two where its powers would overflow.
 */
export class Powers {
  /** A = 2^exponent · `base`. */
  readonly exponent: number;
  readonly base: Dual;
  /** ‖base‖₁ */
  readonly norm: number;
  private even: Dual[] = [];
  private readonly roots = new Map<number, number>();

  /** @param direction of the tangent, multiplied by the same power of two */
  constructor(
    private readonly duals: Duals,
    a: MatrixView,
    direction: MatrixView | null = null,
  ) {
    const limit = epsilonOf(a.type) > 2 ** -30 ? 2 ** 10 : 2 ** 100; // tenth powers of what is below are finite
    const norm = norm1(a);
    const factor = norm > limit ? powerOfTwoScale(norm) : 1;
    this.exponent = -Math.log2(factor);
    this.norm = norm * factor;
    this.base = duals.takeDual();
    copyMatrix(a, this.base.value, factor);
    if (this.base.tangent !== null && direction !== null) copyMatrix(direction, this.base.tangent, factor);
  }

  /** base^k for k = 2, 4, 6, 8. */
  power(k: number): Dual {
    const at = k / 2 - 1;
    if (this.even[at] === undefined) {
      const half = k === 2 ? this.base : this.power(k === 6 ? 2 : k / 2);
      this.even[at] = this.duals.product(k === 6 ? this.power(4) : half, half);
    }
    return this.even[at];
  }

  /** ‖base^k‖₁^(1/k), of k = 8 and 10 an estimate where there are many rows. */
  root(k: number): number {
    let root = this.roots.get(k);
    if (root === undefined) {
      root = (k <= 6 ? norm1(this.power(k).value) : this.normOfProduct(k)) ** (1 / k);
      this.roots.set(k, root);
    }
    return root;
  }

  /** Gives the matrices back. */
  giveBack(): void {
    this.duals.give(this.base, ...this.even);
    this.even = [];
  }

  private normOfProduct(k: number): number {
    const [left, right] = [this.power(4).value, this.power(k - 4).value];
    if (left.rows >= MANY_ROWS) return estimateProductNorm([left, right]);
    const made = this.duals.take();
    product(1, left, right, 0, made);
    const norm = norm1(made);
    this.duals.give({ value: made, tangent: null });
    return norm;
  }

  /**
   * Bounds of log₂ ‖|base|^k‖₁, the power of the magnitudes of which nothing cancels, narrowed until `settled`, at last to the value itself.
   *
   * With xⱼ = (|A|ᵀ)ʲ·1 ≥ 0 and r·xⱼ ≤ xⱼ₊₁ ≤ R·xⱼ, what is left of the growth lies between r and R in each step (Collatz & Wielandt).
   *
   * @remarks 2·n² flops a step, of k at most
   */
  logMagnitude(k: number, settled: (low: number, high: number) => boolean): number {
    const { value: a } = this.base;
    const n = a.rows;
    const magnitudes = unsetWorkspace(float64, n, n);
    writeMagnitudes(a, magnitudes, 1 / this.norm); // columns of sum 1 and less: nothing overflows
    let [x, y] = [unsetWorkspace(float64, n, 1), unsetWorkspace(float64, n, 1)];
    float64Data(x).fill(1);
    let high = 0;
    for (let step = 1; step <= k; step++) {
      gemv(1, magnitudes.T, x, 0, y);
      const { largest, least, most } = growth(n, float64Data(x), float64Data(y));
      const begun = Math.log2(largest) + k * Math.log2(this.norm);
      high = begun + (k - step) * Math.log2(most);
      if (largest === 0 || settled(begun + (k - step) * Math.log2(least), high)) break;
      [x, y] = [y, x];
    }
    for (const { storage } of [magnitudes, x, y]) release(storage);
    return high;
  }
}

/** The largest of y ≥ 0, and the bounds of yᵢ/xᵢ where xᵢ is not zero. */
function growth(n: number, x: Float64Array, y: Float64Array): { largest: number; least: number; most: number } {
  let [largest, least, most] = [0, Infinity, 0];
  for (let i = 0; i < n; i++) {
    if (y[i] > largest) largest = y[i];
    if (x[i] === 0) continue;
    const ratio = y[i] / x[i];
    if (ratio < least) least = ratio;
    if (ratio > most) most = ratio;
  }
  return { largest, least, most };
}

/** |A|·factor, float64 with contiguous rows. */
function writeMagnitudes(a: MatrixView, out: MatrixView, factor: number): void {
  const { data, rows, cols } = a;
  const to = float64Data(out);
  for (let i = 0; i < rows; i++) {
    const row = i * out.rowStride;
    if (a.type.kind === "complex") {
      for (let j = 0, at = 2 * i * cols; j < cols; j++, at += 2) to[row + j] = hypot(data[at], data[at + 1]) * factor;
    } else for (let j = 0, at = i * cols; j < cols; j++, at++) to[row + j] = Math.abs(data[at]) * factor;
  }
}
