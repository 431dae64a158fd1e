import { type NDArray, type Random, type Shape, div, mul } from "@linnet/core";
import { lowerBeta, lowerBetaInverse, upperBeta, upperBetaInverse } from "../special/incomplete-beta.js";
import { logBetaPower } from "../special/stirling.js";
import { ChiSquared } from "./chi-squared.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Fisher's F distribution, of the ratio of two independent variances with d₁ and d₂ degrees of freedom:
 *
 *     P(X ≤ x) = I_s(d₁/2, d₂/2),  s = d₁·x/(d₁·x + d₂),  f(x) = s^(d₁/2)·(1 − s)^(d₂/2) / (x·B(d₁/2, d₂/2))
 *
 * @throws {ValueError} unless both are positive numbers
 * @example
 * new FisherF(2, 30).sf(50); // 2.8032932816176373e-10
 */
export class FisherF extends ContinuousDistribution {
  constructor(
    readonly df1: number,
    readonly df2: number,
  ) {
    super();
    requirePositive("FisherF", "df1", df1);
    requirePositive("FisherF", "df2", df2);
  }

  /** Infinite for d₂ ≤ 2. */
  get mean(): number {
    return this.df2 > 2 ? this.df2 / (this.df2 - 2) : Infinity;
  }

  /** Infinite for d₂ ≤ 4, NaN for d₂ ≤ 2. */
  get variance(): number {
    const { df1, df2 } = this;
    if (df2 <= 2) return NaN;
    return df2 > 4 ? (2 * df2 ** 2 * (df1 + df2 - 2)) / (df1 * (df2 - 2) ** 2 * (df2 - 4)) : Infinity;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    const above = new ChiSquared(this.df1).sample(rng, shape) as NDArray;
    const below = new ChiSquared(this.df2).sample(rng, shape) as NDArray;
    return mul(div(above, below), this.df2 / this.df1);
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    if (x < 0 || x === Infinity) return -Infinity;
    const { df1, df2 } = this;
    if (x === 0) return df1 === 2 ? 0 : df1 < 2 ? Infinity : -Infinity;
    return logBetaPower(df1 / 2, df2 / 2, ...this.shares(x)) - Math.log(x);
  }

  protected lowerTail(x: number): number {
    return lowerBeta(this.df1 / 2, this.df2 / 2, ...this.shares(x));
  }

  protected upperTail(x: number): number {
    return upperBeta(this.df1 / 2, this.df2 / 2, ...this.shares(x));
  }

  protected lowerQuantile(p: number): number {
    return (this.df2 / this.df1) * lowerBetaInverse(this.df1 / 2, this.df2 / 2, p);
  }

  protected upperQuantile(q: number): number {
    return (this.df2 / this.df1) * upperBetaInverse(this.df1 / 2, this.df2 / 2, q);
  }

  /** s and 1 − s. */
  private shares(x: number): [number, number] {
    if (x <= 0) return [0, 1];
    const above = this.df1 * x;
    if (above <= this.df2) return [above / (above + this.df2), this.df2 / (above + this.df2)];
    const odds = this.df2 / this.df1 / x;
    return [1 / (1 + odds), odds / (1 + odds)];
  }
}
