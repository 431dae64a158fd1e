import { type NDArray, type Random, type Shape, randomGamma } from "@linnet/core";
import { lowerGamma, lowerGammaInverse, upperGamma, upperGammaInverse } from "../special/incomplete-gamma.js";
import { logPoissonPower } from "../special/stirling.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/**
 * Gamma distribution of shape k and scale θ:
 *
 *     f(x) = x^(k − 1)·e^(−x/θ) / (Γ(k)·θᵏ),  P(X ≤ x) = P(k, x/θ)
 *
 * @throws {ValueError} unless both are positive numbers
 * @remarks The density is a Poisson probability by Loader's saddle-point formula, in which no large terms cancel.
 * @example
 * new Gamma(2.5, 3).sf(40); // 6.623186342329825e-5
 */
export class Gamma extends ContinuousDistribution {
  constructor(
    readonly shape: number,
    readonly scale = 1,
  ) {
    super();
    requirePositive("Gamma", "shape", shape);
    requirePositive("Gamma", "scale", scale);
  }

  get mean(): number {
    return this.shape * this.scale;
  }

  get variance(): number {
    return this.shape * this.scale ** 2;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return randomGamma(rng, this.shape, shape, { scale: this.scale });
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    if (x < 0 || x === Infinity) return -Infinity;
    const { shape, scale } = this;
    if (shape === 1) return -x / scale - Math.log(scale); // the power would be 0·∞ at 0
    if (x === 0) return shape < 1 ? Infinity : -Infinity;
    return logPoissonPower(shape, x / scale) + Math.log(shape / x);
  }

  protected lowerTail(x: number): number {
    return lowerGamma(this.shape, x / this.scale);
  }

  protected upperTail(x: number): number {
    return upperGamma(this.shape, x / this.scale);
  }

  protected lowerQuantile(p: number): number {
    return this.scale * lowerGammaInverse(this.shape, p);
  }

  protected upperQuantile(q: number): number {
    return this.scale * upperGammaInverse(this.shape, q);
  }
}
