import { type NDArray, type Random, type Shape, exp } from "@linnet/core";
import { ContinuousDistribution, requireFinite, requirePositive } from "./continuous.js";
import { Normal } from "./normal.js";

/**
 * Log-normal distribution, of e^Y where Y is normal of mean μ and standard deviation σ.
 *
 * @throws {ValueError} unless μ is finite and σ a positive number
 * @example
 * new LogNormal(0, 1).ppf(0.5); // 1
 */
export class LogNormal extends ContinuousDistribution {
  constructor(
    readonly mu = 0,
    readonly sigma = 1,
  ) {
    super();
    requireFinite("LogNormal", "mu", mu);
    requirePositive("LogNormal", "sigma", sigma);
  }

  get mean(): number {
    return Math.exp(this.mu + this.sigma ** 2 / 2);
  }

  get variance(): number {
    return Math.expm1(this.sigma ** 2) * this.mean ** 2;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return exp(this.logarithm.sample(rng, shape) as NDArray);
  }

  protected densityAt(x: number): number {
    if (x <= 0 || x === Infinity) return 0;
    return this.logarithm.pdf(Math.log(x)) / x;
  }

  protected logDensityAt(x: number): number {
    if (x <= 0 || x === Infinity) return -Infinity;
    return this.logarithm.logPdf(Math.log(x)) - Math.log(x);
  }

  protected lowerTail(x: number): number {
    return x <= 0 ? 0 : this.logarithm.cdf(Math.log(x));
  }

  protected upperTail(x: number): number {
    return x <= 0 ? 1 : this.logarithm.sf(Math.log(x));
  }

  protected lowerQuantile(p: number): number {
    return Math.exp(this.logarithm.ppf(p));
  }

  protected upperQuantile(q: number): number {
    return Math.exp(this.logarithm.isf(q));
  }

  private get logarithm(): Normal {
    return new Normal(this.mu, this.sigma);
  }
}
