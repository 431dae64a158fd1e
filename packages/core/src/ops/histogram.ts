import { elements, float64, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import { zeros } from "../array/create.js";
import type { DType, Summed } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { BinCount, EdgeCount } from "../array/typed-along.js";
import type { Check, Shape } from "../array/typed-shape.js";
import type { VectorRule, WeightsRule } from "../array/typed-vectors.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { type BinRule, binRules, binsBy } from "./bin-rules.js";
import { scatterAdd } from "./gather-scatter.js";
import { int32Of, numbersOf, requireVector } from "./numbers-of.js";
import { placeIn } from "./search.js";

/** What `histogram` counts. */
export interface Histogram<Bins extends number = number, Edges extends number = number> {
  readonly counts: NDArray<"int32", readonly [Bins]>;
  /** One more than there are bins. */
  readonly edges: NDArray<"float64", readonly [Edges]>;
}

/**
 * How many elements lie in each bin. A bin has its lower edge and not its upper one; the last has both. What lies
 * outside, NaN included, is not counted.
 *
 * A rule chooses how many bins of equal width there are by the n elements within the range, of which r is the range, σ the standard
 * deviation, q the distance of the quartiles, g the skewness, and s² = 6·(n − 2)/((n + 1)·(n + 3)). With bins of width h, these are ⌈r/h⌉:
 *
 *     sqrt  r/√n    sturges  r/(log₂ n + 1)    rice  r/(2·∛n)    scott  σ·∛(24·√π/n)    fd  2·q/∛n
 *     doane  r/(1 + log₂ n + log₂(1 + |g|/s))    auto  the lesser of fd's, or half of sqrt's if that is more, and sturges's
 *
 * @param options `bins`: how many of equal width (default 10), a rule for that, or ascending edges; `range`: the outer edges, by
 *   default the smallest and largest element
 * @throws {ValueError} for bins or a range that are none, and for elements that are not finite without a range
 * @see NumPy, histogram_bin_edges: the rules, and where each is from (Sturges 1926, Doane 1976, Scott 1979, Freedman & Diaconis 1981)
 * @example
 * histogram(array([1, 2, 2, 5]), { bins: 2 }).counts.toArray(); // [3, 1]
 * histogram(array([1, 2, 2, 5]), { bins: "sturges" }).edges.toArray(); // [1, 2.333333333333333, 3.6666666666666665, 5]
 */
export function histogram<const B extends number | BinRule | readonly number[] = 10>(
  x: NDArray,
  options?: { readonly bins?: B; readonly range?: readonly [number, number] },
): Histogram<BinCount<B>, EdgeCount<B>> {
  const { bins = 10, range } = requireOptions("histogram", options);
  const data = numbersOf("histogram", "x", x);
  const whole = x.type.kind !== "float";
  if (range !== undefined && !(Array.isArray(range) && range.length === 2)) {
    throw new ValueError("histogram", "range must be [low, high]", kindOf(range));
  }
  const edges = isList(bins) ? Float64Array.from(bins) : equalEdges(data, bins, range, whole);
  const wrong = edges.findIndex((edge, i) => !(edge >= (i > 0 ? edges[i - 1] : -Infinity)));
  if (edges.length < 2 || wrong >= 0) {
    throw new ValueError("histogram", "bins must be at least two ascending edges", `[${[...edges].join(", ")}]`);
  }
  const n = edges.length - 1;
  const counts = new Int32Array(n);
  for (const value of data) {
    if (!(value >= edges[0] && value <= edges[n])) continue;
    counts[Math.min(placeIn(edges, value, true), n) - 1]++;
  }
  return { counts: int32Of(counts) as NDArray, edges: float64Of(edges) as NDArray }; // as long as the types tell
}

/**
 * How often each of 0, 1, 2, … occurs, or the sum of the weights beside it.
 *
 * @param x integers ≥ 0, one axis
 * @param options `weights`: of x's length, can be differentiated; `minLength`: of the result, at least
 * @throws {ValueError} for a negative element
 * @throws {DTypeError} for floats
 * @example
 * bincount(array([0, 2, 2], { dtype: "int32" })).toArray(); // [1, 0, 2]
 */
export function bincount<E extends DType = "int32", S extends Shape = any, W extends Shape = any>(
  x: NDArray<DType, S> & Check<VectorRule<S, "x">, "bincount">,
  options?: { readonly weights?: NDArray<E, W> & Check<WeightsRule<W, S>, "bincount">; readonly minLength?: number },
): NDArray<Summed<E>, readonly [number]> {
  const { weights, minLength = 0 } = requireOptions("bincount", options);
  const { kind, name } = requireVector("bincount", "x", x).type;
  if (kind !== "int" && kind !== "uint") throw new DTypeError("bincount", "x must be integers", { x: name });
  if (!Number.isInteger(minLength) || minLength < 0) {
    throw new ValueError("bincount", "minLength must be an integer ≥ 0", kindOf(minLength));
  }
  let length = minLength;
  const data = numbersOf("bincount", "x", x);
  for (const value of data) {
    if (value < 0) throw new ValueError("bincount", "x must not be negative", value);
    length = Math.max(length, value + 1);
  }
  if (weights !== undefined) {
    if (requireVector("bincount", "weights", weights).size !== x.size) {
      throw new ShapeError("bincount", "weights must be of x's length", { x: x.shape, weights: weights.layout.shape });
    }
    return scatterAdd(zeros([length], { dtype: weights.type.name }), x as NDArray<"int32">, weights) as NDArray;
  }
  const counts = new Int32Array(length);
  for (const value of data) counts[value]++;
  return int32Of(counts);
}

function isList(bins: number | BinRule | readonly number[]): bins is readonly number[] {
  return Array.isArray(bins) || ArrayBuffer.isView(bins);
}

/** Edges of bins of equal width. */
function equalEdges(
  data: ArrayLike<number>,
  bins: number | BinRule,
  range: readonly [number, number] | undefined,
  whole: boolean,
): Float64Array {
  if (typeof bins === "string" && !Object.hasOwn(binRules, bins)) {
    throw new ValueError(
      "histogram",
      "bins must name a rule",
      kindOf(bins),
      `Known: ${Object.keys(binRules).join(", ")}.`,
    );
  }
  if (typeof bins !== "string" && (!Number.isInteger(bins) || bins < 1)) {
    throw new ValueError("histogram", "bins must be an integer ≥ 1, a rule or a list of edges", kindOf(bins));
  }
  const [low, high] = outerEdges(data, range);
  const count = typeof bins !== "string" ? bins : countBy(bins, data, low, high, whole);
  const width = (high - low) / count;
  return Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? high : low + i * width));
}

