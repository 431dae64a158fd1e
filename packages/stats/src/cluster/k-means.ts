import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ShapeError,
  ValueError,
  array,
  random,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { Assignment } from "./assign-nearest.js";
import { requireGroups } from "./group-count.js";
import { requireWeights } from "../example-weights.js";
import { type IterationOptions, type RandomStarts, requireIterationOptions } from "../iteration-options.js";
import { plusPlusCentres } from "./k-means-plus-plus.js";
import { type Clustering, type KMeansIteration, lloyd } from "./lloyd.js";
import { pairwiseDistances } from "./pairwise-distances.js";
import { Points } from "./points.js";
import { type Rows, columnMeans, requireRows, rowsOf } from "./rows.js";

export interface KMeansOptions<K extends Dim> extends IterationOptions<KMeansIteration>, RandomStarts {
  /** How many clusters. */
  readonly clusters: K;
  /** Centres to begin with, `[clusters, p]`; chosen by k-means++ when left out. */
  readonly initial?: NDArray;
  /** How often each example counts, `[n]`; 1 each when left out. */
  readonly weights?: NDArray;
  /** Default 300. */
  readonly maxIterations?: number;
  /** Ends when Σ ‖Δc‖² of the centres is at most this much of the mean variance of the columns. Default 1e-4; 0 waits for labels. */
  readonly tolerance?: number;
}

/**
 * Clusters around centres: labels and centres of least squared distances, as far as descent finds them.
 *
 *     inertia = Σᵢ wᵢ·‖xᵢ − c(labelᵢ)‖²
 *
 * Lloyd's iteration from k-means++ centres, which lowers the inertia in every step and ends in a local minimum: of several `starts` the
 * best is kept. A tie goes to the first of the centres. A cluster that loses its last example is given the one that is farthest from its own
 * centre.
 *
 * @see Lloyd 1982, *Least squares quantization in PCM*
 * @see Arthur & Vassilvitskii 2007, *k-means++: the advantages of careful seeding*
 */
export class KMeans<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** One centre a row, shape `[k, p]`. */
    readonly centres: NDArray<D, readonly [K, P]>,
    /** The cluster of every example that was fitted, what `predict` says of it, shape `[n]`. */
    readonly labels: NDArray<"int32", readonly [number]>,
    /** Of these labels and centres. */
    readonly inertia: number,
    /** Of the start that was kept. */
    readonly iterations: number,
    /** Whether labels or centres had come to rest; of the start that was kept. */
    readonly converged: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`, with at least as many distinct rows as clusters
   * @throws {ShapeError} unless `x` is a matrix with rows and columns, and `initial` and `weights` fit it
   * @throws {ValueError} for NaN or infinite entries, more clusters than (distinct) rows, and options that mean nothing
   * @remarks 2·n·p·k flops an iteration, by one product, and as many a start for k-means++ times 2 + ⌊log k⌋. In float64 whatever the
   *   dtype but for products that only choose labels, about the mean of the columns; besides the data O(n·p) memory. Labels are those of
   *   distances by differences, to the last bit: a product that leaves a doubt is not trusted.
   * @example
   * const model = KMeans.fit(array([[0, 0], [0, 1], [9, 9], [9, 8]]), { clusters: 2 });
   * model.inertia; // 1
   * model.predict(array([[1, 1], [8, 8]])).at(0).item() === model.labels.at(0).item(); // true
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim>(
    x: NDArray<D, readonly [N, P]>,
    options: KMeansOptions<K>,
  ): KMeans<P, K, Divided<D>> {
    const op = "KMeans.fit";
    const given = requireOptions(op, options) as Partial<KMeansOptions<K>>;
    requireIterationOptions(op, given);
    const data = requireTable(op, x);
    const rows = rowsOf(data);
    const weights = requireWeights(op, given.weights, rows.count) ?? new Float64Array(rows.count).fill(1);
    const k = requireGroups(op, "clusters", given.clusters, rows, weights);
    const initial = requireInitial(op, given, k, rows.columns);
    const best = bestOfStarts(rows, weights, k, initial, given, data.dtype === "float32");
    const { centres, labels, inertia, iterations, converged } = best;
    return new KMeans(arrayOf(centres, data.dtype as Float), array(labels), inertia, iterations, converged);
  }

  /**
   * The nearest centre; of several, the first.
   *
   * @param x shape `[m, p]`
   * @returns shape `[m]`
   */
  predict<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<"int32", readonly [N]> {
    const rows = rowsOf(requireColumns("KMeans.predict", requireTable("KMeans.predict", x), this.centres.shape[1]));
    const centres = rowsOf(this.centres);
    const points = new Points(rows, columnMeans(centres));
    const labels = new Int32Array(rows.count).fill(-1);
    new Assignment(points).update(centres, labels);
    points.dispose();
    return array(labels) as NDArray;
  }

  /** Distances from every centre. @param x shape `[m, p]` @returns shape `[m, k]` */
  transform<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
  ): NDArray<Divided<Promote<E, D>>, readonly [N, K]> {
    requireColumns("KMeans.transform", requireTable("KMeans.transform", x), this.centres.shape[1]);
    return pairwiseDistances(x as NDArray, this.centres as NDArray);
  }

  toJSON(): ModelJson {
    const { centres, labels, inertia, iterations, converged } = this;
    return writeModel("KMeans", { centres, labels, inertia, iterations, converged });
  }

  /** @param json text or value, as `toJSON` wrote it @throws {ValueError} for anything else, naming the field */
  static fromJSON(json: unknown): KMeans {
    const reader = new ModelReader("KMeans", json);
    return new KMeans(
      reader.array("centres", "k", "p"),
      reader.array("labels", "n"),
      reader.number("inertia"),
      reader.number("iterations"),
      reader.boolean("converged"),
    );
  }
}

function bestOfStarts(
  rows: Rows,
  weights: Float64Array,
  k: number,
  initial: Rows | null,
  options: Partial<KMeansOptions<Dim>>,
  single: boolean,
): Clustering {
  const { starts = 1, maxIterations = 300, tolerance = 1e-4, rng = random(0), signal, onIteration } = options;
  const points = new Points(rows);
  const spread = points.squares.reduce((sum, square) => sum + square, 0) / rows.values.length;
  const rounded = (centres: Rows): Rows =>
    single ? { ...centres, values: centres.values.map((v) => Math.fround(v)) } : centres;
  const shared = { weights, maxIterations, movement: tolerance * spread, rounded, signal, onIteration };
  let best: Clustering | null = null;
  try {
    for (let start = 0; start < starts; start++) {
      const from = initial ?? plusPlusCentres(points, k, weights, rng);
      const found = lloyd(points, from, { ...shared, start });
      if (best === null || found.inertia < best.inertia) best = found;
    }
  } finally {
    points.dispose();
  }
  return best as Clustering; // there is at least one start
}

function requireInitial(
  op: string,
  { initial, starts = 1 }: Partial<KMeansOptions<Dim>>,
  k: number,
  p: number,
): Rows | null {
  if (initial === undefined) return null;
  const centres = requireRows(op, "initial", initial);
  if (initial.shape[0] !== k || initial.shape[1] !== p) {
    throw new ShapeError(op, `initial must be ${k} centres of ${p} columns`, { initial: initial.shape });
  }
  if (starts === 1) return rowsOf(centres);
  throw new ValueError(op, "starts must be 1 from given centres", starts, "Every start would be the same.");
}

function arrayOf({ values, count, columns }: Rows, dtype: Float): NDArray {
  return array(values, { shape: [count, columns], dtype });
}
