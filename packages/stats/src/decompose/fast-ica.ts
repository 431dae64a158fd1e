import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  type Random,
  ShapeError,
  ValueError,
  add,
  argsort,
  div,
  finfo,
  matmul,
  mean,
  mul,
  neg,
  random,
  slice,
  square,
  sub,
  sum,
  take,
  where,
} from "@linnet/core";
import { requireArray, requireOptions } from "@linnet/core/extend";
import { polar, svd } from "@linnet/linalg";
import { ConvergenceError } from "@linnet/optimize";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { constantColumns, requireColumns, requireTable } from "../prepare/table.js";
import { requireComponents } from "./component-count.js";
import { type Contrast, type Unmixing, unmixOneByOne, unmixTogether } from "./fast-ica-iteration.js";
import { type IterationOptions, requireIterationOptions } from "../iteration-options.js";
import { requireWord } from "../require.js";
import type { FactorIteration } from "./factor-iteration.js";
import { signsOfRows } from "./signs.js";

/** Options of `FastICA.fit`. */
export interface FastICAOptions<K extends Dim = number> extends IterationOptions<FactorIteration> {
  /** How many sources; the rank of the centred data when left out. With fewer, the first principal components are unmixed. */
  readonly components?: K;
  /** All sources at once (`"parallel"`, the default), or one after the other (`"deflation"`). */
  readonly method?: "parallel" | "deflation";
  /**
   * G, of which E[G] differs most from that of a normal variable: log cosh y (the default), −exp(−y²/2), less moved by outliers, or
   * y⁴/4 (`"cube"`, named after its derivative): kurtosis, fast and easily moved by outliers.
   */
  readonly contrast?: Contrast;
  /** Default 500. */
  readonly maxIterations?: number;
  /** Ends when no direction turns further in a step: |1 − cos| at most this. Default 1e-8. */
  readonly tolerance?: number;
  /** Of the start. Default `random(0)`. */
  readonly rng?: Random;
}

/**
 * Independent components: the sources of which the columns are mixtures, found as the directions of white data that are
 * furthest from normal.
 *
 *     X − 1·x̄ᵀ = S·Aᵀ,  scores S = (X − 1·x̄ᵀ)·componentsᵀ of variance 1 and uncorrelated,  A = mixing
 *
 * Neither order nor sign of sources is in the data. Order: by the variance that a source brings to the data, Σᵢ aᵢⱼ², descending.
 * Signs: in each component the entry of largest magnitude is positive (the first, where several tie).
 *
 * @see Hyvärinen & Oja, *Independent component analysis: algorithms and applications*, 2000
 */
