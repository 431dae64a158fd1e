import { type NDArray, type Random, type Shape, div, mul } from "@linnet/core";
import { logBeta } from "../special/gamma-functions.js";
import { betaInverse, lowerBeta, upperBeta } from "../special/incomplete-beta.js";
import { ChiSquared } from "./chi-squared.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Fisher's F distribution, of the ratio of two independent variances with d₁ and d₂ degrees of freedom:
 *
 *     P(X ≤ x) = I_s(d₁/2, d₂/2),  s = d₁·x/(d₁·x + d₂)
 *
 * @throws {ValueError} unless both are positive numbers
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
    if (x < 0) return -Infinity;
    const [a, b, ratio] = [this.df1 / 2, this.df2 / 2, this.df1 / this.df2];
    const power = a === 1 ? 0 : (a - 1) * Math.log(x);
    return a * Math.log(ratio) + power - (a + b) * Math.log1p(ratio * x) - logBeta(a, b);
  }

  protected lowerTail(x: number): number {
    if (x <= 0) return 0;
    const [a, b, above] = [this.df1 / 2, this.df2 / 2, this.df1 * x];
    if (above === Infinity) return 1;
    return above < this.df2
      ? lowerBeta(a, b, above / (above + this.df2))
      : upperBeta(b, a, this.df2 / (above + this.df2));
  }

  protected upperTail(x: number): number {
    if (x <= 0) return 1;
    const [a, b, above] = [this.df1 / 2, this.df2 / 2, this.df1 * x];
    if (above === Infinity) return 0;
    return above < this.df2
      ? upperBeta(a, b, above / (above + this.df2))
      : lowerBeta(b, a, this.df2 / (above + this.df2));
  }

  protected lowerQuantile(p: number): number {
    return this.fromShares(betaInverse(this.df1 / 2, this.df2 / 2, p, 1 - p));
  }

  protected upperQuantile(q: number): number {
    return this.fromShares(betaInverse(this.df1 / 2, this.df2 / 2, 1 - q, q));
  }

  private fromShares([share, complement]: readonly [number, number]): number {
    return (this.df2 * share) / (this.df1 * complement);
  }
}
