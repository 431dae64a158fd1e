import type { Points } from "./points.js";
import type { Rows } from "./rows.js";

/**
 * Weighted sums of the points of each cluster, about their centre, kept from one iteration to the next: points that stay where they are
 * cost nothing. Rounding adds up over iterations, so the last sums are taken anew.
 */
export class ClusterSums {
  private readonly sums: Float64Array;
  private readonly totals: Float64Array;
  /** Which cluster each point is counted in. */
  private readonly known: Int32Array;

  constructor(
    private readonly points: Points,
    private readonly weights: Float64Array,
    k: number,
  ) {
    const { count, columns } = points.rows;
    this.sums = new Float64Array(k * columns);
    this.totals = new Float64Array(k);
    this.known = new Int32Array(count).fill(-1);
  }

  /** Takes all sums anew. */
  recount(labels: Int32Array): void {
    this.sums.fill(0);
    this.totals.fill(0);
    this.known.fill(-1);
    this.update(labels);
  }

  /** Moves points whose label changed. */
  update(labels: Int32Array): void {
    const { known, weights, points, sums, totals } = this;
    const { values } = points.rows;
    for (let i = 0; i < labels.length; i++) {
      const before = known[i];
      const label = labels[i];
      if (label === before) continue;
      const weight = weights[i];
      if (before >= 0) {
        moveRow(sums, before, label, values, i, points.centre, weight);
        totals[before] -= weight;
      } else addRow(sums, label, values, i, points.centre, weight);
      totals[label] += weight;
      known[i] = label;
    }
  }

  /** A cluster of weight 0 stays where it was. */
  means(before: Rows): Rows {
    const { columns, count } = before;
    const { values } = before;
    const { centre } = this.points;
    const means = this.sums.map((sum, at) => {
      const total = this.totals[Math.floor(at / columns)];
      return total > 0 ? centre[at % columns] + sum / total : values[at];
    });
    return { values: means, count, columns };
  }
}

/** Adds row `from` about the centre, times its weight, to row `to` of the sums. */
function addRow(
  sums: Float64Array,
  to: number,
  values: Float64Array,
  from: number,
  centre: Float64Array,
  weight: number,
): void {
  const columns = centre.length;
  for (let j = 0, at = to * columns, source = from * columns; j < columns; j++, at++, source++) {
    sums[at] += weight * (values[source] - centre[j]);
  }
}

/** Takes it from row `before`, too. */
function moveRow(
  sums: Float64Array,
  before: number,
  to: number,
  values: Float64Array,
  from: number,
  centre: Float64Array,
  weight: number,
): void {
  const columns = centre.length;
  const [left, joined, source] = [before * columns, to * columns, from * columns];
  for (let j = 0; j < columns; j++) {
    const v = weight * (values[source + j] - centre[j]);
    sums[left + j] -= v;
    sums[joined + j] += v;
  }
}
