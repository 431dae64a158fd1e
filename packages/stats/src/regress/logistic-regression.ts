import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  argmax,
  array,
  concat,
  matmul,
  softmax,
  take,
  zeros,
} from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { type FittedLogistic, fitLogistic } from "./logistic-fit.js";
import type { LogisticOptions } from "./logistic-fit.js";
import { type LogisticSummary, logisticSummary } from "./logistic-summary.js";

/** What the table of a fit is to say. */
export interface LogisticSummaryOptions {
  /** Confidence of the intervals, in (0, 1). Default 0.95. */
  readonly level?: number;
  /** Names of the columns. Default `x0`, `x1`, … */
  readonly columns?: readonly string[];
}

/**
 * Logistic regression of two classes or more (multinomial):
 *
 *     min C·Σᵢ −ln P(yᵢ | xᵢ) + ½·‖W‖²,  P(k | x) = exp(wₖᵀx + bₖ) / Σⱼ exp(wⱼᵀx + bⱼ)
 *
 * Of two classes the second has one vector of coefficients w, the log odds being wᵀx + b. Of more each has its own, and those of a column add up
 * to 0 over the classes. C = ∞, the default, is maximum likelihood, with standard errors (`summary`); intercepts are never penalized.
 *
 * Newton's method (iteratively reweighted least squares), or L-BFGS where Hessians would take long. Without a penalty, in an orthonormal
 * basis of the columns: collinear ones, and so more columns than rows, are refused by name, and so are classes that a line tells
 * apart, for which no maximum exists. With one, all of these have an answer; a constant column has coefficient 0.
 *
 * @see Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., §4.4; Agresti, *Categorical Data Analysis*, 2nd ed., §7.1
 */
export class LogisticRegression<P extends Dim = number, D extends DType = Float, L extends DType = DType> {
  constructor(
    /** Labels, ascending, `[classes]`. */
    readonly classes: NDArray<L, readonly [number]>,
    /** `[1, p]` for two classes: of the log odds of the second. `[classes, p]` for more. */
    readonly coefficients: NDArray<D, readonly [number, P]>,
    /** `[1]` or `[classes]`; zeros for a fit without one. */
    readonly intercept: NDArray<D, readonly [number]>,
    readonly C: number,
    /** −Σᵢ ωᵢ·loss, without the penalty. */
    readonly logLikelihood: number,
    /** Of the shares of the classes alone; without an intercept, of equal probabilities. */
    readonly nullLogLikelihood: number,
    /** How many examples, or the sum of their weights. */
    readonly observations: number,
    /**
     * Of the estimates of an unpenalized fit, log odds against the first class: class by class intercept, if there is one, then columns.
     * `null` for a penalized one, whose coefficients are biased.
     */
    readonly covariance: NDArray<"float64", readonly [number, number]> | null,
    readonly iterations: number,
    readonly converged: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y labels `[n]`, integers or booleans of at least two classes
   * @throws {ShapeError} unless there is a label for each row
   * @throws {ValueError} for NaN or infinite entries, labels that are no integers, a single class, options that mean nothing, and, without
   *   a penalty, collinear columns, by name
   * @throws {SeparationError} without a penalty, for classes that a line tells apart, all or in part
   * @throws {ConvergenceError} with the model so far, when the gradient did not come below `tolerance`
   * @remarks With k = classes − 1, n·(p + 1)²·k·(k + 1) flops an iteration of Newton's method, about seven of them; 4·n·p·k an evaluation of
   *   L-BFGS.
   * @example
   * const x = array([[1], [2], [3], [4], [5], [6]]);
   * const model = LogisticRegression.fit(x, array([0, 0, 1, 0, 1, 1]));
   * model.predict(array([[0], [7]])).toArray(); // [0, 1]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, L extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<L, readonly [NoInfer<N>]>,
    options?: LogisticOptions,
  ): LogisticRegression<P, Divided<D>, L> {
    const op = "LogisticRegression.fit";
    const given = requireOptions(op, options);
    return fitLogistic(op, requireTable(op, x), y, given, fromFit) as LogisticRegression<any, any, any>; // of x's columns
  }

  /**
   * Log odds of the second of two classes, `[m, 1]`; of more the score of each class, `[m, classes]`.
   *
   * @param x shape `[m, p]`
   * @throws {ShapeError} for other columns than were fitted
   */
  decisionValues<M extends Dim, E extends DType>(
    x: NDArray<E, readonly [M, P]>,
  ): NDArray<Promote<E, D>, readonly [M, number]> {
    return this.scores("decisionValues", x);
  }

  /** P(k | x). @param x shape `[m, p]` @returns shape `[m, classes]`, rows that add up to 1 */
  predictProbabilities<M extends Dim, E extends DType>(
    x: NDArray<E, readonly [M, P]>,
  ): NDArray<Promote<E, D>, readonly [M, number]> {
    return softmax(this.allScores("predictProbabilities", x), { axis: 1 });
  }

