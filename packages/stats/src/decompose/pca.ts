import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ShapeError,
  ValueError,
  div,
  mul,
  slice,
  sqrt,
  square,
  sum,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { columnMeans } from "./column-means.js";
import { type ComponentRule, countComponents, requireComponentRule } from "./component-rule.js";
import { backFromScores, scoresAlong } from "./linear-scores.js";
import { type PcaSolver, principalAxes, solverFor } from "./principal-axes.js";
import { requireScores } from "./require-scores.js";
import { signed } from "./signs.js";
import { type AxesOptions, requireSolver, solverOptions } from "./solver-options.js";

export interface PCAOptions<K extends Dim> extends AxesOptions {
  /** How many components to keep, or a rule that says; all min(n, p) when left out. */
  readonly components?: K | ComponentRule;
  /** Scale scores to unit variance. Default `false`. */
  readonly whiten?: boolean;
  /** Default `"auto"`: the fastest of those that are as accurate as the SVD. */
  readonly solver?: PcaSolver | "auto";
}

/**
 * Principal components: the orthonormal directions of largest variance.
 *
 *     X − 1·x̄ᵀ = U·S·Vᵀ,  components = Vᵀ,  scores = U·S,  explained variance = S² / (n − 1)
 *
 * - `"full"`: the thin SVD of the centred data
 * - `"covariance"`: eigenvalues of their Gram matrix, the small ones computed again along their vectors, so that squaring
 *   costs no more than six digits of any variance above 10⁻⁶ of the largest, and three of the singular values below
 * - `"truncated"`: block Lanczos for the first k, to the accuracy of the SVD
 * - `"randomized"`: the range of the data on random vectors (Halko, Martinsson & Tropp 2011); near, never taken unasked
 *
 * `"auto"` takes `"truncated"` for at most a hundredth of the components where rows and columns are both more than 4000,
 * `"covariance"` where there are at least as many rows as columns, else `"full"`; `solver` of the model says which it was. Signs by a
 * rule (`signs`): −1 times a component is as good a one.
 *
 * @see Jolliffe, *Principal Component Analysis*, 2nd ed., 2002, §3.5
 */