/** The most bins that a rule may make: of data with few that lie far out it would fill the memory. */
const MOST_BINS = 16_777_216;

function countBy(rule: BinRule, data: ArrayLike<number>, low: number, high: number, whole: boolean): number {
  const within = Float64Array.from(data)
    .filter((value) => value >= low && value <= high)
    .sort();
  const count = binsBy(rule, within, low, high, whole);
  if (count <= MOST_BINS) return count;
  throw new ValueError(
    "histogram",
    `the rule "${rule}" must make at most ${MOST_BINS} bins`,
    count,
    "Give their number, or a range without what lies far out.",
  );
}

/** The range, or the smallest and largest element; half on each side where these are one. */
function outerEdges(data: ArrayLike<number>, range: readonly [number, number] | undefined): [number, number] {
  let [low, high] = range ?? [Infinity, -Infinity];
  if (range === undefined) {
    for (let i = 0; i < data.length; i++) {
      low = Number.isNaN(data[i]) ? NaN : Math.min(low, data[i]);
      high = Math.max(high, data[i]);
    }
    if (data.length === 0) [low, high] = [0, 1];
  }
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) {
    const hint = range === undefined ? "Give a range; what lies outside is not counted." : "";
    throw new ValueError("histogram", "the range must be finite and ascending", `[${low}, ${high}]`, hint);
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function float64Of(list: Float64Array): NDArray {
  const out = allocate({ type: float64, layout: rowMajor([list.length]) });
  elements(out.storage, float64).set(list, out.offset);
  return out;
}
