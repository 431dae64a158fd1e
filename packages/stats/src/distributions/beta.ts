import { type NDArray, type Random, type Shape, add, div, randomGamma } from "@linnet/core";
import { lowerBeta, lowerBetaInverse, upperBeta, upperBetaInverse } from "../special/incomplete-beta.js";
import { logBetaPower } from "../special/stirling.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Beta distribution on [0, 1]:
 *
 *     f(x) = x^(α − 1)·(1 − x)^(β − 1) / B(α, β),  P(X ≤ x) = Iₓ(α, β)
 *
 * @throws {ValueError} unless both are positive numbers
 * @remarks The density is a binomial probability by Loader's saddle-point formula, in which no large terms cancel.
 * @example
 * new Beta(2, 3).cdf(0.5); // 0.6875
 */
export class Beta extends ContinuousDistribution {
  constructor(
    readonly alpha: number,
    readonly beta: number,
  ) {
    super();
    requirePositive("Beta", "alpha", alpha);
    requirePositive("Beta", "beta", beta);
  }

  get mean(): number {
    return this.alpha / (this.alpha + this.beta);
  }

  get variance(): number {
    const sum = this.alpha + this.beta;
    return (this.mean * this.beta) / sum / (sum + 1);
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    const x = randomGamma(rng, this.alpha, shape) as NDArray;
    return div(x, add(x, randomGamma(rng, this.beta, shape) as NDArray));
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    if (x < 0 || x > 1) return -Infinity;
    const { alpha, beta } = this;
    if (x === 0) return atEdge(alpha, beta);
    if (x === 1) return atEdge(beta, alpha);
    return logBetaPower(alpha, beta, x, 1 - x) - Math.log(x) - Math.log1p(-x);
  }

  protected lowerTail(x: number): number {
    return lowerBeta(this.alpha, this.beta, x, 1 - x);
  }

  protected upperTail(x: number): number {
    return upperBeta(this.alpha, this.beta, x, 1 - x);
  }

  protected lowerQuantile(p: number): number {
    return shareOf(lowerBetaInverse(this.alpha, this.beta, p));
  }

  protected upperQuantile(q: number): number {
    return shareOf(upperBetaInverse(this.alpha, this.beta, q));
  }
}

/** ln f where the factor with exponent `near` − 1 is a power of 0. */
function atEdge(near: number, far: number): number {
  if (near === 1) return Math.log(far); // 1/B(1, b) = b
  return near < 1 ? Infinity : -Infinity;
}

function shareOf(odds: number): number {
  return odds === Infinity ? 1 : odds / (1 + odds);
}
