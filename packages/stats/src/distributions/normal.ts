import { type NDArray, type Random, type Shape, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { erfc, erfcInverse } from "../special/error-function.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Normal distribution of mean μ and standard deviation σ:
 *
 *     f(x) = exp(−z²/2) / (σ·√(2π)),  z = (x − μ)/σ,  P(X > x) = erfc(z/√2)/2
 *
 * @throws {ValueError} unless σ is positive and both are finite
 */
export class Normal extends ContinuousDistribution {
  constructor(
    readonly mean = 0,
    readonly standardDeviation = 1,
  ) {
    super();
    if (!Number.isFinite(mean)) throw new ValueError("Normal", "mean must be finite", kindOf(mean));
    requirePositive("Normal", "standardDeviation", standardDeviation);
  }

  get variance(): number {
    return this.standardDeviation ** 2;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return rng.normal(shape, { mean: this.mean, std: this.standardDeviation });
  }

  protected densityAt(x: number): number {
    const z = this.standardized(x);
    return Math.exp((-z * z) / 2) / (this.standardDeviation * Math.sqrt(2 * Math.PI));
  }

  protected logDensityAt(x: number): number {
    const z = this.standardized(x);
    return (-z * z) / 2 - Math.log(this.standardDeviation) - Math.log(2 * Math.PI) / 2;
  }

  protected lowerTail(x: number): number {
    return erfc(-this.standardized(x) * Math.SQRT1_2) / 2;
  }

  protected upperTail(x: number): number {
    return erfc(this.standardized(x) * Math.SQRT1_2) / 2;
  }

  protected lowerQuantile(p: number): number {
    return this.mean - this.standardDeviation * Math.SQRT2 * erfcInverse(2 * p);
  }

  protected upperQuantile(q: number): number {
    return this.mean + this.standardDeviation * Math.SQRT2 * erfcInverse(2 * q);
  }

  private standardized(x: number): number {
    return (x - this.mean) / this.standardDeviation;
  }
}
