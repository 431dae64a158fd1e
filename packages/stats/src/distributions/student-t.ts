import { type NDArray, type Random, type Shape, div, sqrt } from "@linnet/core";
import { lowerBeta, lowerBetaInverse, upperBeta } from "../special/incomplete-beta.js";
import { logGammaRise } from "../special/stirling.js";
import { ChiSquared } from "./chi-squared.js";
import { ContinuousDistribution, requirePositive } from "./continuous.js";

/** Of x/√ν: from here on P(X > x) is Γ((ν + 1)/2)/(Γ(ν/2)·ν·√π)·(x/√ν)^−ν to the last bit, while ν/(ν + x²) leaves what numbers hold. */
const FAR = 1e140;

/**
 * Student's t distribution of ν degrees of freedom:
 *
 *     f(x) = (1 + x²/ν)^(−(ν+1)/2) / (√ν·B(1/2, ν/2)),  P(X > x) = I_{ν/(ν+x²)}(ν/2, 1/2)/2 for x ≥ 0
 *
 * @throws {ValueError} unless ν is a positive number
 * @example
 * new StudentT(10).isf(0.025); // 2.228138851986275
 */
export class StudentT extends ContinuousDistribution {
  constructor(readonly df: number) {
    super();
    requirePositive("StudentT", "df", df);
  }

  /** NaN for ν ≤ 1: there is none. */
  get mean(): number {
    return this.df > 1 ? 0 : NaN;
  }

  /** Infinite for 1 < ν ≤ 2; NaN for ν ≤ 1. */
  get variance(): number {
    if (this.df <= 1) return NaN;
    return this.df > 2 ? this.df / (this.df - 2) : Infinity;
  }

  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    const normal = rng.normal(shape) as NDArray;
    const chi = new ChiSquared(this.df).sample(rng, shape) as NDArray;
    return div(normal, sqrt(div(chi, this.df)));
  }

  protected densityAt(x: number): number {
    return Math.exp(this.logDensityAt(x));
  }

  protected logDensityAt(x: number): number {
    const half = this.df / 2;
    const t = Math.abs(x) / Math.sqrt(this.df);
    const logSum = t < FAR ? Math.log1p(t * t) : 2 * Math.log(t);
    return logGammaRise(half, 0.5) - Math.log(Math.PI * this.df) / 2 - (half + 0.5) * logSum;
  }

  protected lowerTail(x: number): number {
    return x < 0 ? this.tail(-x) : 1 - this.tail(x);
  }

  protected upperTail(x: number): number {
    return x < 0 ? 1 - this.tail(-x) : this.tail(x);
  }

  protected lowerQuantile(p: number): number {
    return p < 0.5 ? -this.fromTail(p) : this.fromTail(1 - p, p - 0.5);
  }

  protected upperQuantile(q: number): number {
    return q <= 0.5 ? this.fromTail(q) : -this.fromTail(1 - q, q - 0.5);
  }

  /** P(X > x), x ≥ 0, by the share that has its digits: x²/(ν + x²), or its complement. */
  private tail(x: number): number {
    const [half, t] = [this.df / 2, x / Math.sqrt(this.df)];
    if (t > FAR) return Math.exp(logGammaRise(half, 0.5) - this.df * Math.log(t)) / (this.df * Math.sqrt(Math.PI));
    const square = x * x;
    const [share, rest] = [square / (this.df + square), this.df / (this.df + square)];
    return (square < this.df ? upperBeta(0.5, half, share, rest) : lowerBeta(half, 0.5, rest, share)) / 2;
  }

  /** The x ≥ 0 beyond which `tail` ≤ 1/2 lies; `body` = P(0 < X < x) has the digits near the centre. */
  private fromTail(tail: number, body = 0.5 - tail): number {
    if (tail === 0) return Infinity;
    const half = this.df / 2;
    if (tail > 0.25) return Math.sqrt(this.df * lowerBetaInverse(0.5, half, 2 * body));
    const odds = lowerBetaInverse(half, 0.5, 2 * tail);
    if (odds > FAR ** -2) return Math.sqrt(this.df / odds);
    return (
      Math.sqrt(this.df) * Math.exp((logGammaRise(half, 0.5) - Math.log(tail * this.df * Math.sqrt(Math.PI))) / this.df)
    );
  }
}
