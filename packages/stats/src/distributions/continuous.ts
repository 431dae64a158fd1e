import { type DType, type NDArray, type Random, type Shape, ValueError, array } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * A continuous distribution of one variable. Every function takes a number, or an array, whose elements it takes one by one.
 *
 * Both tails are computed for themselves: `sf` is not 1 − `cdf`, and has its digits where `cdf` has rounded to 1.
 */
export abstract class ContinuousDistribution {
  abstract readonly mean: number;
  abstract readonly variance: number;

  /** Density f(x). */
  pdf(x: number): number;
  pdf<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S>;
  pdf(x: number | NDArray): number | NDArray {
    return each(x, (v) => this.densityAt(v));
  }

  /** ln f(x), where f(x) itself would be zero too. */
  logPdf(x: number): number;
  logPdf<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S>;
  logPdf(x: number | NDArray): number | NDArray {
    return each(x, (v) => this.logDensityAt(v));
  }

  /** P(X ≤ x). */
  cdf(x: number): number;
  cdf<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S>;
  cdf(x: number | NDArray): number | NDArray {
    return each(x, (v) => this.lowerTail(v));
  }

  /** Survival function P(X > x). */
  sf(x: number): number;
  sf<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S>;
  sf(x: number | NDArray): number | NDArray {
    return each(x, (v) => this.upperTail(v));
  }

  /** Quantile: the x whose `cdf` is p. @throws {ValueError} for p outside [0, 1] */
  ppf(p: number): number;
  ppf<S extends Shape>(p: NDArray<DType, S>): NDArray<"float64", S>;
  ppf(p: number | NDArray): number | NDArray {
    return each(p, (v) => this.lowerQuantile(this.probability("ppf", v)));
  }

  /** The x whose `sf` is q: quantiles of the upper tail. @throws {ValueError} for q outside [0, 1] */
  isf(q: number): number;
  isf<S extends Shape>(q: NDArray<DType, S>): NDArray<"float64", S>;
  isf(q: number | NDArray): number | NDArray {
    return each(q, (v) => this.upperQuantile(this.probability("isf", v)));
  }

  /** Independent draws of the shape asked for. */
  abstract sample<const S extends Shape>(rng: Random, shape: S): NDArray<"float64", S>;

  protected abstract densityAt(x: number): number;
  protected abstract logDensityAt(x: number): number;
  protected abstract lowerTail(x: number): number;
  protected abstract upperTail(x: number): number;
  protected abstract lowerQuantile(p: number): number;
  protected abstract upperQuantile(q: number): number;

  private probability(method: string, p: number): number {
    if (p >= 0 && p <= 1) return p;
    throw new ValueError(`${this.constructor.name}.${method}`, "a probability must lie in [0, 1]", kindOf(p));
  }
}

/** `f` of a number, or of every element. */
export function each(x: number | NDArray, f: (v: number) => number): number | NDArray {
  if (typeof x === "number") return f(x);
  return array(Float64Array.from(x.toTypedArray(), f), { shape: x.shape });
}

/** `value` when it is a positive number. @throws {ValueError} */
export function requirePositive(op: string, name: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  throw new ValueError(op, `${name} must be a positive number`, kindOf(value));
}

/** `value` when it is finite. @throws {ValueError} */
export function requireFinite(op: string, name: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new ValueError(op, `${name} must be finite`, kindOf(value));
}
