import { type NDArray, type Random, type Shape, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { ContinuousDistribution } from "./continuous.js";

/**
 * Uniform distribution on [low, high].
 *
 * @throws {ValueError} unless low < high and both are finite
 * @example
 * new Uniform(-1, 1).ppf(0.25); // -0.5
 */
export class Uniform extends ContinuousDistribution {
  constructor(
    readonly low = 0,
    readonly high = 1,
  ) {
    super();
    if (low < high && Number.isFinite(high - low)) return;
    const got = `low ${kindOf(low)} and high ${kindOf(high)}`;
    throw new ValueError("Uniform", "low must be less than high, and both finite", got);
  }

  get mean(): number {
    return this.low + (this.high - this.low) / 2;
  }

  get variance(): number {
    return (this.high - this.low) ** 2 / 12;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return rng.uniform(shape, { low: this.low, high: this.high });
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    if (Number.isNaN(x)) return NaN;
    return x < this.low || x > this.high ? -Infinity : -Math.log(this.high - this.low);
  }

  protected lowerTail(x: number): number {
    return Math.min(1, Math.max(0, (x - this.low) / (this.high - this.low)));
  }

  protected upperTail(x: number): number {
    return Math.min(1, Math.max(0, (this.high - x) / (this.high - this.low)));
  }

  protected lowerQuantile(p: number): number {
    return Math.min(this.high, this.low + p * (this.high - this.low));
  }

  protected upperQuantile(q: number): number {
    return Math.max(this.low, this.high - q * (this.high - this.low));
  }
}