export class PCA<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** One component a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** Of the centred data, descending, shape `[k]`. */
    readonly singularValues: NDArray<D, readonly [K]>,
    /** Variance of each score, shape `[k]`. */
    readonly explainedVariance: NDArray<D, readonly [K]>,
    /** Share of the total variance, shape `[k]`; zeros for data without variance. */
    readonly explainedVarianceRatio: NDArray<D, readonly [K]>,
    /** Mean variance of the min(n, p) − k components that were not kept, 0 where there are none. */
    readonly noiseVariance: number,
    /** By what it was computed. */
    readonly solver: PcaSolver,
    readonly whiten: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2; n < p has n components, of which the last has no variance
   * @throws {ShapeError} unless `x` is a matrix of at least two rows
   * @throws {ValueError} for NaN or infinite entries, more components than min(n, p), a rule or another option that there is not,
   *   and for a rule with a solver that computes only some components
   * @throws {ConvergenceError} when `"truncated"` needs more than `maxIterations`
   * @remarks n·p² flops by the covariance matrix; O(n·p·min(n, p)) by the SVD, about ten times as long; O(n·p·k) by the
   *   others. Data without variance have components all the same: any orthonormal ones, of variance 0.
   * @example
   * const x = random(0).normal([50, 4]).mul(array([5, 1, 1, 0.1]));
   * const pca = PCA.fit(x, { components: { variance: 0.95 } });
   * pca.transform(x).shape; // [50, 2]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    options?: PCAOptions<K>,
  ): PCA<P, K, Divided<D>> {
    const { components, whiten = false, solver = "auto", signs, ...rest } = requireOptions("PCA.fit", options);
    const data = requireTable("PCA.fit", x);
    const [n, p]: readonly number[] = data.shape;
    if (n < 2) throw new ShapeError("PCA.fit", "x must have at least two rows", { x: data.shape });
    const most = Math.min(n, p);
    const rule = requireComponentRule("PCA.fit", components ?? most, n, p);
    const chosen = solverOf(solver, rule, n, p);
    const centre = columnMeans(data);
    const axes = principalAxes(
      chosen,
      data,
      centre,
      typeof rule === "number" ? rule : most,
      solverOptions("PCA.fit", rest),
    );
    const variances = div(square(axes.S), n - 1);
    const k =
      typeof rule === "number" ? rule : countComponents("PCA.fit", rule, data, variances.toTypedArray().slice(0, most));
    const kept = slice(variances, `:${k}`);
    const isWhole = variances.size === most;
    const total: number = isWhole ? sum(variances).item() : axes.squares / (n - 1);
    const ratio = total > 0 ? div(kept, total) : mul(kept, 0);
    const directions = signed("PCA.fit", slice(axes.Vh, `:${k}`), data, centre, signs);
    const noise = dropped(variances, k, most, total);
    return new PCA(centre, directions, slice(axes.S, `:${k}`), kept, ratio, noise, chosen, whiten);
  }

  /** Components scaled by the standard deviations of their scores, `[k, p]`: components·√variance. */
  get loadings(): NDArray<D, readonly [K, P]> {
    return mul(this.components as NDArray, (sqrt(this.explainedVariance as NDArray) as NDArray).reshape([-1, 1]));
  }

  /** Of the variance of each column, how much the components explain, `[p]`: sums of squared loadings. */
  get communalities(): NDArray<D, readonly [P]> {
    return sum(square(this.loadings as NDArray), { axis: 0 }) as NDArray;
  }

  /** Coordinates along the components. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("PCA.transform", x, this.mean.size);
    return scoresAlong(data, this);
  }

  /** Back to the space of the data, in the plane of the components. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    requireScores("PCA.inverseTransform", scores, this.components);
    return backFromScores(scores, this);
  }

  /**
   * The closest point to each row of `x` in the plane of the first `k` components. Over the data that were fitted,
   * the squared distances add up to the squares of the discarded singular values (Eckart & Young 1936).
   *
   * @throws {ValueError} for a `k` that was not kept
   */
  reconstruct<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
    k: number,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const most: number = this.components.shape[0];
    if (!Number.isInteger(k) || k < 0 || k > most) {
      throw new ValueError("PCA.reconstruct", `k must be an integer in [0, ${most}]`, kindOf(k));
    }
    return backFromScores(slice(this.transform(x) as NDArray, ":", `0:${k}`), this);
  }

  /** All of the model, exact to the last bit. */
  toJSON(): ModelJson {
    const { mean, components, singularValues, explainedVariance, explainedVarianceRatio } = this;
    const arrays = { mean, components, singularValues, explainedVariance, explainedVarianceRatio };
    return writeModel("PCA", {
      ...arrays,
      noiseVariance: this.noiseVariance,
      solver: this.solver,
      whiten: this.whiten,
    });
  }

  /** @throws {ValueError} for what is not the JSON of a PCA, with the field */
  static fromJSON(json: unknown): PCA {
    const reader = new ModelReader("PCA", json);
    return new PCA(
      reader.array("mean", "p"),
      reader.array("components", "k", "p"),
      reader.array("singularValues", "k"),
      reader.array("explainedVariance", "k"),
      reader.array("explainedVarianceRatio", "k"),
      reader.number("noiseVariance"),
      reader.string("solver", "full", "covariance", "randomized", "truncated"),
      reader.boolean("whiten"),
    );
  }
}

/** The mean of the variances after the first k, from their own where all were computed, else from what the total has left. */
function dropped(variances: NDArray, k: number, most: number, total: number): number {
  if (k === most) return 0;
  const all = Array.from(variances.toTypedArray());
  if (all.length >= most) return all.slice(k, most).reduce((a, b) => a + b, 0) / (most - k);
  return Math.max(0, total - all.slice(0, k).reduce((a, b) => a + b, 0)) / (most - k);
}

function solverOf(solver: PcaSolver | "auto", rule: number | ComponentRule, n: number, p: number): PcaSolver {
  const known = requireSolver("PCA.fit", solver);
  if (known === "auto") return solverFor(n, p, typeof rule === "number" ? rule : Math.min(n, p));
  if (typeof rule === "number" || known === "full" || known === "covariance") return known;
  const hint = 'Use solver "auto", which computes all variances.';
  throw new ValueError("PCA.fit", `components must be a number with solver "${known}"`, "a rule", hint);
}
