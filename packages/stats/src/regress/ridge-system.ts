import { type NDArray, array, matmul, mean, sub } from "@linnet/core";
import { svd } from "@linnet/linalg";
import type { RidgePoint } from "./ridge-regression.js";

/** The SVD of centred data, from which the fit of any penalty follows. */
export class RidgeSystem {
  private readonly n: number;
  /** Column means; zeros without an intercept. */
  private readonly centre: Float64Array;
  private readonly mean: number;
  /** `[n, k]` row-major. */
  private readonly u: Float64Array;
  private readonly s: Float64Array;
  private readonly Vh: NDArray;
  /** Uᵀ·y. */
  private readonly projected: Float64Array;
  /** What of y lies outside the span of U. */
  private readonly outside: Float64Array;

  constructor(
    x: NDArray,
    y: Float64Array,
    private readonly intercept: boolean,
  ) {
    this.n = y.length;
    const table: NDArray = x.astype("float64");
    const means: NDArray = mean(table, { axis: 0 });
    this.centre = intercept ? (means.toTypedArray() as Float64Array) : new Float64Array(means.size);
    this.mean = intercept ? y.reduce((sum, v) => sum + v, 0) / this.n : 0;
    const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(intercept ? sub(table, means) : table);
    const target: NDArray = array(y.map((v) => v - this.mean));
    const projected: NDArray = matmul(U.T as NDArray, target);
    this.u = U.toTypedArray() as Float64Array;
    this.s = S.toTypedArray() as Float64Array;
    this.Vh = Vh;
    this.projected = projected.toTypedArray() as Float64Array;
    this.outside = (sub(target, matmul(U, projected) as NDArray) as NDArray).toTypedArray() as Float64Array;
  }

  /** b = V·diag(sᵢ/(sᵢ² + α))·Uᵀ·y, with hᵢ = 1/n + Σₖ uᵢₖ²·sₖ²/(sₖ² + α). */
  at(alpha: number): RidgePoint {
    const { n, s, u } = this;
    const k = s.length;
    const zero = Math.max(n, this.Vh.shape[1]) * 2 ** -52 * (s[0] ?? 0);
    // s/(s² + α) = 1/(s + α/s), whose square does not overflow; dependent columns have no part without a penalty
    const factors = s.map((v) => (v > zero || (alpha > 0 && v > 0) ? 1 / (v + alpha / v) : 0));
    const shares = factors.map((f, j) => f * s[j]);
    const b = matmul(array(factors.map((f, j) => f * this.projected[j])) as NDArray, this.Vh);
    const coefficients: number[] = (b as NDArray).toArray() as number[];
    const constant = this.intercept ? 1 / n : 0;
    let [squares, left] = [0, 0];
    for (let i = 0; i < n; i++) {
      let [e, h] = [this.outside[i], constant];
      for (let j = 0; j < k; j++) {
        const v = u[i * k + j];
        e += v * this.projected[j] * (1 - shares[j]);
        h += v * v * shares[j];
      }
      squares += e * e;
      left += (e / (1 - h)) ** 2;
    }
    const effectiveDf = shares.reduce((sum, v) => sum + v, this.intercept ? 1 : 0);
    const free = 1 - effectiveDf / n;
    const isFree = free > n * 2 ** -52; // else no example is left over, and errors are 0/0
    return {
      alpha,
      coefficients,
      intercept: this.intercept ? this.mean - this.centre.reduce((sum, v, j) => sum + v * coefficients[j], 0) : 0,
      effectiveDf,
      gcv: isFree ? squares / n / free ** 2 : NaN,
      looError: isFree ? left / n : NaN,
    };
  }

  /** 100 penalties, from 1e-6 to 10 times s₁². */
  grid(): readonly number[] {
    const largest = this.s[0] ** 2 || 1;
    return Array.from({ length: 100 }, (_, i) => largest * 10 ** (-6 + (7 * i) / 99));
  }
}
