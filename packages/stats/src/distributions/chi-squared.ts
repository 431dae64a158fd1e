import { type NDArray, type Random, type Shape, randomGamma } from "@linnet/core";
import { lowerGamma, lowerGammaInverse, upperGamma, upperGammaInverse } from "../special/incomplete-gamma.js";
import { logGamma } from "../special/gamma-functions.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * χ² distribution of ν degrees of freedom, that of a sum of ν squared standard normal variables:
 *
 *     f(x) = x^(ν/2 − 1)·e^(−x/2) / (2^(ν/2)·Γ(ν/2)),  P(X ≤ x) = P(ν/2, x/2)
 *
 * @throws {ValueError} unless ν is a positive number
 */
export class ChiSquared extends ContinuousDistribution {
  constructor(readonly df: number) {
    super();
    requirePositive("ChiSquared", "df", df);
  }

  get mean(): number {
    return this.df;
  }

  get variance(): number {
    return 2 * this.df;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return randomGamma(rng, this.df / 2, shape, { scale: 2 });
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    const half = this.df / 2;
    if (x < 0) return -Infinity;
    const power = half === 1 ? 0 : (half - 1) * Math.log(x);
    return power - x / 2 - half * Math.LN2 - logGamma(half);
  }

  protected lowerTail(x: number): number {
    return x <= 0 ? 0 : lowerGamma(this.df / 2, x / 2);
  }

  protected upperTail(x: number): number {
    return x <= 0 ? 1 : upperGamma(this.df / 2, x / 2);
  }

  protected lowerQuantile(p: number): number {
    return 2 * lowerGammaInverse(this.df / 2, p);
  }

  protected upperQuantile(q: number): number {
    return 2 * upperGammaInverse(this.df / 2, q);
  }
}
