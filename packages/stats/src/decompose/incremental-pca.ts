import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  concat,
  div,
  mul,
  scope,
  slice,
  square,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { svd } from "@linnet/linalg";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { columnMeans } from "./column-means.js";
import { covarianceAxes } from "./covariance-axes.js";
import { backFromScores, scoresAlong } from "./linear-scores.js";
import { requireScores } from "./require-scores.js";
import { signsOfRows } from "./signs.js";

export interface IncrementalPCAOptions<K extends Dim> {
  /** How many components to keep; all p when left out. */
  readonly components?: K;
  /** Rows that `fit` takes at a time. Default 5·p. */
  readonly batchSize?: number;
  /** Scale scores to unit variance. Default `false`. */
  readonly whiten?: boolean;
  /** Ends `fit` between batches. */
  readonly signal?: AbortSignal;
}

/**
 * Principal components of data that come in batches, in the memory of one batch. With n rows seen, of mean x̄, and m more, of mean ȳ,
 *
 *     [S·Vᵀ; Y − 1·ȳᵀ; √(n·m / (n + m))·(x̄ − ȳ)ᵀ] = U′·S′·V′ᵀ
 *
 * has the Gram matrix of all n + m centred rows: with all p components kept the result is that of `PCA`, in whatever batches
 * the rows came; with fewer, what a batch drops is lost to the next, and the result is near. Means and variances of columns are
 * exact in either case. Signs: in each component the entry of largest magnitude is positive.
 *
 * @see Ross, Lim, Lin & Yang, *Incremental learning for robust visual tracking*, IJCV 2008, §3.1
 */
export class IncrementalPCA<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** Variances of the columns, with divisor n, shape `[p]`. */
    readonly variance: NDArray<D, readonly [P]>,
    /** One component a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** Of the centred data, descending, shape `[k]`. */
    readonly singularValues: NDArray<D, readonly [K]>,
    /** How many rows were seen. */
    readonly samples: number,
    readonly whiten: boolean,
  ) {}

  /**
   * The model of a first batch, or of all rows of `x`, `batchSize` at a time.
   *
   * @param x shape `[n, p]`, with at least as many rows as components; so has each batch, the last of them the rows that are left
   * @throws {ValueError} for NaN or infinite entries, and more components than the first batch has rows or `x` columns
   * @remarks O(n·p²) for all components: a batch costs (k + m)·p² + 9·p³ flops, or an SVD where it has fewer rows than columns.
   * @example
   * const rng = random(0);
   * let pca = IncrementalPCA.fit(rng.normal([50, 4]), { components: 2 });
   * for (let i = 0; i < 3; i++) pca = pca.partialFit(rng.normal([50, 4]));
   * pca.samples; // 200
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = P>(
    x: NDArray<D, readonly [N, P]>,
    options?: IncrementalPCAOptions<K>,
  ): IncrementalPCA<P, K, Divided<D>> {
    const op = "IncrementalPCA.fit";
    const { components, batchSize, whiten = false, signal } = requireOptions(op, options);
    const data = requireTable(op, x);
    const [n, p]: readonly number[] = data.shape;
    const k: number = components ?? p;
    const size = batchSize ?? Math.max(5 * p, k);
    if (!Number.isInteger(size) || size < 1) {
      throw new ValueError(op, "batchSize must be an integer of at least 1", kindOf(size));
    }
    const first = Math.min(n, size);
    if (!Number.isInteger(k) || k < 1 || k > Math.min(first, p)) {
      const expected = `components must be an integer in [1, ${Math.min(first, p)}] for a first batch of ${first} rows and ${p} columns`;
      throw new ValueError(op, expected, kindOf(k), "Begin with a larger batch, or keep fewer.");
    }
    const nothing = zeros([p], { dtype: data.dtype as "float64" });
    const none: NDArray = zeros([k, p], { dtype: data.dtype as "float64" });
    let model: IncrementalPCA = new IncrementalPCA(nothing, nothing, none, zeros([k]) as NDArray, 0, whiten);
    for (let from = 0; from < n;) {
      signal?.throwIfAborted();
      const to = n - from - size < k ? n : from + size; // a last batch of fewer rows than components joins the one before
      model = updated(model, slice(data, `${from}:${to}`));
      from = to;
    }
    return model as IncrementalPCA<P, K, Divided<D>>; // of the columns and components that were asked for
  }

  /**
   * The model of all rows seen and those of `x`, as a new one.
   *
   * @param x shape `[m, p]`, m ≥ 1
   * @throws {ShapeError} for other columns than were fitted
   * @throws {ValueError} for NaN or infinite entries
   */
  partialFit<M extends Dim, E extends DType>(x: NDArray<E, readonly [M, P]>): IncrementalPCA<P, K, D> {
    const op = "IncrementalPCA.partialFit";
    const data = requireColumns(op, requireTable(op, x), this.mean.size);
    return updated(this as IncrementalPCA, data) as unknown as IncrementalPCA<P, K, D>; // the same sizes
  }

  /** Variance of each score, shape `[k]`: S² / (n − 1), 0 of a single row. */
  get explainedVariance(): NDArray<D, readonly [K]> {
    return div(square(this.singularValues as NDArray), Math.max(1, this.samples - 1));
  }

  /** Share of the total variance, shape `[k]`; zeros for data without variance. */
  get explainedVarianceRatio(): NDArray<D, readonly [K]> {
    const total = this.total();
    return total > 0 ? div(this.explainedVariance as NDArray, total) : mul(this.explainedVariance as NDArray, 0);
  }

  /** Mean variance of the min(n, p) − k components that were not kept, 0 where there are none: of what the columns have in all. */
  get noiseVariance(): number {
    const [k, p]: readonly number[] = this.components.shape;
    const rest = Math.min(this.samples, p) - k;
    if (rest <= 0) return 0;
    return Math.max(0, this.total() - (sum(this.explainedVariance as NDArray) as NDArray).item()) / rest;
  }

  /** Coordinates along the components. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    return scoresAlong(requireColumns("IncrementalPCA.transform", x, this.mean.size), this);
  }

  /** Back to the space of the data, in the plane of the components. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    requireScores("IncrementalPCA.inverseTransform", scores, this.components);
    return backFromScores(scores, this);
  }

  /** All of the model, exact to the last bit: learning can go on from it. */
  toJSON(): ModelJson {
    const { mean, variance, components, singularValues, samples, whiten } = this;
    return writeModel("IncrementalPCA", { mean, variance, components, singularValues, samples, whiten });
  }

  /** @throws {ValueError} for what is not the JSON of an IncrementalPCA, with the field */
  static fromJSON(json: unknown): IncrementalPCA {
    const reader = new ModelReader("IncrementalPCA", json);
    return new IncrementalPCA(
      reader.array("mean", "p"),
      reader.array("variance", "p"),
      reader.array("components", "k", "p"),
      reader.array("singularValues", "k"),
      reader.number("samples"),
      reader.boolean("whiten"),
    );
  }

  private total(): number {
    const n = this.samples;
    return n < 2 ? 0 : ((sum(this.variance as NDArray) as NDArray).item() * n) / (n - 1);
  }
}

