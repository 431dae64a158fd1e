import { type DType, type Dim, type Divided, type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, requireArray, requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";
import { ConvergenceError } from "@linnet/optimize";
import { type DescentLimits, descend } from "./coordinate-descent.js";
import { requireFlag, requireInteger } from "../require.js";
import { type FitOptions, requireFitOptions } from "./fit-options.js";
import { type CentredProblem, type Examples, centredProblem, requireExamples } from "./penalized-problem.js";

/** Options of lasso and elastic net fits. */
export interface PenalizedOptions extends FitOptions {
  /** Weight of each example, `[n]`; only their proportions count. */
  readonly weights?: NDArray;
  /** Whether there is an intercept, which no penalty falls on. Default `true`. */
  readonly intercept?: boolean;
  /** Passes over the columns, of each α. Default 10,000. */
  readonly maxIterations?: number;
  /** Of the duality gap, relative to half the mean square of the centred y. Default 1e-10. */
  readonly tolerance?: number;
}

/** Which α a path is computed for. */
export interface GridOptions {
  /** Penalties, descending, `[k]`; in place of a grid. */
  readonly alphas?: NDArray;
  /** How many, from the least α that leaves no coefficient down, in equal ratios. Default 100. */
  readonly count?: number;
  /** The last α of the grid, as a share of the first. Default 1e-3. */
  readonly epsilon?: number;
}

export interface LassoPathOptions extends PenalizedOptions, GridOptions {}

export interface ElasticNetPathOptions extends LassoPathOptions {
  /** ρ, the share of the 1-norm in the penalty, in (0, 1]. Default 0.5. */
  readonly l1Ratio?: number;
}

/** Solutions for one penalty after the other. */
export interface PenaltyPath<P extends Dim = any, D extends DType = any> {
  /** Descending, `[k]`. */
  readonly alphas: NDArray<"float64", readonly [number]>;
  /** One solution a row, `[k, p]`. */
  readonly coefficients: NDArray<D, readonly [number, P]>;
  /** `[k]` */
  readonly intercepts: NDArray<D, readonly [number]>;
  /** Bounds of how far each objective is above its minimum, of half the mean square of the centred y, `[k]`. */
  readonly relativeGaps: NDArray<"float64", readonly [number]>;
  /** Passes over the columns, of all α together. */
  readonly iterations: number;
}

/**
 * The lasso for a whole path of penalties, each solution the start of the next:
 *
 *     min 1/(2n)·‖y − X·w − b‖² + α·‖w‖₁
 *
 * @param x shape `[n, p]`; columns in units that can be compared: the penalty treats all alike (see `Standardizer`)
 * @param y shape `[n]`
 * @returns coefficients `[alphas, p]`
 * @throws {ShapeError} unless there is a target for each row
 * @throws {ValueError} for NaN or infinite entries, and options that mean nothing; without `alphas` also for a y that no column of x
 *   tells anything of
 * @throws {ConvergenceError} when the gap of some α was not reached
 * @remarks n·p² flops for the Gram matrix, p² or less a pass; 2·n·(columns in use) a pass where there are many more columns than rows.
 * @see Friedman, Hastie & Tibshirani, *Regularization paths for generalized linear models via coordinate descent*, 2010
 * @example
 * const x = array([[1, 0], [-1, 0], [0, 1], [0, -1]]);
 * const { alphas, coefficients } = lassoPath(x, array([2, -2, 1, -1]), { alphas: array([1, 0.5, 0.25]) });
 * coefficients.toArray(); // [[0, 0], [1, 0], [1.5, 0.5]]
 */
export function lassoPath<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  y: NDArray<DType, readonly [NoInfer<N>]>,
  options?: LassoPathOptions,
): PenaltyPath<P, Divided<D>> {
  return pathOf("lassoPath", x, y, { ...requireOptions("lassoPath", options), l1Ratio: 1 });
}

/**
 * The elastic net for a whole path of penalties, each solution the start of the next:
 *
 *     min 1/(2n)·‖y − X·w − b‖² + α·ρ·‖w‖₁ + α·(1 − ρ)/2·‖w‖²
 *
 * What it asks for and throws is as of `lassoPath`.
 *
 * @param options `l1Ratio`: ρ
 * @throws {ValueError} for ρ outside (0, 1] too: without a 1-norm there is no least α that leaves nothing
 * @see Zou & Hastie, *Regularization and variable selection via the elastic net*, 2005
 * @example
 * const x = array([[1], [-1], [1], [-1]]);
 * elasticNetPath(x, array([2, -2, 2, -2]), { alphas: array([2, 1]) }).coefficients.toArray(); // [[0.5], [1]]
 */
export function elasticNetPath<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  y: NDArray<DType, readonly [NoInfer<N>]>,
  options?: ElasticNetPathOptions,
): PenaltyPath<P, Divided<D>> {
  return pathOf("elasticNetPath", x, y, requireOptions("elasticNetPath", options));
}

function pathOf(op: string, x: NDArray, y: NDArray, options: ElasticNetPathOptions): PenaltyPath {
  requirePathOptions(op, options);
  const examples = requireExamples(op, x, y, options);
  const problem = centredProblem(examples);
  const alphas = penaltiesOf(op, problem, options);
  const solutions = solutionsAlong(problem, alphas, options);
  const failed = solutions.findIndex(({ converged }) => !converged);
  const path = toPath(examples, alphas, solutions);
  if (failed >= 0) throw notConverged(op, alphas[failed], solutions[failed], options, path);
  return path;
}

