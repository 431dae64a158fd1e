import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { lowerBeta, upperBeta } from "../special/incomplete-beta.js";
import { logBetaPower } from "../special/stirling.js";
import { DiscreteDistribution } from "./discrete.js";

/**
 * Binomial distribution, of the successes in n independent trials that succeed with probability p:
 *
 *     P(X = k) = C(n, k)·pᵏ·(1 − p)ⁿ⁻ᵏ,  P(X ≤ k) = I_{1−p}(n − k, k + 1)
 *
 * @throws {ValueError} unless n is a count and p in [0, 1]
 * @see Loader, *Fast and accurate computation of binomial probabilities*, 2000
 * @example
 * new Binomial(10, 0.5).pmf(5); // 0.24609375
 */
export class Binomial extends DiscreteDistribution {
  constructor(
    readonly n: number,
    readonly p: number,
  ) {
    super();
    if (!Number.isSafeInteger(n) || n < 0) throw new ValueError("Binomial", "n must be a count", kindOf(n));
    if (!(p >= 0 && p <= 1)) throw new ValueError("Binomial", "p must lie in [0, 1]", kindOf(p));
  }

  get mean(): number {
    return this.n * this.p;
  }

  get variance(): number {
    return this.n * this.p * (1 - this.p);
  }

  protected get last(): number {
    return this.n;
  }

  protected logMassAt(k: number): number {
    const { n, p } = this;
    if (k === 0) return n === 0 ? 0 : n * Math.log1p(-p);
    if (k === n) return n * Math.log(p);
    return logBetaPower(k, n - k, p, 1 - p) + Math.log(n / k) - Math.log(n - k);
  }

  protected lowerTail(k: number): number {
    return k >= this.n ? 1 : upperBeta(k + 1, this.n - k, this.p, 1 - this.p);
  }

  protected upperTail(k: number): number {
    return k >= this.n ? 0 : lowerBeta(k + 1, this.n - k, this.p, 1 - this.p);
  }
}
