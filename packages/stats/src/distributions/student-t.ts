import { type NDArray, type Random, type Shape, div, sqrt } from "@linnet/core";
import { logBeta } from "../special/gamma-functions.js";
import { betaInverse, lowerBeta, upperBeta } from "../special/incomplete-beta.js";
import { ChiSquared } from "./chi-squared.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Student's t distribution of ν degrees of freedom:
 *
 *     f(x) = (1 + x²/ν)^(−(ν+1)/2) / (√ν·B(1/2, ν/2)),  P(X > x) = I_{ν/(ν+x²)}(ν/2, 1/2)/2 for x ≥ 0
 *
 * @throws {ValueError} unless ν is a positive number
 */
export class StudentT extends ContinuousDistribution {
  constructor(readonly df: number) {
    super();
    requirePositive("StudentT", "df", df);
  }

  /** NaN for ν ≤ 1: there is none. */
  get mean(): number {
    return this.df > 1 ? 0 : NaN;
  }

  /** Infinite for 1 < ν ≤ 2; NaN for ν ≤ 1. */
  get variance(): number {
    if (this.df <= 1) return NaN;
    return this.df > 2 ? this.df / (this.df - 2) : Infinity;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    const normal = rng.normal(shape) as NDArray;
    const chi = new ChiSquared(this.df).sample(rng, shape) as NDArray;
    return div(normal, sqrt(div(chi, this.df)));
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    const half = this.df / 2;
    return -(half + 0.5) * Math.log1p((x * x) / this.df) - Math.log(this.df) / 2 - logBeta(0.5, half);
  }

  protected lowerTail(x: number): number {
    return x < 0 ? this.tail(-x) : 1 - this.tail(x);
  }

  protected upperTail(x: number): number {
    return x < 0 ? 1 - this.tail(-x) : this.tail(x);
  }

  protected lowerQuantile(p: number): number {
    return p < 0.5 ? -this.fromTail(p) : this.fromTail(1 - p);
  }

  protected upperQuantile(q: number): number {
    return q < 0.5 ? this.fromTail(q) : -this.fromTail(1 - q);
  }

  /** P(X > x), x ≥ 0, by the share that has its digits: x²/(ν + x²), or its complement. */
  private tail(x: number): number {
    if (x === Infinity) return 0;
    const [half, square] = [this.df / 2, x * x];
    if (square < this.df) return upperBeta(0.5, half, square / (this.df + square)) / 2;
    return lowerBeta(half, 0.5, this.df / (this.df + square)) / 2;
  }

  /** The x ≥ 0 beyond which `tail` ≤ 1/2 lies. */
  private fromTail(tail: number): number {
    if (tail === 0) return Infinity;
    const [share, complement] = betaInverse(this.df / 2, 0.5, 2 * tail, 1 - 2 * tail);
    return Math.sqrt((this.df * complement) / share);
  }
}
