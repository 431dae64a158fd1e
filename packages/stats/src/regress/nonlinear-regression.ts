import { type NDArray, ShapeError, ValueError, array, mul, sub } from "@linnet/core";
import { kindOf, requireArray, requireList, requireOptions } from "@linnet/core/extend";
import { type LevenbergMarquardtOptions, differenceJacobian, levenbergMarquardt } from "@linnet/optimize";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { type CoefficientRow, coefficientRows, coefficientText, figure } from "./coefficient-table.js";
import { gaussNewton } from "./gauss-newton.js";
import { LinearFit } from "./linear-fit.js";
import { doubleVector } from "../precision/double-double.js";
import { requireTarget, requirePositiveWeights } from "./target.js";

type Vector = NDArray<"float64", readonly [number]>;

/** What a model predicts: from parameters `[p]` and predictors x, numbers `[n]`. */
export type NonlinearModel = (parameters: NDArray, x: NDArray) => NDArray;

export interface NonlinearRegressionOptions {
  /** Where to start, `[p]`. */
  readonly start: NDArray;
  /** ∂ŷᵢ/∂bⱼ `[n, p]` of parameters and x. Default: differences, extrapolated. */
  readonly jacobian?: (parameters: NDArray, x: NDArray) => NDArray;
  /** Of observations, positive, `[n]`. Default: all 1. */
  readonly weights?: NDArray;
  /** Names of the parameters. Default b1, b2, … */
  readonly names?: readonly string[];
  /** Of the search: default 1000. */
  readonly maxIterations?: number;
  /** Of the search: relative length of its last step. Default 1e-14. */
  readonly tolerance?: number;
  /**
   * Of the search: the first step is no longer than this times the start, in the scale of the model. Default 1: far steps end on plateaus,
   * where parameters do not matter.
   */
  readonly radius?: number;
  readonly signal?: AbortSignal;
  readonly onIteration?: LevenbergMarquardtOptions["onIteration"];
}

/**
 * Nonlinear regression: the parameters that minimize Σ wᵢ·(yᵢ − f(b, xᵢ))², with the inference of the linear model there,
 *
 *     Cov(b̂) = s²·(JᵀWJ)⁻¹,   Jᵢⱼ = ∂f(b̂, xᵢ)/∂bⱼ,   s² = Σ wᵢ·eᵢ² / (n − p)
 *
 * Found by Levenberg–Marquardt, then polished by Gauss–Newton steps while they get shorter. The minimum is a local one: it depends on the
 * start. Where a number does not exist (s without residual degrees of freedom) it is NaN.
 *
 * @see docs/notes/regression.md; Bates & Watts, *Nonlinear Regression Analysis and Its Applications*, 1988, §2
 * @example
 * const t = array([0, 1, 2, 3]);
 * const y = array([2, 1.2, 0.7, 0.4]);
 * const decay = (b: NDArray, x: NDArray) => mul(b.at(0), exp(mul(b.at(1), x)));
 * NonlinearRegression.fit(decay, t, y, { start: array([1, 0]) }).parameters.toArray(); // about [2.0058, -0.52614]
 */
export class NonlinearRegression {
  constructor(
    readonly model: NonlinearModel,
    readonly names: readonly string[],
    /** b̂, shape `[p]`. */
    readonly parameters: Vector,
    /** Shape `[p, p]`. */
    readonly covariance: NDArray<"float64", readonly [number, number]>,
    /** f(b̂, xᵢ), shape `[n]`. */
    readonly fitted: Vector,
    /** yᵢ − f(b̂, xᵢ), shape `[n]`. */
    readonly residuals: Vector,
    /** Shape `[n]`; ones where none were given. */
    readonly weights: Vector,
    /** Σ wᵢ·eᵢ². */
    readonly residualSquares: number,
    /** Of the Levenberg–Marquardt search. */
    readonly iterations: number,
  ) {}

