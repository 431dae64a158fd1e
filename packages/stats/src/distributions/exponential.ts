import { type NDArray, type Random, type Shape, randomExponential } from "@linnet/core";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Exponential distribution of a rate λ: f(x) = λ·e^(−λx) for x ≥ 0.
 *
 * @throws {ValueError} unless λ is a positive number
 * @example
 * new Exponential(2).isf(1e-300); // 345.38776394910684
 */
export class Exponential extends ContinuousDistribution {
  constructor(readonly rate = 1) {
    super();
    requirePositive("Exponential", "rate", rate);
  }

  get mean(): number {
    return 1 / this.rate;
  }

  get variance(): number {
    return 1 / this.rate ** 2;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return randomExponential(rng, shape, { scale: 1 / this.rate });
  }

  protected densityAt(x: number): number {
    return x < 0 ? 0 : this.rate * Math.exp(-this.rate * x);
  }

  protected logDensityAt(x: number): number {
    return x < 0 ? -Infinity : Math.log(this.rate) - this.rate * x;
  }

  protected lowerTail(x: number): number {
    return x < 0 ? 0 : -Math.expm1(-this.rate * x);
  }

  protected upperTail(x: number): number {
    return x < 0 ? 1 : Math.exp(-this.rate * x);
  }

  protected lowerQuantile(p: number): number {
    return Math.abs(Math.log1p(-p)) / this.rate; // not −0
  }

  protected upperQuantile(q: number): number {
    return Math.abs(Math.log(q)) / this.rate;
  }
}
