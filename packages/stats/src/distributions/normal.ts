import type { NDArray, Random, Shape } from "@linnet/core";
import { gaussian, normalTail, normalTailInverse } from "../special/gaussian.js";
import { ContinuousDistribution, requireFinite, requirePositive } from "./continuous.js";

/**
 * Normal distribution of mean μ and standard deviation σ:
 *
 *     f(x) = exp(−z²/2) / (σ·√(2π)),  z = (x − μ)/σ,  P(X > x) = erfc(z/√2)/2
 *
 * @throws {ValueError} unless σ is positive and both are finite
 * @example
 * new Normal().isf(0.025); // 1.959963984540054
 */
export class Normal extends ContinuousDistribution {
  constructor(
    readonly mean = 0,
    readonly standardDeviation = 1,
  ) {
    super();
    requireFinite("Normal", "mean", mean);
    requirePositive("Normal", "standardDeviation", standardDeviation);
  }

  get variance(): number {
    return this.standardDeviation ** 2;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return rng.normal(shape, { mean: this.mean, std: this.standardDeviation });
  }

  protected densityAt(x: number): number {
    return gaussian(this.standardized(x)) / (this.standardDeviation * Math.sqrt(2 * Math.PI));
  }

  protected logDensityAt(x: number): number {
    const z = this.standardized(x);
    return (-z * z) / 2 - Math.log(this.standardDeviation) - Math.log(2 * Math.PI) / 2;
  }

  protected lowerTail(x: number): number {
    return normalTail(-this.standardized(x));
  }

  protected upperTail(x: number): number {
    return normalTail(this.standardized(x));
  }

  protected lowerQuantile(p: number): number {
    return this.mean - this.standardDeviation * normalTailInverse(p);
  }

  protected upperQuantile(q: number): number {
    return this.mean + this.standardDeviation * normalTailInverse(q);
  }

  private standardized(x: number): number {
    return (x - this.mean) / this.standardDeviation;
  }
}
