import { type DType, type Dim, type Divided, type NDArray, type Promote, ShapeError, array } from "@linnet/core";
import { promote, requireOptions } from "@linnet/core/extend";
import { type DistanceMetric, metricNamed } from "./metric.js";
import { requireRows, rowsOf } from "./rows.js";
import { distanceBlocks } from "./distance-blocks.js";

export interface DistanceOptions {
  /** Default `"euclidean"`. */
  readonly metric?: DistanceMetric;
  /** The p of `"minkowski"`, at least 1. */
  readonly power?: number;
}

/**
 * Distances of every row of `a` from every row of `b`.
 *
 *     euclidean √Σ (aⱼ − bⱼ)²     manhattan Σ |aⱼ − bⱼ|     chebyshev max |aⱼ − bⱼ|     minkowski (Σ |aⱼ − bⱼ|^p)^(1/p)
 *     cosine 1 − aᵀb / (‖a‖·‖b‖)     correlation: cosine of rows about their own means
 *
 * @param a shape `[m, p]`
 * @param b shape `[n, p]`
 * @returns shape `[m, n]`, never negative; exactly 0 where rows are equal
 * @throws {ShapeError} unless both are matrices with rows, and as many columns
 * @throws {ValueError} for NaN or infinite entries, for a row without a direction under `"cosine"` (zeros) and `"correlation"` (a
 *   constant), and for a metric or power that there is not
 * @remarks 2·m·n·p flops. Computed in float64 and rounded to the dtype of the result. Euclidean distances of 32 columns or more come
 *   from one product, in blocks of 1 MiB, and those that it would lose digits of from differences: the relative error is at most
 *   (16·p + 64)·ε; with fewer columns (p/4 + 1)·ε. Cosines are ½·‖â − b̂‖² of unit rows, good where the angle is small. Squares
 *   beyond 10³⁰⁸ are infinite.
 * @example
 * pairwiseDistances(array([[0, 0], [3, 4]]), array([[0, 0]])).toArray(); // [[0], [5]]
 */
export function pairwiseDistances<M extends Dim, N extends Dim, P extends Dim, D extends DType, E extends DType>(
  a: NDArray<D, readonly [M, P]>,
  b: NDArray<E, readonly [N, P]>,
  options?: DistanceOptions,
): NDArray<Divided<Promote<D, E>>, readonly [M, N]> {
  return distances("pairwiseDistances", a, b, options);
}

function distances(op: string, a: NDArray, b: NDArray, options: DistanceOptions | undefined): NDArray {
  const { metric: name, power } = requireOptions<DistanceOptions>(op, options);
  const metric = metricNamed(op, name, power);
  const [first, second] = [requireRows(op, "a", a), requireRows(op, "b", b)];
  if (first.shape[1] !== second.shape[1]) {
    throw new ShapeError(op, "a and b must have as many columns", { a: a.shape, b: b.shape });
  }
  const [from, to] = [metric.prepare(op, "a", rowsOf(first)), metric.prepare(op, "b", rowsOf(second))];
  const single = promote(a.type, b.type).name === "float32";
  const out = single ? new Float32Array(from.count * to.count) : new Float64Array(from.count * to.count);
  for (const { first: row, count, distances: block } of distanceBlocks(from, to, metric)) {
    for (let i = 0, at = row * to.count; i < count * to.count; i++, at++) out[at] = metric.finish(block[i]);
  }
  return array(out, { shape: [from.count, to.count] });
}