  /** The most probable class of each row, the first where two are. @param x shape `[m, p]` @returns labels `[m]` */
  predict<M extends Dim, E extends DType>(x: NDArray<E, readonly [M, P]>): NDArray<L, readonly [M]> {
    const best: NDArray = argmax(this.allScores("predict", x), { axis: 1 });
    return take(this.classes as NDArray, best, { axis: 0 }) as NDArray;
  }

  /**
   * The table of an unpenalized fit: estimates with standard errors, z, p and intervals; likelihoods, AIC, BIC, McFadden's R².
   *
   * @throws {ValueError} for a penalized fit, whose coefficients are biased
   * @example
   * const x = array([[1], [2], [3], [4], [5], [6]]);
   * const { coefficients } = LogisticRegression.fit(x, array([0, 0, 1, 0, 1, 1])).summary();
   * coefficients.map(({ name }) => name); // ["intercept", "x0"]
   */
  summary(options?: LogisticSummaryOptions): LogisticSummary {
    const op = "LogisticRegression.summary";
    const { level = 0.95, columns } = requireOptions(op, options);
    if (!(level > 0 && level < 1)) throw new ValueError(op, "level must lie between 0 and 1", kindOf(level));
    if (this.covariance === null) {
      const hint = "Fit with C: Infinity for inference.";
      throw new ValueError(op, "the fit must have no penalty", `C ${this.C}`, hint);
    }
    const p: number = this.coefficients.shape[1];
    const names = columns ?? Array.from({ length: p }, (_, j) => `x${j}`);
    if (!Array.isArray(names) || names.length !== p) {
      throw new ValueError(op, `columns must be ${p} names`, Array.isArray(names) ? `${names.length}` : kindOf(names));
    }
    const labels = [...(this.classes as NDArray).toTypedArray()].slice(1);
    const variances = (this.covariance as NDArray).toTypedArray();
    const size: number = this.covariance.shape[0];
    const hasIntercept = size === labels.length * (p + 1);
    return logisticSummary(
      {
        estimates: this.logOdds(hasIntercept),
        standardErrors: Array.from({ length: size }, (_, i) => Math.sqrt(variances[i * size + i])),
        names: hasIntercept ? ["intercept", ...names] : names,
        labels,
        columns: p,
        observations: this.observations,
        logLikelihood: this.logLikelihood,
        nullLogLikelihood: this.nullLogLikelihood,
      },
      level,
    );
  }

  toJSON(): ModelJson {
    const { classes, coefficients, intercept, C, covariance, iterations, converged } = this as LogisticRegression<any>;
    const { logLikelihood, nullLogLikelihood, observations } = this;
    return writeModel("LogisticRegression", {
      classes,
      coefficients,
      intercept,
      C: C === Number.POSITIVE_INFINITY ? "Infinity" : C, // JSON has no infinity
      logLikelihood,
      nullLogLikelihood,
      observations,
      covariance: covariance ?? undefined,
      iterations,
      converged,
    });
  }

  /** @throws {ValueError} for anything but the JSON of such a model */
  static fromJSON(json: unknown): LogisticRegression {
    const reader = new ModelReader("LogisticRegression", json);
    return new LogisticRegression<any, any, any>(
      reader.array("classes", "classes"),
      reader.array("coefficients", "vectors", "p"),
      reader.array("intercept", "vectors"),
      reader.value("C") === "Infinity" ? Number.POSITIVE_INFINITY : reader.number("C"),
      reader.number("logLikelihood"),
      reader.number("nullLogLikelihood"),
      reader.number("observations"),
      reader.has("covariance") ? reader.array("covariance", "estimates", "estimates") : null,
      reader.number("iterations"),
      reader.boolean("converged"),
    );
  }

  private scores(method: string, x: NDArray): NDArray {
    const data = requireColumns(`LogisticRegression.${method}`, requireArray("x", "x", x), this.coefficients.shape[1]);
    return add(matmul(data, this.coefficients.T as NDArray) as NDArray, this.intercept as NDArray);
  }

  /** One score a class: 0 for the first of two. */
  private allScores(method: string, x: NDArray): NDArray {
    const scores = this.scores(method, x);
    if (this.classes.size > 2) return scores;
    return concat([zeros([scores.shape[0], 1], { dtype: scores.dtype }) as NDArray, scores], { axis: 1 });
  }

  /** Estimates against the first class, in the order of `covariance`. */
  private logOdds(hasIntercept: boolean): number[] {
    const rows = this.coefficients.toArray() as number[][];
    const shifts = this.intercept.toArray() as number[];
    const all = rows.map((row, k) => (hasIntercept ? [shifts[k], ...row] : row));
    return all.length === 1 ? all[0] : all.slice(1).flatMap((row) => row.map((v, j) => v - all[0][j]));
  }
}

function fromFit(fit: FittedLogistic): LogisticRegression<any, any, any> {
  const { classes, coefficients, intercepts, dtype, ...rest } = fit;
  return new LogisticRegression<any, any, any>(
    classes,
    coefficients.astype(dtype) as NDArray,
    array(intercepts).astype(dtype) as NDArray,
    rest.C,
    rest.logLikelihood,
    rest.nullLogLikelihood,
    rest.observations,
    rest.covariance,
    rest.iterations,
    rest.converged,
  );
}
