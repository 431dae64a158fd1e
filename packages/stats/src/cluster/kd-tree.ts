import type { Metric } from "./metric.js";
import type { NearestList } from "./nearest-list.js";
import type { Rows } from "./rows.js";

/** Points of a leaf. */
const LEAF = 16;

/**
 * Rows in a binary tree of half-spaces: every node halves its rows at the median of the column in which they spread most.
 *
 * @remarks O(n·p·log n) to build. A search looks into O(log n) leaves where columns are few, and into nearly all where they are many.
 * @see Friedman, Bentley & Finkel 1977, *An algorithm for finding best matches in logarithmic expected time*
 * @see Arya & Mount 1993, *Algorithms for fast vector quantization*: distances of half-spaces from one to the next
 */
export class KdTree {
  /** Rows as the leaves hold them, one after another. */
  private readonly values: Float64Array;
  /** Which row each of them is. */
  private readonly order: Int32Array;
  /** Of node i, whose children are 2·i and 2·i + 1: the column and the value that divide it. */
  private readonly columns: number[] = [];
  private readonly cuts: number[] = [];
  /** Bounds are sums of rounded terms: by so much less they are bounds still. */
  private readonly safe: number;

  constructor(
    rows: Rows,
    private readonly metric: Metric,
  ) {
    const { values, count, columns } = rows;
    this.order = Int32Array.from({ length: count }, (_, i) => i);
    this.divide(values, columns, 1, 0, count);
    this.values = new Float64Array(count * columns);
    this.order.forEach((row, i) => this.values.set(values.subarray(row * columns, (row + 1) * columns), i * columns));
    this.width = columns;
    this.gaps = new Float64Array(columns);
    this.safe = 1 - 8 * (columns + Math.log2(count) + 8) * Number.EPSILON;
  }

  private readonly width: number;
  /** How far the query is from the half-spaces of the node, column by column. */
  private readonly gaps: Float64Array;

  /** Offers what can be among the nearest of the row that begins at `from`. */
  search(query: Float64Array, from: number, nearest: NearestList): void {
    this.gaps.fill(0);
    this.visit(1, 0, this.order.length, 0, query, from, nearest);
  }

  private visit(
    node: number,
    low: number,
    high: number,
    bound: number,
    query: Float64Array,
    from: number,
    nearest: NearestList,
  ): void {
    const { metric, width, gaps } = this;
    if (high - low <= LEAF) {
      for (let i = low; i < high; i++) {
        nearest.add(metric.between(query, from, this.values, i * width, width), this.order[i]);
      }
      return;
    }
    const middle = (low + high) >> 1;
    const column = this.columns[node];
    const gap = query[from + column] - this.cuts[node];
    const isLow = gap < 0;
    if (isLow) this.visit(2 * node, low, middle, bound, query, from, nearest);
    else this.visit(2 * node + 1, middle, high, bound, query, from, nearest);
    const before = gaps[column];
    const across = metric.isMaximum
      ? Math.max(bound, metric.along(gap))
      : bound - metric.along(before) + metric.along(gap);
    if (across * this.safe > nearest.worst) return;
    gaps[column] = gap;
    if (isLow) this.visit(2 * node + 1, middle, high, across, query, from, nearest);
    else this.visit(2 * node, low, middle, across, query, from, nearest);
    gaps[column] = before;
  }

  private divide(values: Float64Array, columns: number, node: number, low: number, high: number): void {
    if (high - low <= LEAF) return;
    const column = widest(values, columns, this.order.subarray(low, high));
    const middle = (low + high) >> 1;
    selectMedian(this.order, low, high - 1, middle, (row) => values[row * columns + column]);
    this.columns[node] = column;
    this.cuts[node] = values[this.order[middle] * columns + column];
    this.divide(values, columns, 2 * node, low, middle);
    this.divide(values, columns, 2 * node + 1, middle, high);
  }
}

/** The column in which rows lie furthest apart. */
function widest(values: Float64Array, columns: number, rows: Int32Array): number {
  let [best, most] = [0, -1];
  for (let j = 0; j < columns; j++) {
    let [least, greatest] = [Infinity, -Infinity];
    for (const row of rows) {
      const v = values[row * columns + j];
      if (v < least) least = v;
      if (v > greatest) greatest = v;
    }
    if (greatest - least > most) [best, most] = [j, greatest - least];
  }
  return best;
}

/** Hoare's selection: moves rows so that those before `middle` have no greater keys, and those behind no smaller ones. */
function selectMedian(
  order: Int32Array,
  low: number,
  high: number,
  middle: number,
  key: (row: number) => number,
): void {
  while (low < high) {
    const pivot = key(order[(low + high) >> 1]);
    let [i, j] = [low, high];
    while (i <= j) {
      while (key(order[i]) < pivot) i++;
      while (key(order[j]) > pivot) j--;
      if (i <= j) {
        [order[i], order[j]] = [order[j], order[i]];
        i++;
        j--;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
