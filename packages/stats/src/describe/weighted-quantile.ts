import {
  type DType,
  type Divided,
  type NDArray,
  type QuantileMethod,
  type Quantiles,
  type Shape,
  ValueError,
  stack,
} from "@linnet/core";
import { kindOf, quantileRanks, requireOptions } from "@linnet/core/extend";
import { ExactSum } from "../precision/exact-sum.js";
import { orderOf } from "./rank.js";
import { type WeightOptions, requireSample, requireWeights } from "./sample.js";

/** Options of `weightedQuantile`. */
export interface WeightedQuantileOptions extends WeightOptions {
  /** What lies between two elements, as in core's `quantile`: default `"linear"`, of reliability weights `"invertedCdf"`. */
  readonly method?: QuantileMethod;
}

/**
 * Quantiles of a vector, or of the columns of a table, whose rows have weights.
 *
 * Frequencies: those of the rows repeated, by each of core's definitions. Reliabilities: the inverse of the weighted distribution,
 *
 *     Q(q) = min { x : Σ_{xᵢ ≤ x} wᵢ ≥ q·Σᵢ wᵢ },  x of positive weight
 *
 * @param x `[n]` or `[n, p]`
 * @param q in [0, 1]; a list makes a first axis of the result
 * @param options `weights` `[n]`, `weighting`: what they count; `method`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements, for q outside [0, 1], and for a method that interpolates between reliabilities,
 *   which have no ranks
 * @remarks One sort. Without weights core's `quantile` is faster, and has a derivative.
 * @see Hyndman & Fan, *Sample quantiles in statistical packages*, The American Statistician 50, 1996
 * @example
 * weightedQuantile(array([1, 2, 4]), 0.5, { weights: array([1, 1, 2]) }).item(); // 3
 */
export function weightedQuantile<D extends DType, S extends Shape, const Q extends number | readonly number[]>(
  x: NDArray<D, S>,
  q: Q,
  options?: WeightedQuantileOptions,
): NDArray<Divided<D>, Quantiles<S, Q, 0, false>> {
  const { method: named, ...weighted } = requireOptions<WeightedQuantileOptions>("weightedQuantile", options);
  const sample = requireSample("weightedQuantile", x as NDArray);
  const { values } = requireWeights("weightedQuantile", weighted, sample.n);
  const reliable = weighted.weighting === "reliability";
  const method = named ?? (reliable ? "invertedCdf" : "linear");
  if (!Object.hasOwn(quantileRanks, method)) {
    const hint = `Known: ${Object.keys(quantileRanks).join(", ")}.`;
    throw new ValueError("weightedQuantile", "method must be known", kindOf(method), hint);
  }
  if (reliable && method !== "invertedCdf") {
    throw new ValueError("weightedQuantile", 'method must be "invertedCdf" for reliability weights', kindOf(method));
  }
  const qs = checkedParts(q);
  const weights = values ?? new Float64Array(sample.n).fill(1);
  const found = sample.columns.map((column) => {
    const order = orderOf(column).filter((row) => weights[row] > 0);
    const sorted = Float64Array.from(order, (row) => column[row]);
    const upTo = runningSums(order, weights);
    return qs.map((part) => (reliable ? ofShares(sorted, upTo, part) : ofRanks(sorted, upTo, part, method)));
  });
  const rows = qs.map((_, i) => sample.gather(found.map((column) => column[i])));
  return (typeof q === "number" ? rows[0] : stack(rows)) as NDArray;
}

/** The smallest element up to which a share q of the weight lies; of all weight the last. */
function ofShares(sorted: Float64Array, upTo: Float64Array, q: number): number {
  return sorted[placeOf(upTo, q * upTo[upTo.length - 1])];
}

/** Of elements that occur as often as they weigh. */
function ofRanks(sorted: Float64Array, upTo: Float64Array, q: number, method: QuantileMethod): number {
  const last = upTo[upTo.length - 1] - 1;
  const [rank, fraction] = quantileRanks[method](last + 1, q);
  const at = (k: number): number => sorted[placeOf(upTo, Math.min(Math.max(k, 0), last) + 1)];
  const [low, high] = [at(rank), at(fraction === 0 ? rank : rank + 1)];
  return low === high ? low : low * (1 - fraction) + high * fraction;
}

/** The first place where the running sum has come to `least`. */
function placeOf(upTo: Float64Array, least: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle] >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}

function runningSums(order: Int32Array, weights: Float64Array): Float64Array {
  const sum = new ExactSum();
  return Float64Array.from(order, (row) => {
    sum.add(weights[row]);
    return sum.value;
  });
}

function checkedParts(q: number | readonly number[]): readonly number[] {
  const parts: readonly unknown[] = Array.isArray(q) ? q : [q];
  return parts.map((part) => {
    if (typeof part === "number" && part >= 0 && part <= 1) return part;
    throw new ValueError("weightedQuantile", "q must lie in [0, 1]", kindOf(part));
  });
}
