import { KdTree } from "./kd-tree.js";
import type { Metric } from "./metric.js";
import { NearestList } from "./nearest-list.js";
import type { Rows } from "./rows.js";
import { distanceBlocks } from "./distance-blocks.js";

/** Neighbours of rows: of row i the k nearest at i·k, nearest first. */
export interface Found {
  readonly indices: Int32Array;
  readonly distances: Float64Array;
}

/** So many columns a tree pays for, and so many rows it takes. */
const COLUMNS = 12;
const ROWS = 256;

/** Whether a tree is worth its while: with many columns every search would look into all of it. */
export function treePays({ count, columns }: Rows): boolean {
  return columns <= COLUMNS && count >= ROWS;
}

/**
 * The k rows that are nearest to each query, by distances as differences give them; of equally near ones those of lower index. A tree
 * and comparison with all rows answer the same, to the last bit.
 *
 * @param rows prepared for the metric, as `queries`
 * @param tree of these rows; null to compare with all of them
 */
export function nearestRows(rows: Rows, queries: Rows, k: number, metric: Metric, tree: KdTree | null): Found {
  const indices = new Int32Array(queries.count * k);
  const distances = new Float64Array(queries.count * k);
  const nearest = new NearestList(k);
  const keep = (query: number): void => {
    indices.set(nearest.indices, query * k);
    for (let i = 0; i < k; i++) distances[query * k + i] = metric.finish(nearest.distances[i]);
    nearest.clear();
  };
  if (tree !== null) {
    const { values } = queries;
    for (let i = 0; i < queries.count; i++) {
      tree.search(values, i * queries.columns, nearest);
      keep(i);
    }
  } else searchAll(rows, queries, nearest, metric, keep);
  return { indices, distances };
}

/**
 * Products are off by (64·p + 256)·u at most, relatively: whatever can be among the nearest is measured again by differences.
 */
function searchAll(
  rows: Rows,
  queries: Rows,
  nearest: NearestList,
  metric: Metric,
  keep: (query: number) => void,
): void {
  const { columns } = rows;
  const slack = 1 + 4 * (64 * columns + 256) * Number.EPSILON;
  for (const { first, count, distances } of distanceBlocks(queries, rows, metric)) {
    const [from, to] = [queries.values, rows.values];
    for (let i = 0; i < count; i++) {
      const row = distances.subarray(i * rows.count, (i + 1) * rows.count);
      offerAll(row, nearest);
      const limit = nearest.worst * slack;
      nearest.clear();
      for (let j = 0; j < row.length; j++) {
        if (row[j] > limit) continue;
        nearest.add(metric.between(from, (first + i) * columns, to, j * columns, columns), j);
      }
      keep(first + i);
    }
  }
}

function offerAll(row: Float64Array, nearest: NearestList): void {
  let { worst } = nearest;
  for (let j = 0; j < row.length; j++) {
    if (row[j] > worst) continue;
    nearest.add(row[j], j);
    ({ worst } = nearest);
  }
}
