import { type Dim, type DType, type NDArray, array } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { metricNamed } from "../cluster/metric.js";
import type { DistanceOptions } from "../cluster/pairwise-distances.js";
import { rowsOf } from "../cluster/rows.js";
import { distanceBlocks } from "../cluster/distance-blocks.js";
import { requireLabels } from "../labels.js";
import { requireTable } from "../prepare/table.js";

/**
 * How much nearer each example is to its own cluster than to the next one.
 *
 *     s = (b − a) / max(a, b),  a: mean distance from the others of its cluster, b: least mean distance from another cluster
 *
 * In [−1, 1]: 1 well inside, 0 between two clusters, below 0 in the wrong one. Of an example alone in its cluster, and of one that is no
 * distance from anything, 0.
 *
 * @param x shape `[n, p]`
 * @param y labels of clusters, shape `[n]`, integers or booleans, at least two clusters
 * @param options `metric`, `power`: as of `pairwiseDistances`
 * @returns shape `[n]`
 * @throws {ShapeError} unless `x` is a matrix and there is a label a row
 * @throws {ValueError} for NaN or infinite entries, labels that are no integers, and a single cluster
 * @remarks 2·n²·p flops in bounded memory.
 * @see Rousseeuw 1987, *Silhouettes: a graphical aid to the interpretation and validation of cluster analysis*
 * @example
 * silhouettes(array([[0], [0], [5], [5]]), array([0, 0, 1, 0])).toArray(); // [0.5, 0.5, 0, -1]
 */
export function silhouettes<N extends Dim>(
  x: NDArray<DType, readonly [N, Dim]>,
  y: NDArray<DType, readonly [N]>,
  options?: DistanceOptions,
): NDArray<"float64", readonly [N]> {
  return array(widths("silhouettes", x, y, options)) as NDArray;
}

/**
 * Mean of the silhouettes of all examples: how clear clusters are, to choose how many there are.
 *
 * @param x shape `[n, p]`
 * @param y labels of clusters, shape `[n]`, integers or booleans, at least two clusters
 * @param options `metric`, `power`: as of `pairwiseDistances`
 * @throws {ShapeError} unless `x` is a matrix and there is a label a row
 * @throws {ValueError} for NaN or infinite entries, labels that are no integers, and a single cluster
 * @example
 * silhouette(array([[0], [0], [5], [5]]), array([0, 0, 1, 1])); // 1
 */
export function silhouette<N extends Dim>(
  x: NDArray<DType, readonly [N, Dim]>,
  y: NDArray<DType, readonly [N]>,
  options?: DistanceOptions,
): number {
  const all = widths("silhouette", x, y, options);
  return all.reduce((sum, s) => sum + s, 0) / all.length;
}

function widths(op: string, x: NDArray, y: NDArray, options: DistanceOptions | undefined): Float64Array<ArrayBuffer> {
  const { metric: name, power } = requireOptions<DistanceOptions>(op, options);
  const metric = metricNamed(op, name, power);
  const rows = metric.prepare(op, "x", rowsOf(requireTable(op, x)));
  const { indices, counts } = requireLabels(op, y, rows.count);
  const out = new Float64Array(rows.count);
  const sums = new Float64Array(counts.length);
  for (const { first, count, distances } of distanceBlocks(rows, rows, metric)) {
    for (let i = 0; i < count; i++) {
      sums.fill(0);
      for (let j = 0, at = i * rows.count; j < rows.count; j++, at++) sums[indices[j]] += metric.finish(distances[at]);
      out[first + i] = width(sums, counts, indices[first + i]);
    }
  }
  return out;
}

/** From the sums of distances from each cluster. */
function width(sums: Float64Array, counts: Int32Array, own: number): number {
  if (counts[own] === 1) return 0;
  const inside = sums[own] / (counts[own] - 1);
  let outside = Infinity;
  for (let c = 0; c < sums.length; c++) if (c !== own) outside = Math.min(outside, sums[c] / counts[c]);
  const larger = Math.max(inside, outside);
  return larger === 0 ? 0 : (outside - inside) / larger;
}
