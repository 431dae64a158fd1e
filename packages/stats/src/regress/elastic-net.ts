import { type DType, type Dim, type Divided, type Float, type NDArray, type Promote, add, matmul } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader } from "../model-json.js";
import { requireColumns } from "../prepare/table.js";
import type { PenalizedOptions } from "./elastic-net-path.js";
import { fitPenalized, readPenalized, writePenalized } from "./penalized-model.js";
import { type PenaltyChoice, type PenaltyChoiceOptions, choosePenalty } from "./penalty-choice.js";

export interface ElasticNetOptions extends PenalizedOptions {
  /** Weight α of the penalty, above 0. Default 1. */
  readonly alpha?: number;
  /** ρ, the share of the 1-norm in the penalty, in (0, 1]. Default 0.5. */
  readonly l1Ratio?: number;
}

/** Options of a choice of α and ρ. */
export interface ElasticNetChoiceOptions extends PenaltyChoiceOptions {
  /** Shares ρ to choose from, each in (0, 1]. Default `[0.5]`. */
  readonly l1Ratios?: readonly number[];
}

/**
 * Linear regression under a penalty of both norms: sparse as the lasso, and steady where columns are correlated, as ridge.
 *
 *     min 1/(2n)·‖y − X·w − b‖² + α·ρ·‖w‖₁ + α·(1 − ρ)/2·‖w‖²
 *
 * By coordinate descent, to a certified gap (`descend`). Columns should be in units that can be compared (`Standardizer`). A constant column
 * has coefficient 0 beside an intercept. More columns than rows, and collinear ones, are no trouble: for ρ < 1 the solution is unique.
 *
 * @see Zou & Hastie, *Regularization and variable selection via the elastic net*, 2005
 */
export class ElasticNet<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** Shape `[p]`. */
    readonly coefficients: NDArray<D, readonly [P]>,
    /** 0 for a fit without one. */
    readonly intercept: number,
    readonly alpha: number,
    /** ρ; 1 for the lasso. */
    readonly l1Ratio: number,
    /** How far the objective can be above its minimum, of half the mean square of the centred y. */
    readonly relativeGap: number,
    /** Passes over the columns. */
    readonly iterations: number,
    readonly converged: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y shape `[n]`
   * @throws {ShapeError} unless there is a target for each row
   * @throws {ValueError} for NaN or infinite entries, and options that mean nothing: for α = 0 there is `LinearRegression`, for ρ = 0
   *   `Ridge`
   * @throws {ConvergenceError} with the model so far, when the duality gap was not reached
   * @remarks As of `elasticNetPath`.
   * @example
   * const model = ElasticNet.fit(array([[1], [-1], [1], [-1]]), array([3, -1, 3, -1]), { alpha: 1 });
   * model.coefficients.toArray(); // [1]
   * model.intercept; // 1
   */
  static fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<DType, readonly [NoInfer<N>]>,
    options?: ElasticNetOptions,
  ): ElasticNet<P, Divided<D>> {
    const { alpha = 1, l1Ratio = 0.5, ...rest } = requireOptions("ElasticNet.fit", options);
    return fitPenalized<ElasticNet<any, any>>("ElasticNet.fit", ElasticNet, x, y, { ...rest, alpha, l1Ratio });
  }

  /**
   * The α and ρ that predict best what was left out, fold by fold, and the model for them on all examples.
   *
   * @param options `folds` (5), `rng`, `l1Ratios`, the grid of α as of `elasticNetPath`, and `oneStandardError`
   * @throws {ValueError} as `fit`, and for folds that are none
   * @example
   * const x = random(1).normal([60, 4]);
   * const { model, alpha } = ElasticNet.crossValidate(x, sum(x, { axis: 1 }), { l1Ratios: [0.5, 0.9], count: 20 });
   */
  static crossValidate<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<DType, readonly [NoInfer<N>]>,
    options?: ElasticNetChoiceOptions,
  ): PenaltyChoice<ElasticNet<P, Divided<D>>> {
    const { l1Ratios = [0.5], ...rest } = requireOptions("ElasticNet.crossValidate", options);
    return choosePenalty<ElasticNet<any, any>>("ElasticNet.crossValidate", ElasticNet, x, y, l1Ratios, rest);
  }

  /** ŷ = X·w + b. @param x shape `[m, p]` @returns shape `[m]` @throws {ShapeError} for other columns than were fitted */
  predict<M extends Dim, E extends DType>(x: NDArray<E, readonly [M, P]>): NDArray<Promote<E, D>, readonly [M]> {
    const data = requireColumns(`${this.constructor.name}.predict`, x, this.coefficients.size);
    return add(matmul(data, this.coefficients as NDArray) as NDArray, this.intercept);
  }

  toJSON(): ModelJson {
    return writePenalized("ElasticNet", this as ElasticNet<any, any>);
  }

  /** @throws {ValueError} for anything but the JSON of such a model */
  static fromJSON(json: unknown): ElasticNet {
    return readPenalized(ElasticNet, new ModelReader("ElasticNet", json));
  }
}
