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
    const { columns } = this.points.rows;
    for (const { first, count, centred } of this.points.blocks) {
      const data = centred.view() as Float64Array;
      for (let i = 0; i < count; i++) {
        const [label, before] = [labels[first + i], this.known[first + i]];
        if (label === before) continue;
        this.add(data, i * columns, before, -this.weights[first + i]);
        this.add(data, i * columns, label, this.weights[first + i]);
        this.known[first + i] = label;
      }
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

  private add(data: Float64Array, from: number, label: number, weight: number): void {
    if (label < 0) return;
    const { sums } = this;
    const { columns } = this.points.rows;
    this.totals[label] += weight;
    for (let to = label * columns, end = to + columns, at = from; to < end; to++, at++) sums[to] += weight * data[at];
  }
}
