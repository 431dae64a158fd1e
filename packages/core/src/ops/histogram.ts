import { elements, float64, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import { zeros } from "../array/create.js";
import type { DType, Summed } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { scatterAdd } from "./gather-scatter.js";
import { int32Of, numbersOf, requireVector } from "./numbers-of.js";
import { placeIn } from "./search.js";

/** What `histogram` counts. */
export interface Histogram {
  readonly counts: NDArray<"int32", readonly [number]>;
  /** One more than there are bins. */
  readonly edges: NDArray<"float64", readonly [number]>;
}

/**
 * How many elements lie in each bin. A bin has its lower edge and not its upper one; the last has both. What lies
 * outside, NaN included, is not counted.
 *
 * @param options `bins`: how many of equal width (default 10), or ascending edges; `range`: the outer edges, by default
 *   the smallest and largest element
 * @throws {ValueError} for bins or a range that are none, and for elements that are not finite without a range
 * @example
 * histogram(array([1, 2, 2, 5]), { bins: 2 }).counts.toArray(); // [3, 1]
 */
export function histogram(
  x: NDArray,
  options?: { readonly bins?: number | readonly number[]; readonly range?: readonly [number, number] },
): Histogram {
  const { bins = 10, range } = requireOptions("histogram", options);
  const data = numbersOf("histogram", "x", x);
  const edges = typeof bins === "number" ? equalEdges(data, bins, range) : Float64Array.from(bins);
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
  return { counts: int32Of(counts) as Histogram["counts"], edges: float64Of(edges) as Histogram["edges"] };
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
export function bincount<E extends DType = "int32">(
  x: NDArray,
  options?: { readonly weights?: NDArray<E>; readonly minLength?: number },
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

/** Edges of bins of equal width. */
function equalEdges(data: ArrayLike<number>, bins: number, range: readonly [number, number] | undefined): Float64Array {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new ValueError("histogram", "bins must be an integer ≥ 1 or a list of edges", kindOf(bins));
  }
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
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const width = (high - low) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + i * width));
}

function float64Of(list: Float64Array): NDArray {
  const out = allocate({ type: float64, layout: rowMajor([list.length]) });
  elements(out.storage, float64).set(list, out.offset);
  return out;
}
