import type { DType, Dim, Divided, Float, NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader } from "../model-json.js";
import { ElasticNet } from "./elastic-net.js";
import type { PenalizedOptions } from "./elastic-net-path.js";
import { fitPenalized, readPenalized, writePenalized } from "./penalized-model.js";
import { type PenaltyChoice, type PenaltyChoiceOptions, choosePenalty } from "./penalty-choice.js";

export interface LassoOptions extends PenalizedOptions {
  /** Weight α of the penalty, above 0. Default 1. */
  readonly alpha?: number;
}

/**
 * Linear regression under a penalty of the 1-norm, which leaves out columns that help little:
 *
 *     min 1/(2n)·‖y − X·w − b‖² + α·‖w‖₁
 *
 * By coordinate descent, to a certified gap (`descend`). Columns should be in units that can be compared (`Standardizer`). A constant column
 * has coefficient 0 beside an intercept. More columns than rows are no trouble. Where columns are collinear many w may be solutions, of one
 * X·w; this is one of them.
 *
 * @see Tibshirani, *Regression shrinkage and selection via the lasso*, 1996
 */
export class Lasso<P extends Dim = number, D extends DType = Float> extends ElasticNet<P, D> {
  /**
   * @param x shape `[n, p]`
   * @param y shape `[n]`
   * @throws {ShapeError} unless there is a target for each row
   * @throws {ValueError} for NaN or infinite entries, and options that mean nothing: for α = 0 there is `LinearRegression`
   * @throws {ConvergenceError} with the model so far, when the duality gap was not reached
   * @remarks As of `lassoPath`.
   * @example
   * const x = array([[1, 0], [-1, 0], [0, 1], [0, -1]]);
   * Lasso.fit(x, array([2, -2, 1, -1]), { alpha: 0.5 }).coefficients.toArray(); // [1, 0]
   */
  static override fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<DType, readonly [NoInfer<N>]>,
    options?: LassoOptions,
  ): Lasso<P, Divided<D>> {
    const { alpha = 1, ...rest } = requireOptions("Lasso.fit", options);
    return fitPenalized<Lasso<any, any>>("Lasso.fit", Lasso, x, y, { ...rest, alpha, l1Ratio: 1 });
  }

  /**
   * The α that predicts best what was left out, fold by fold, and the model for it on all examples.
   *
   * @param options `folds` (5), `rng`, the grid of α as of `lassoPath`, and `oneStandardError`: the largest α within a standard error
   *   of the best
   * @throws {ValueError} as `fit`, and for folds that are none
   * @example
   * const x = random(1).normal([60, 4]);
   * const { model, alpha, meanErrors } = Lasso.crossValidate(x, sum(x, { axis: 1 }), { count: 20 });
   */
  static override crossValidate<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<DType, readonly [NoInfer<N>]>,
    options?: PenaltyChoiceOptions,
  ): PenaltyChoice<Lasso<P, Divided<D>>> {
    return choosePenalty<Lasso<any, any>>(
      "Lasso.crossValidate",
      Lasso,
      x,
      y,
      [1],
      requireOptions("Lasso.crossValidate", options),
    );
  }

  override toJSON(): ModelJson {
    return writePenalized("Lasso", this as Lasso<any, any>);
  }

  /** @throws {ValueError} for anything but the JSON of such a model */
  static override fromJSON(json: unknown): Lasso {
    return readPenalized(Lasso, new ModelReader("Lasso", json));
  }
}
