import { lowerGamma, upperGamma } from "../special/incomplete-gamma.js";
import { logPoissonPower } from "../special/stirling.js";
import { requirePositive } from "./continuous.js";
import { DiscreteDistribution } from "./discrete.js";

/**
 * Poisson distribution of mean λ:
 *
 *     P(X = k) = λᵏ·e^(−λ)/k!,  P(X ≤ k) = Q(k + 1, λ)
 *
 * @throws {ValueError} unless λ is a positive number
 * @see Loader, *Fast and accurate computation of binomial probabilities*, 2000
 * @example
 * new Poisson(3).sf(20); // 1.1790448194145648e-11
 */
export class Poisson extends DiscreteDistribution {
  constructor(readonly mean: number) {
    super();
    requirePositive("Poisson", "mean", mean);
  }

  get variance(): number {
    return this.mean;
  }

  protected get last(): number {
    return Infinity;
  }

  protected logMassAt(k: number): number {
    return k === 0 ? -this.mean : logPoissonPower(k, this.mean);
  }

  protected lowerTail(k: number): number {
    return k === Infinity ? 1 : upperGamma(k + 1, this.mean);
  }

  protected upperTail(k: number): number {
    return k === Infinity ? 0 : lowerGamma(k + 1, this.mean);
  }
}
