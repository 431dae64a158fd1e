import { Assignment } from "./assign-nearest.js";
import { ClusterSums } from "./cluster-sums.js";
import { squared } from "./metric.js";
import type { Points } from "./points.js";
import type { Rows } from "./rows.js";

/** One iteration of k-means. */
export interface KMeansIteration {
  /** Which start, from 0. */
  readonly start: number;
  /** From 1. */
  readonly iteration: number;
  /** Σ wᵢ·‖xᵢ − c‖² of this iteration's labels and centres. */
  readonly inertia: number;
  /** How many examples went to another cluster. */
  readonly changed: number;
}

/** Centres and the labels that go with them. */
export interface Clustering {
  readonly centres: Rows;
  readonly labels: Int32Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

interface LloydOptions {
  readonly weights: Float64Array;
  readonly maxIterations: number;
  /** Σ ‖Δc‖² at which to end. */
  readonly movement: number;
  /** Rounds centres to the dtype that is given back. */
  readonly rounded: (centres: Rows) => Rows;
  readonly signal: AbortSignal | undefined;
  readonly onIteration: ((iteration: KMeansIteration) => void) | undefined;
  readonly start: number;
}

/**
 * Lloyd's algorithm: examples go to the nearest centre, centres to the mean of their examples, until no label changes.
 *
 * @see Lloyd 1982, *Least squares quantization in PCM*
 */
export function lloyd(points: Points, initial: Rows, options: LloydOptions): Clustering {
  const { weights, maxIterations, movement, signal, onIteration, start } = options;
  const { count: n } = points.rows;
  const labels = new Int32Array(n).fill(-1);
  const assignment = new Assignment(points);
  const sums = new ClusterSums(points, weights, initial.count);
  let centres = initial;
  let converged = false;
  let iterations = 0;
  while (!converged && iterations < maxIterations) {
    signal?.throwIfAborted();
    iterations++;
    const changed = assignment.update(centres, labels) + fillEmpty(points, centres, labels, weights);
    const before = centres;
    sums.update(labels);
    centres = sums.means(before);
    converged = changed === 0 || squared(centres.values, 0, before.values, 0, centres.values.length) <= movement;
    if (converged || iterations === maxIterations) {
      sums.recount(labels);
      centres = sums.means(before);
    }
    onIteration?.({ start, iteration: iterations, inertia: inertiaOf(points.rows, centres, labels, weights), changed });
  }
  const last = options.rounded(centres);
  assignment.update(last, labels);
  return { centres: last, labels, inertia: inertiaOf(points.rows, last, labels, weights), iterations, converged };
}

/** Σ wᵢ·‖xᵢ − c‖², c the centre of the label of xᵢ. */
function inertiaOf({ values, count, columns }: Rows, centres: Rows, labels: Int32Array, weights: Float64Array): number {
  const others = centres.values;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += weights[i] * squared(values, i * columns, others, labels[i] * columns, columns);
  }
  return sum;
}

/**
 * Every cluster without examples is given the one that is farthest from its own centre (the first, where several are), from a cluster that
 * has others.
 *
 * @returns how many examples went to another cluster
 */
function fillEmpty({ rows }: Points, centres: Rows, labels: Int32Array, weights: Float64Array): number {
  if (areAllTaken(labels, weights, centres.count)) return 0;
  const { values, columns } = rows;
  const counts = new Int32Array(centres.count);
  for (let i = 0; i < labels.length; i++) if (weights[i] > 0) counts[labels[i]]++;
  const empty = Array.from(counts.keys()).filter((label) => counts[label] === 0);
  const others = centres.values;
  const distances = Float64Array.from(labels, (label, i) =>
    weights[i] > 0 ? squared(values, i * columns, others, label * columns, columns) : -1,
  );
  for (const label of empty) {
    let farthest = -1;
    for (let i = 0; i < distances.length; i++) {
      const isFarther = distances[i] >= 0 && distances[i] > (distances[farthest] ?? -1);
      if (isFarther && counts[labels[i]] > 1) farthest = i;
    }
    counts[labels[farthest]]--;
    counts[label] = 1;
    labels[farthest] = label;
    distances[farthest] = -1;
  }
  return empty.length;
}

/** Whether every cluster has an example that counts: mostly told by the first few. */
function areAllTaken(labels: Int32Array, weights: Float64Array, clusters: number): boolean {
  const isTaken = new Uint8Array(clusters);
  let left = clusters;
  for (let i = 0; i < labels.length; i++) {
    if (isTaken[labels[i]] === 1 || !(weights[i] > 0)) continue;
    isTaken[labels[i]] = 1;
    if (--left === 0) return true;
  }
  return false;
}