  /**
   * @param model of parameters and x
   * @param x predictors, in whatever shape the model takes
   * @param y shape `[n]`
   * @throws {ShapeError} when the start is no vector, or the model does not answer `[n]`
   * @throws {ValueError} for entries that are not finite, weights that are not positive, and a model that is not finite at the start
   * @throws {ConvergenceError} when the search ended before it had a minimum
   * @throws {CollinearityError} when parameters cannot be told apart at the minimum: it names them
   * @throws what an aborted signal has as its reason
   */
  static fit(model: NonlinearModel, x: NDArray, y: NDArray, options: NonlinearRegressionOptions): NonlinearRegression {
    const op = "NonlinearRegression.fit";
    const given = requireOptions(op, options);
    if (typeof model !== "function") throw new ValueError(op, "model must be a function", kindOf(model));
    requireArray(op, "x", x);
    const start = requireArray(op, "start", given.start);
    if (start.ndim !== 1 || start.size === 0)
      throw new ShapeError(op, "start must be a vector", { start: start.shape });
    const target = requireTarget(op, y, requireArray(op, "y", y).size);
    const n = target.length;
    const weights = requirePositiveWeights(op, given.weights, n);
    const names = requireNames(op, given.names, start.size);
    const predict = (b: NDArray): NDArray => requirePredictions(op, model(b, x), n);
    const roots = weights === null ? null : (array(weights.map(Math.sqrt)) as NDArray);
    const rooted = (v: NDArray, isMatrix: boolean): NDArray =>
      roots === null ? v : mul(v, isMatrix ? (roots.reshape([n, 1]) as NDArray) : roots);
    const observed = array(target) as NDArray;
    const residuals = (b: NDArray): NDArray => rooted(sub(predict(b), observed), false);
    const given0 = given.jacobian;
    const jacobian = (b: NDArray): NDArray =>
      given0 === undefined ? differenceJacobian(residuals, b) : rooted(given0(b, x), true);

    const tolerance = given.tolerance ?? 1e-14;
    const search = {
      stepTolerance: tolerance,
      radius: given.radius ?? 1,
      ...(given0 === undefined ? {} : { jacobian }),
      ...(given.maxIterations === undefined ? {} : { maxIterations: given.maxIterations }),
      ...(given.signal === undefined ? {} : { signal: given.signal }),
      ...(given.onIteration === undefined ? {} : { onIteration: given.onIteration }),
    };
    const found = levenbergMarquardt(residuals, start.astype("float64") as NDArray, search);
    given.signal?.throwIfAborted();
    const b = gaussNewton(residuals, jacobian, found.x);
    return inferred(op, { model, names, b, predict, jacobian, target, weights, iterations: found.iterations });
  }

  /** f(b̂, x). */
  predict(x: NDArray): NDArray {
    return this.model(this.parameters as NDArray, x);
  }

  get n(): number {
    return this.residuals.size;
  }

  /** n − p. */
  get dfResidual(): number {
    return this.n - this.parameters.size;
  }

  /** s. */
  get residualStandardDeviation(): number {
    return this.dfResidual > 0 ? Math.sqrt(this.residualSquares / this.dfResidual) : NaN;
  }

  get standardErrors(): readonly number[] {
    const [p, covariance] = [this.parameters.size, this.covariance.toTypedArray()];
    return Array.from({ length: p }, (_, j) => Math.sqrt(covariance[j * p + j]));
  }

  /** Of normal errors, at the σ² that makes it largest, Σ wᵢ·eᵢ²/n. */
  get logLikelihood(): number {
    const { n } = this;
    const weights = this.weights.toTypedArray().reduce((sum, w) => sum + Math.log(w), 0);
    return -(n / 2) * (Math.log((2 * Math.PI * this.residualSquares) / n) + 1) + weights / 2;
  }

  /** 2·p − 2·ln L, of the p parameters without σ. */
  get aic(): number {
    return 2 * this.parameters.size - 2 * this.logLikelihood;
  }

  /** ln(n)·p − 2·ln L. */
  get bic(): number {
    return Math.log(this.n) * this.parameters.size - 2 * this.logLikelihood;
  }

  /** Estimate, standard error, t, p and confidence interval of each parameter. @throws {ValueError} unless 0 < level < 1 */
  table(level = 0.95): readonly CoefficientRow[] {
    const estimates = this.parameters.toTypedArray();
    return coefficientRows(
      "NonlinearRegression.table",
      this.names,
      estimates,
      this.standardErrors,
      this.dfResidual,
      level,
    );
  }