function updated(model: IncrementalPCA, batch: NDArray): IncrementalPCA {
  return scope(() => {
    const [n, m]: readonly number[] = [model.samples, batch.shape[0]];
    const [k, p]: readonly number[] = model.components.shape;
    const data = batch.dtype === model.mean.dtype || n === 0 ? batch : batch.astype(model.mean.dtype);
    const centre = columnMeans(data);
    const centred: NDArray = sub(data, centre);
    const step: NDArray = sub(centre, model.mean as NDArray);
    const correction: NDArray = mul(step, Math.sqrt((n * m) / (n + m)));
    const spread = add(mul(model.variance as NDArray, n), sum(square(centred), { axis: 0 }) as NDArray);
    const variance = div(add(spread, square(correction)), n + m);
    const before = mul(model.components as NDArray, (model.singularValues as NDArray).reshape([-1, 1]));
    const rows: NDArray = n === 0 ? centred : concat([before, centred, correction.reshape([1, p])]);
    const { S, Vh } = axesOf(rows, k);
    const components: NDArray = slice(Vh, `:${k}`);
    const mean: NDArray = add(model.mean as NDArray, mul(step, m / (n + m)));
    const signs = signsOfRows(components);
    return new IncrementalPCA(mean, variance, mul(components, signs), slice(S, `:${k}`), n + m, model.whiten);
  });
}

/** Of rows that are centred as they stand. */
function axesOf(rows: NDArray, k: number): { readonly S: NDArray; readonly Vh: NDArray } {
  const [n, p]: readonly number[] = rows.shape;
  if (n >= p) return covarianceAxes(rows, zeros([p]), k);
  const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(rows);
  return { S, Vh };
}
