import { type NDArray, Random, ValueError, array, matmul, random, scope, take } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import {
  type GridOptions,
  type PenalizedOptions,
  type PenalizedSolution,
  notConverged,
  penaltiesOf,
  requirePathOptions,
  solutionsAlong,
} from "./elastic-net-path.js";
import { requireFlag, requireStream } from "../require.js";
import { type Fold, kFold } from "../select/k-fold.js";
import { type PenalizedModel, toModel } from "./penalized-model.js";
import { type Examples, centredProblem, requireExamples } from "./penalized-problem.js";

/** Options of a choice by cross-validation. */
export interface PenaltyChoiceOptions extends PenalizedOptions, GridOptions {
  /** Into how many parts the examples are divided. Default 5. */
  readonly folds?: number;
  /** Decides which example is in which part. Default `random(0)`. */
  readonly rng?: Random;
  /** Chooses the largest α whose error is within one standard error of the least. Default `false`. */
  readonly oneStandardError?: boolean;
}

/** A penalty, how it was chosen, and the model for it. */
export interface PenaltyChoice<M> {
  /** Fitted on all examples. */
  readonly model: M;
  readonly alpha: number;
  readonly l1Ratio: number;
  /** What there was to choose from with that ρ, descending, `[k]`. */
  readonly alphas: NDArray<"float64", readonly [number]>;
  /** Mean squared errors of what was left out, `[k, folds]`. */
  readonly errors: NDArray<"float64", readonly [number, number]>;
  /** Mean over the folds, `[k]`. */
  readonly meanErrors: NDArray<"float64", readonly [number]>;
  /** Standard deviation over the folds / √folds, `[k]`. */
  readonly standardErrors: NDArray<"float64", readonly [number]>;
}

/** Errors along one path. */
interface Curve {
  readonly l1Ratio: number;
  readonly alphas: Float64Array;
  /** One row an α. */
  readonly errors: readonly Float64Array[];
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Of the least mean. */
  readonly best: number;
}

/**
 * Paths on all examples but those of a fold, judged on these; the α are of all examples. Of several ρ the one with the least error.
 *
 * @see Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., §7.10
 */
export function choosePenalty<M>(
  op: string,
  Model: PenalizedModel<M>,
  x: NDArray,
  y: NDArray,
  l1Ratios: readonly number[],
  options: PenaltyChoiceOptions,
): PenaltyChoice<M> {
  const { folds = 5, rng = random(0), oneStandardError = false } = options;
  if (!Array.isArray(l1Ratios) || l1Ratios.length === 0) {
    throw new ValueError(op, "l1Ratios must be a list of numbers", kindOf(l1Ratios));
  }
  for (const l1Ratio of l1Ratios) requirePathOptions(op, { ...options, l1Ratio });
  requireFlag(op, "oneStandardError", oneStandardError);
  const examples = requireExamples(op, x, y, options);
  const n = examples.target.length;
  requireFolds(op, n, folds, rng);
  const groups = kFold(n, { folds, rng });
  const curves = l1Ratios.map((l1Ratio) => curveOf(op, examples, groups, { ...options, l1Ratio }));
  const curve = curves.reduce((least, next) => (next.means[next.best] < least.means[least.best] ? next : least));
  const limit = curve.means[curve.best] + curve.deviations[curve.best];
  const chosen = oneStandardError ? curve.means.findIndex((error) => error <= limit) : curve.best;
  const { l1Ratio, alphas } = curve;
  const solution = lastOf(op, examples, alphas.slice(0, chosen + 1), { ...options, l1Ratio });
  return {
    model: toModel(Model, solution, alphas[chosen], l1Ratio, examples.data.dtype),
    alpha: alphas[chosen],
    l1Ratio,
    alphas: array(alphas),
    errors: array(Float64Array.from(curve.errors.flatMap((row) => [...row])), { shape: [alphas.length, folds] }),
    meanErrors: array(curve.means),
    standardErrors: array(curve.deviations),
  };
}

function requireFolds(op: string, n: number, folds: unknown, rng: unknown): void {
  requireStream(op, rng);
  if (Number.isInteger(folds) && (folds as number) >= 2 && (folds as number) <= n) return; // an integer is a number
  throw new ValueError(op, `folds must be an integer in [2, ${n}] for ${n} rows`, kindOf(folds));
}

type CurveOptions = PenaltyChoiceOptions & { readonly l1Ratio: number };

function curveOf(op: string, examples: Examples, groups: readonly Fold[], options: CurveOptions): Curve {
  const alphas = penaltiesOf(op, centredProblem(examples), options);
  const errors = Array.from(alphas, () => new Float64Array(groups.length));
  groups.forEach(({ train, test }, fold) => {
    const held = part(op, examples, test);
    const problem = scope(() => centredProblem(part(op, examples, train)));
    const solutions = solutionsAlong(problem, alphas, options);
    requireConverged(op, alphas, solutions, options);
    solutions.forEach((solution, i) => (errors[i][fold] = scope(() => meanSquaredError(held, solution))));
  });
  const means = Float64Array.from(errors, (row) => row.reduce((a, b) => a + b, 0) / row.length);
  const deviations = Float64Array.from(errors, (row, i) => {
    const squares = row.reduce((total, error) => total + (error - means[i]) ** 2, 0);
    return Math.sqrt(squares / (row.length - 1) / row.length);
  });
  const best = means.reduce((least, error, i) => (error < means[least] ? i : least), 0);
  return { l1Ratio: options.l1Ratio, alphas, errors, means, deviations, best };
}

/** The examples of some rows. @throws {ValueError} where none of them counts */
function part(op: string, { data, target, shares, intercept }: Examples, index: Fold["train"]): Examples {
  const rows = index.toTypedArray();
  const some = { data: take(data, index, { axis: 0 }) as NDArray, target: Float64Array.from(rows, (i) => target[i]) };
  if (shares === null) return { ...some, shares, intercept };
  const total = rows.reduce((sum, i) => sum + shares[i], 0);
  if (total > 0) return { ...some, shares: Float64Array.from(rows, (i) => shares[i] / total), intercept };
  throw new ValueError(op, "every fold must have a weight above 0", `a fold of ${rows.length} rows that has none`);
}

function meanSquaredError({ data, target, shares }: Examples, { coefficients, intercept }: PenalizedSolution): number {
  const fitted = (matmul(data, array(coefficients) as NDArray) as NDArray).toTypedArray();
  return target.reduce((total, y, i) => {
    const share = shares === null ? 1 / target.length : shares[i];
    return total + share * (y - fitted[i] - intercept) ** 2;
  }, 0);
}

function lastOf(op: string, examples: Examples, alphas: Float64Array, options: CurveOptions): PenalizedSolution {
  const solutions = solutionsAlong(centredProblem(examples), alphas, options);
  requireConverged(op, alphas, solutions, options);
  return solutions[solutions.length - 1];
}

function requireConverged(
  op: string,
  alphas: Float64Array,
  solutions: readonly PenalizedSolution[],
  options: CurveOptions,
): void {
  const last = solutions[solutions.length - 1];
  if (!last.converged) throw notConverged(op, alphas[solutions.length - 1], last, options, solutions);
}
