import { squared } from "./metric.js";
import { type Points, type ProductBlock, largestOf } from "./points.js";
import type { Rows } from "./rows.js";

/** Of n·k distances, the share that may be in doubt before float64 is cheaper than differences for them. */
const DOUBTS = 1 / 32;

/**
 * Labels of points: the nearest of some centres.
 *
 * @remarks By products, ‖c‖² − 2·xᵀc, off by less than 2·(p + 8)·ε·(‖x‖² + max ‖c‖²); centres that are nearer to one another in
 *   distance than twice that are compared by differences. So labels depend neither on blocks nor on threads, nor on the precision of the
 *   products: float32 as long as it leaves few in doubt.
 */
export class Assignment {
  private isRough = true;

  constructor(private readonly points: Points) {}

  /**
   * Writes the index of the nearest of `centres` to every point: of the smallest Σ (xⱼ − cⱼ)² as differences give it, of several the first.
   *
   * @param labels where points were, −1 for nowhere
   * @returns how many labels changed
   */
  update(centres: Rows, labels: Int32Array): number {
    const { points } = this;
    const tally: Tally = { changed: 0, compared: 0 };
    const visit = (block: ProductBlock): void => assignBlock(points, centres, block, labels, tally);
    if (this.isRough) points.roughProducts(centres, visit);
    else points.products(centres, visit);
    if (tally.compared > DOUBTS * labels.length * centres.count) this.isRough = false;
    return tally.changed;
  }
}

interface Tally {
  /** How many labels changed. */
  changed: number;
  /** How many distances were taken by differences. */
  compared: number;
}

/** A function of its own: as a closure V8 runs it three times as slowly. */
function assignBlock(
  { rows, squares }: Points,
  centres: Rows,
  { first, count, dots, lengths, precision }: ProductBlock,
  labels: Int32Array,
  tally: Tally,
): void {
  const { values } = rows;
  const others = centres.values;
  const k = lengths.length;
  const twice = 2 * precision.unit;
  const doubt = 4 * (rows.columns + 8) * precision.epsilon;
  const floor = doubt * largestOf(lengths) + 4 * precision.underflow;
  for (let i = first, from = 0; i < first + count; i++, from += k) {
    const before = labels[i];
    const margin = doubt * squares[i] + floor;
    if (before >= 0 && staysNearest(dots, from, lengths, twice, before, margin)) continue;
    const limit = leastOf(dots, from, lengths, twice) + margin;
    let [label, least, near] = [-1, Infinity, 0];
    for (let j = 0; j < k; j++) {
      if (lengths[j] - twice * dots[from + j] > limit) continue; // NaN stays in doubt
      near++;
      if (near === 1) label = j;
    }
    if (near > 1) {
      tally.compared += near;
      for (let j = label; j < k; j++) {
        if (lengths[j] - twice * dots[from + j] > limit) continue;
        const square = squared(values, i * rows.columns, others, j * rows.columns, rows.columns);
        if (square < least) [label, least] = [j, square];
      }
    }
    if (label === before) continue;
    labels[i] = label;
    tally.changed++;
  }
}

/** Whether every other centre is more than `margin` farther. Most points stay: the branch in the loop is nearly always the same. */
function staysNearest(
  dots: Float32Array | Float64Array,
  from: number,
  lengths: Float64Array,
  twice: number,
  label: number,
  margin: number,
): boolean {
  const limit = lengths[label] - twice * dots[from + label] + margin;
  for (let j = 0; j < label; j++) if (!(lengths[j] - twice * dots[from + j] > limit)) return false;
  for (let j = label + 1; j < lengths.length; j++) if (!(lengths[j] - twice * dots[from + j] > limit)) return false;
  return true;
}

/** The least lengthsⱼ − 2·dotsⱼ. */
function leastOf(dots: Float32Array | Float64Array, from: number, lengths: Float64Array, twice: number): number {
  let least = Infinity;
  for (let j = 0; j < lengths.length; j++) {
    const score = lengths[j] - twice * dots[from + j];
    if (score < least) least = score;
  }
  return least;
}