  /** Without the model, which is a function. */
  toJSON(): ModelJson {
    return writeModel("NonlinearRegression", {
      names: this.names,
      parameters: this.parameters as NDArray,
      covariance: this.covariance as NDArray,
      fitted: this.fitted as NDArray,
      residuals: this.residuals as NDArray,
      weights: this.weights as NDArray,
      residualSquares: this.residualSquares,
      iterations: this.iterations,
    });
  }

  /** @param model the function that was fitted @throws {ValueError} for anything but the JSON of such a model */
  static fromJSON(json: unknown, model: NonlinearModel): NonlinearRegression {
    const reader = new ModelReader("NonlinearRegression", json);
    const vector = (field: string, size: string): Vector => reader.array(field, size) as Vector;
    return new NonlinearRegression(
      model,
      reader.strings("names"),
      vector("parameters", "p"),
      reader.array("covariance", "p", "p") as NDArray<"float64", readonly [number, number]>,
      vector("fitted", "n"),
      vector("residuals", "n"),
      vector("weights", "n"),
      reader.number("residualSquares"),
      reader.number("iterations"),
    );
  }

  toString(): string {
    return [
      `NonlinearRegression: n ${this.n}, residual degrees of freedom ${this.dfResidual}, ${this.iterations} iterations`,
      "",
      coefficientText(this.table(), 0.95),
      "",
      `residual standard deviation ${figure(this.residualStandardDeviation)}; log-likelihood ${figure(this.logLikelihood)}; ` +
        `AIC ${figure(this.aic)}, BIC ${figure(this.bic)}`,
    ].join("\n");
  }
}

interface Found {
  readonly model: NonlinearModel;
  readonly names: readonly string[];
  readonly b: NDArray;
  readonly predict: (b: NDArray) => NDArray;
  /** Of the weighted residuals. */
  readonly jacobian: (b: NDArray) => NDArray;
  readonly target: Float64Array;
  readonly weights: Float64Array | null;
  readonly iterations: number;
}

function inferred(op: string, found: Found): NonlinearRegression {
  const { model, names, b, target } = found;
  const [n, p] = [target.length, names.length];
  const fitted = Float64Array.from(found.predict(b).toTypedArray() as Float64Array);
  const residuals = fitted.map((v, i) => target[i] - v);
  const weights = Float64Array.from(found.weights ?? new Float64Array(n).fill(1));
  const squares = residuals.reduce((sum, e, i) => sum + weights[i] * e * e, 0);
  const slopes = found.jacobian(b).toTypedArray();
  const columns = names.map((_, j) => doubleVector(Float64Array.from({ length: n }, (_row, i) => slopes[i * p + j])));
  // the linear model at the minimum, its slopes good to some ten digits
  const fit = new LinearFit({
    op,
    columns,
    names,
    y: doubleVector(residuals),
    weights: null,
    intercept: false,
    epsilon: 2 ** -52,
    aliased: "error",
    hint: "Start elsewhere, or leave such parameters out.",
  });
  const variance = n > p ? squares / (n - p) : NaN;
  const { gram } = fit.inverse();
  return new NonlinearRegression(
    model,
    names,
    array(Float64Array.from(b.toTypedArray() as Float64Array)),
    array(
      gram.map((v) => v * variance),
      { shape: [p, p] },
    ),
    array(fitted),
    array(residuals),
    array(weights),
    squares,
    found.iterations,
  );
}

function requireNames(op: string, names: readonly string[] | undefined, p: number): readonly string[] {
  if (names === undefined) return Array.from({ length: p }, (_, j) => `b${j + 1}`);
  requireList(op, "names", names);
  if (names.length === p && new Set(names).size === p) return names;
  throw new ValueError(op, `names must be ${p} different ones`, `[${names.join(", ")}]`);
}

function requirePredictions(op: string, predictions: NDArray, n: number): NDArray {
  const { ndim, size, shape } = requireArray(op, "what the model answers", predictions);
  if (ndim === 1 && size === n) return predictions;
  throw new ShapeError(op, `the model must answer a number for each of ${n} observations`, { "f(b, x)": shape });
}
