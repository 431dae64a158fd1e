import { type DType, type NDArray, type Random, type Shape, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { normalTailInverse } from "../special/gaussian.js";
import { each } from "./continuous.js";

/**
 * A distribution on the integers 0, 1, …. Every function takes a number, or an array, whose elements it takes one by one; both tails
 * are computed for themselves.
 */
export abstract class DiscreteDistribution {
  abstract readonly mean: number;
  abstract readonly variance: number;

  /** P(X = k): zero where k is no integer. */
  pmf(k: number): number;
  pmf<S extends Shape>(k: NDArray<DType, S>): NDArray<"float64", S>;
  pmf(k: number | NDArray): number | NDArray {
    return each(k, (v) => Math.exp(this.logMassOf(v)));
  }

  /** ln P(X = k). */
  logPmf(k: number): number;
  logPmf<S extends Shape>(k: NDArray<DType, S>): NDArray<"float64", S>;
  logPmf(k: number | NDArray): number | NDArray {
    return each(k, (v) => this.logMassOf(v));
  }

  /** P(X ≤ x). */
  cdf(x: number): number;
  cdf<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S>;
  cdf(x: number | NDArray): number | NDArray {
    return each(x, (v) => (v < 0 ? 0 : this.lowerTail(Math.floor(v))));
  }

  /** Survival function P(X > x). */
  sf(x: number): number;
  sf<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S>;
  sf(x: number | NDArray): number | NDArray {
    return each(x, (v) => (v < 0 ? 1 : this.upperTail(Math.floor(v))));
  }

  /** Quantile: the least k whose `cdf` is at least p, so 0 for p = 0. @throws {ValueError} for p outside [0, 1] */
  ppf(p: number): number;
  ppf<S extends Shape>(p: NDArray<DType, S>): NDArray<"float64", S>;
  ppf(p: number | NDArray): number | NDArray {
    return each(p, (v) => this.quantile("ppf", v, 1 - v));
  }

  /** The least k whose `sf` is at most q. @throws {ValueError} for q outside [0, 1] */
  isf(q: number): number;
  isf<S extends Shape>(q: NDArray<DType, S>): NDArray<"float64", S>;
  isf(q: number | NDArray): number | NDArray {
    return each(q, (v) => this.quantile("isf", 1 - v, v));
  }

  /** Independent draws of the shape asked for: quantiles of uniform numbers. */
  sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S> {
    return this.ppf(rng.uniform(shape)); // uniform numbers may be 0, never 1
  }

  /** The largest value that there is: Infinity for most. */
  protected abstract readonly last: number;
  protected abstract logMassAt(k: number): number;
  protected abstract lowerTail(k: number): number;
  protected abstract upperTail(k: number): number;

  private logMassOf(k: number): number {
    if (Number.isNaN(k)) return NaN;
    return Number.isInteger(k) && k >= 0 && k <= this.last ? this.logMassAt(k) : -Infinity;
  }

  /** By the smaller of p and q = 1 − p, which has its digits: a gallop from the normal distribution's answer, then halving. */
  private quantile(method: string, p: number, q: number): number {
    if (!(p >= 0 && p <= 1)) {
      const got = kindOf(method === "ppf" ? p : q);
      throw new ValueError(`${this.constructor.name}.${method}`, "a probability must lie in [0, 1]", got);
    }
    if (p === 0) return 0;
    if (q === 0) return this.last;
    const reached = (k: number) => (p <= 0.5 ? this.lowerTail(k) >= p : this.upperTail(k) <= q);
    const guess = this.mean - Math.sqrt(this.variance) * (p <= 0.5 ? normalTailInverse(p) : -normalTailInverse(q));
    const start = Math.max(0, Math.min(this.last, Math.round(guess)));
    let [low, high] = [start, start]; // low: not reached, or −1; high: reached
    if (reached(start))
      for (let step = 1; low >= 0 && reached(low); step *= 2) [high, low] = [low, Math.max(-1, low - step)];
    else for (let step = 1; !reached(high); step *= 2) [low, high] = [high, Math.min(this.last, high + step)];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (reached(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
}