/** @throws {ValueError} for options that mean nothing */
export function requirePathOptions(op: string, options: ElasticNetPathOptions): void {
  requireFitOptions(op, options);
  requireFlag(op, "intercept", options.intercept);
  requireL1Ratio(op, options.l1Ratio);
  requireInteger(op, "count", options.count, 1);
  const { epsilon } = options;
  if (epsilon !== undefined && !(typeof epsilon === "number" && epsilon > 0 && epsilon < 1)) {
    throw new ValueError(op, "epsilon must lie between 0 and 1", kindOf(epsilon));
  }
}

function requireL1Ratio(op: string, rho: unknown): void {
  if (rho === undefined || (typeof rho === "number" && rho > 0 && rho <= 1)) return;
  const hint = rho === 0 ? "A penalty of squares alone is Ridge." : "";
  throw new ValueError(op, "l1Ratio must be above 0 and at most 1", kindOf(rho), hint);
}

/** The α that were given, or a grid of them. */
export function penaltiesOf(op: string, { loss }: CentredProblem, options: ElasticNetPathOptions): Float64Array {
  const { alphas, count = 100, epsilon = 1e-3, l1Ratio = 0.5 } = options;
  if (alphas !== undefined) return requireAlphas(op, alphas);
  const steepest = loss.slopes().reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  if (steepest === 0) {
    const hint = "Give alphas, or look whether y varies.";
    throw new ValueError(op, "some column of x must vary with y", "correlations of 0", hint);
  }
  const first = (steepest / l1Ratio) * (1 + 2 * Number.EPSILON); // so that α·ρ is not below the steepest for rounding
  return Float64Array.from({ length: count }, (_, i) => first * epsilon ** (i / Math.max(1, count - 1)));
}

function requireAlphas(op: string, alphas: NDArray): Float64Array {
  const given = requireFloat(op, "alphas", requireArray(op, "alphas", alphas));
  requireFinite(op, "alphas", given);
  const numbers = Float64Array.from(given.toTypedArray());
  if (given.ndim !== 1 || numbers.length === 0 || numbers.some((v, i) => v <= 0 || v > numbers[i - 1])) {
    const got = given.ndim === 1 && numbers.length > 0 ? `[${numbers.join(", ")}]` : kindOf(given);
    throw new ValueError(op, "alphas must be a list of positive numbers, descending", got);
  }
  return numbers;
}

/** One of a path. */
export interface PenalizedSolution {
  readonly coefficients: Float64Array;
  readonly intercept: number;
  readonly relativeGap: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Solutions for each α, up to the first that does not converge. */
export function solutionsAlong(
  { loss, columnMeans, targetMean }: CentredProblem,
  alphas: Float64Array,
  options: ElasticNetPathOptions,
): readonly PenalizedSolution[] {
  const { l1Ratio = 0.5, maxIterations = 10_000, tolerance = 1e-10, signal } = options;
  const limits: DescentLimits = { maxIterations, tolerance, ...(signal === undefined ? {} : { signal }) };
  const w = new Float64Array(columnMeans.length);
  const solutions: PenalizedSolution[] = [];
  let before = loss.slopes().reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  for (const alpha of alphas) {
    const penalty = { l1: alpha * l1Ratio, l2: alpha * (1 - l1Ratio) };
    const ended = descend(loss, w, penalty, before, limits);
    before = penalty.l1;
    const intercept = w.reduce((rest, v, j) => rest - v * columnMeans[j], targetMean);
    solutions.push({ ...ended, coefficients: w.slice(), intercept });
    if (!ended.converged) break;
  }
  return solutions;
}

function toPath({ data }: Examples, alphas: Float64Array, solutions: readonly PenalizedSolution[]): PenaltyPath {
  const [k, p] = [solutions.length, data.shape[1]];
  const coefficients = new Float64Array(k * p);
  solutions.forEach((solution, i) => coefficients.set(solution.coefficients, i * p));
  return {
    alphas: array(alphas.slice(0, k)),
    coefficients: array(coefficients, { shape: [k, p] }).astype(data.dtype) as NDArray,
    intercepts: array(Float64Array.from(solutions, ({ intercept }) => intercept)).astype(data.dtype),
    relativeGaps: array(Float64Array.from(solutions, ({ relativeGap }) => relativeGap)),
    iterations: solutions.reduce((total, { iterations }) => total + iterations, 0),
  };
}

/** What a fit throws whose gap was not reached. @param best what was found so far */
export function notConverged<Best>(
  op: string,
  alpha: number,
  { relativeGap, iterations }: PenalizedSolution,
  { tolerance = 1e-10, maxIterations = 10_000 }: PenalizedOptions,
  best: Best,
): ConvergenceError<Best> {
  const hint =
    iterations < maxIterations ? "That is as near as rounding lets it come: raise tolerance." : "Raise maxIterations.";
  return new ConvergenceError(
    op,
    `the duality gap must come below ${tolerance} of the objective without coefficients`,
    `${relativeGap.toPrecision(3)} at alpha ${alpha.toPrecision(4)} after ${iterations} iterations`,
    hint,
    best,
  );
}