export class FastICA<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** Unmixes: one source a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** How much of each source is in each column, shape `[p, k]`: the pseudoinverse of `components`. */
    readonly mixing: NDArray<D, readonly [P, K]>,
    /** With deflation those of the source that took most. */
    readonly iterations: number,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2
   * @throws {ShapeError} unless `x` is a matrix of at least two rows
   * @throws {ValueError} for NaN or infinite entries, more components than the rank of the centred data, data without variance
   * @throws {ConvergenceError} after `maxIterations`, the model so far as `best`: of sources that are normal, or nearly so, no
   *   direction is better than another
   * @remarks White data by the SVD of the centred ones, then O(n·k²) an iteration. At most one source may be normal. Convergence is
   *   quadratic at least, and cubic for symmetric sources. A column that is constant belongs to no source.
   * @example
   * const rng = random(1);
   * const sources = rng.uniform([500, 2]);
   * const ica = FastICA.fit(matmul(sources, array([[1, 2], [3, 1]])));
   * ica.transform(ica.inverseTransform(sources)); // sources, but for rounding
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    options?: FastICAOptions<K>,
  ): FastICA<P, K, Divided<D>> {
    const settings = requireOptions(FIT, options);
    requireIterationOptions(FIT, settings);
    const { components, maxIterations = 500, tolerance = 1e-8, rng = random(0) } = settings;
    const contrast = requireWord(FIT, "contrast", settings.contrast, ["logcosh", "exp", "cube"]);
    const method = requireWord(FIT, "method", settings.method, ["parallel", "deflation"]);
    const data = requireTable(FIT, x as NDArray);
    const white = whitened(data, components);
    const k: number = white.S.size;
    const start = polar(rng.normal([k, k]).astype(data.dtype) as NDArray).U as NDArray;
    const unmix = method === "parallel" ? unmixTogether : unmixOneByOne;
    const limits = { ...settings, maxIterations, tolerance };
    const found = unmix(white.z, start, contrast, limits);
    const ica = fitted(white, found, data.shape[0]);
    if (!found.converged) throw ranOut(found, ica);
    return ica as FastICA<any, any, any>;
  }

  /** Sources. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("FastICA.transform", x as NDArray, this.mean.size);
    return matmul(sub(data, this.mean as NDArray), this.components.T as NDArray);
  }

  /** The mixtures of sources. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const op = "FastICA.inverseTransform";
    const { mixing, mean }: { mixing: NDArray; mean: NDArray } = this;
    const sources = requireArray(op, "scores", scores);
    if (sources.ndim !== 2 || sources.shape[1] !== mixing.shape[1]) {
      throw new ShapeError(op, `scores must have ${mixing.shape[1]} columns, one a source`, { scores: sources.shape });
    }
    return add(matmul(sources, mixing.T as NDArray) as NDArray, mean);
  }

  toJSON(): ModelJson {
    return writeModel("FastICA", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): FastICA {
    const read = new ModelReader("FastICA", json);
    return new FastICA(
      read.array("mean", "p"),
      read.array("components", "k", "p"),
      read.array("mixing", "p", "k"),
      read.number("iterations"),
    );
  }
}

const FIT = "FastICA.fit";

interface White {
  readonly mean: NDArray;
  /** √(n − 1)·U, shape `[n, k]`. */
  readonly z: NDArray;
  readonly S: NDArray;
  readonly Vh: NDArray;
}

function whitened(data: NDArray, components: number | undefined): White {
  const [n, p]: readonly number[] = data.shape;
  if (n < 2) throw new ShapeError(FIT, "x must have at least two rows", { x: data.shape });
  const mu: NDArray = where(constantColumns(data), data.at(0) as NDArray, mean(data, { axis: 0 }));
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(sub(data, mu) as NDArray);
  const values = S.toTypedArray();
  const rank = values.filter((s: number) => s > Math.max(n, p) * finfo(S).eps * values[0]).length;
  if (rank === 0) throw new ValueError(FIT, "x must vary", "constant columns only", "They have no sources.");
  const k = requireComponents(FIT, components, rank, `for centred data of rank ${rank}`);
  return {
    mean: mu,
    z: mul(slice(U, ":", `0:${k}`), Math.sqrt(n - 1)),
    S: slice(S, `0:${k}`),
    Vh: slice(Vh, `0:${k}`),
  };
}

function fitted({ mean: mu, S, Vh }: White, { W, iterations }: Unmixing, n: number): FastICA {
  const root = Math.sqrt(n - 1);
  const unordered: NDArray = matmul(mul(W, div(root, S) as NDArray) as NDArray, Vh);
  const spread: NDArray = mul(W, div(S, root) as NDArray); // rows: mixing columns in principal coordinates
  const order = argsort(neg(sum(square(spread), { axis: 1 }))) as NDArray<"int32">;
  const signs = signsOfRows(unordered);
  const [components, mixing] = [unordered, matmul(spread, Vh) as NDArray].map((rows): NDArray =>
    take(mul(rows, signs), order, { axis: 0 }),
  );
  return new FastICA(mu, components, mixing.T as NDArray, iterations);
}

function ranOut({ change, iterations }: Unmixing, best: FastICA): ConvergenceError<FastICA> {
  return new ConvergenceError(
    FIT,
    "directions must stop turning",
    `a turn of ${change.toExponential(2)} in step ${iterations}`,
    "Raise tolerance or maxIterations, try another contrast, or keep fewer components; error.best is the model so far.",
    best,
  );
}
