import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  div,
  matmul,
  mul,
  slice,
  sum,
  variance,
  zeros,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { type PcaSolver, principalAxes, solverFor } from "./principal-axes.js";
import { requireScores } from "./require-scores.js";
import { signed } from "./signs.js";
import { type AxesOptions, requireSolver, solverOptions } from "./solver-options.js";

export interface TruncatedSVDOptions<K extends Dim> extends AxesOptions {
  /** How many components to keep, at most min(n, p). */
  readonly components: K;
  /** Default `"auto"`: as of `PCA`. */
  readonly solver?: PcaSolver | "auto";
}

/**
 * The leading singular vectors of data that are not centred: latent semantic analysis, where rows are documents and columns
 * are counts or weights of words.
 *
 *     X ≈ U·S·Vᵀ,  components = Vᵀ,  scores = X·V = U·S
 *
 * The best approximation of X of rank k (Eckart & Young 1936). Solvers and signs are those of `PCA`.
 *
 * @see Deerwester, Dumais, Furnas, Landauer & Harshman, *Indexing by latent semantic analysis*, 1990
 */
export class TruncatedSVD<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** One component a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** Descending, shape `[k]`. */
    readonly singularValues: NDArray<D, readonly [K]>,
    /** Variance of each score, with divisor n − 1, shape `[k]`; not in order, because scores are not centred. */
    readonly explainedVariance: NDArray<D, readonly [K]>,
    /** Share of the total variance of the columns, shape `[k]`; zeros for data without variance. */
    readonly explainedVarianceRatio: NDArray<D, readonly [K]>,
    /** By what it was computed. */
    readonly solver: PcaSolver,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @throws {ValueError} for NaN or infinite entries, more components than min(n, p), and another option that there is not
   * @throws {ConvergenceError} when `"truncated"` needs more than `maxIterations`
   * @remarks Costs and precision by solver are those of `PCA.fit`.
   * @example
   * const counts = array([[2, 1, 0], [4, 2, 0], [0, 0, 3]]);
   * const lsa = TruncatedSVD.fit(counts, { components: 2 });
   * lsa.transform(counts).shape; // [3, 2]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim>(
    x: NDArray<D, readonly [N, P]>,
    options: TruncatedSVDOptions<K>,
  ): TruncatedSVD<P, K, Divided<D>> {
    const op = "TruncatedSVD.fit";
    const { components, solver = "auto", signs, ...rest } = requireOptions(op, options);
    const data = requireTable(op, x);
    const k = components as number; // left out it is refused below
    const [n, p]: readonly number[] = data.shape;
    const most = Math.min(n, p);
    if (!Number.isInteger(k) || k < 1 || k > most) {
      const expected = `components must be an integer in [1, ${most}] for ${n} rows and ${p} columns`;
      throw new ValueError(op, expected, kindOf(k));
    }
    const known = requireSolver(op, solver);
    const chosen = known === "auto" ? solverFor(n, p, k) : known;
    const origin: NDArray = zeros([p], { dtype: data.dtype as "float64" });
    const axes = principalAxes(chosen, data, origin, k, solverOptions(op, rest));
    const directions: NDArray = signed(op, slice(axes.Vh, `:${k}`), data, origin, signs);
    const ddof = n > 1 ? 1 : 0;
    const explained: NDArray = variance(matmul(data, directions.T as NDArray) as NDArray, { axis: 0, ddof });
    const total = (sum(variance(data, { axis: 0, ddof }) as NDArray) as NDArray).item();
    const ratio = total > 0 ? div(explained, total) : mul(explained, 0);
    return new TruncatedSVD(directions, slice(axes.S, `:${k}`), explained, ratio, chosen);
  }

  /** X·V. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("TruncatedSVD.transform", x, this.components.shape[1]);
    return matmul(data, this.components.T as NDArray);
  }

  /** Back to the space of the data. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    requireScores("TruncatedSVD.inverseTransform", scores, this.components);
    return matmul(scores as NDArray, this.components as NDArray);
  }

  /** All of the model, exact to the last bit. */
  toJSON(): ModelJson {
    const { components, singularValues, explainedVariance, explainedVarianceRatio, solver } = this;
    const fields = { components, singularValues, explainedVariance, explainedVarianceRatio, solver };
    return writeModel("TruncatedSVD", fields);
  }

  /** @throws {ValueError} for what is not the JSON of a TruncatedSVD, with the field */
  static fromJSON(json: unknown): TruncatedSVD {
    const reader = new ModelReader("TruncatedSVD", json);
    return new TruncatedSVD(
      reader.array("components", "k", "p"),
      reader.array("singularValues", "k"),
      reader.array("explainedVariance", "k"),
      reader.array("explainedVarianceRatio", "k"),
      reader.string("solver", "full", "covariance", "randomized", "truncated"),
    );
  }
}
