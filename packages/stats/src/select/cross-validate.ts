import { type NDArray, Random, ShapeError, ValueError, scope } from "@linnet/core";
import { kindOf, nextTask, requireArray, requireOptions } from "@linnet/core/extend";
import {
  type DataOf,
  type Estimator,
  type FitParameters,
  type ModelOf,
  type Supervised,
  type Examples,
  fitWith,
  requireEstimator,
} from "../estimator.js";
import { type Fold, kFold } from "./k-fold.js";
import { type Scorer, type Scoring, requireScoring } from "./scoring.js";
import { countRows, rowsOf } from "./example-rows.js";
import { requireSignal } from "../require.js";

/** One fit and its score. */
export interface FoldEvent<M = object> {
  /** Counted from 0. */
  readonly fold: number;
  readonly folds: number;
  readonly score: number;
  readonly model: M;
  /** Milliseconds. */
  readonly fitTime: number;
}

export interface ValidationOptions<M> {
  /** How many folds by `kFold`, or the folds themselves: of `stratifiedKFold`, `groupKFold`, `timeSeriesSplit`. Default 5. */
  readonly folds?: number | readonly Fold[];
  /** What a model is judged by. */
  readonly scoring: Scoring<M>;
  /** Shuffles the rows where folds are a number. Default `random(0)`. */
  readonly rng?: Random;
  /** Ends the work between two fits: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface CrossValidateOptions<M> extends ValidationOptions<M> {
  /** Called after every fit. */
  readonly onFit?: (event: FoldEvent<M>) => void;
}

/** What was found of one estimator. */
export interface CrossValidation {
  /** Of each fold's test part. */
  readonly scores: readonly number[];
  readonly mean: number;
  /** Standard deviation of the scores, by n − 1. */
  readonly sd: number;
  /** sd / √folds: of the mean, were the folds independent, which their overlapping training parts are not. */
  readonly standardError: number;
  /** Milliseconds of each fit. */
  readonly fitTimes: readonly number[];
  readonly smallerIsBetter: boolean;
  /** One line of it. */
  toString(): string;
}

/** The target, `null` where an estimator learns without one. */
export type TargetOf<E> = Supervised<E> extends true ? FitParameters<E>[1] : NDArray | null;

/**
 * Fits an estimator on the training part of each fold and scores it on the test part, which it has not seen: what to expect of new rows.
 *
 * @param estimator a class with a static `fit`, `step(Class, options)`, or a pipeline, all of whose steps are fitted anew in each fold
 * @param x rows are examples
 * @param y what is to be predicted, one for each row; `null` where nothing is
 * @throws {ValueError} (the promise is rejected) for folds that do not fit the rows, a scoring that the model cannot answer, and whatever a fit refuses
 * @remarks Between fits the event loop turns, so that a page stays alive and `signal` is heard.
 * @see Stone, *Cross-validatory choice and assessment of statistical predictions*, Journal of the Royal Statistical Society B 36, 1974
 * @example
 * class Mean {
 *   constructor(readonly value: number) {}
 *   static fit(_x: NDArray, y: NDArray, _options?: object) { return new Mean(mean(y).item()); }
 *   predict(x: NDArray) { return full([x.shape[0]], this.value); }
 * }
 * const y = array([1, 2, 3, 4, 5, 6]);
 * const { scores } = await crossValidate(Mean, zeros([6, 1]), y, { folds: 3, scoring: "meanAbsoluteError" });
 * scores.length; // 3
 */
export async function crossValidate<E extends Estimator>(
  estimator: E,
  x: DataOf<E>,
  y: TargetOf<E>,
  options: CrossValidateOptions<ModelOf<E>>,
): Promise<CrossValidation> {
  const op = "crossValidate";
  requireEstimator(op, "estimator", estimator);
  const plan = requirePlan(op, x as Examples, y as NDArray | null, options);
  return validated(plan, estimator, undefined, options.onFit as ((event: FoldEvent) => void) | undefined);
}

/** Everything but the estimator, looked at. */
export interface ValidationPlan {
  readonly op: string;
  readonly x: Examples;
  readonly y: NDArray | null;
  readonly folds: readonly Fold[];
  readonly scorer: Scorer;
  readonly signal: AbortSignal | undefined;
}

/** @throws {ValueError} for options that mean nothing; {ShapeError} when there are not as many targets as rows */
export function requirePlan(
  op: string,
  x: Examples,
  y: NDArray | null,
  options: ValidationOptions<any>,
): ValidationPlan {
  const { folds = 5, scoring, rng, signal } = requireOptions<ValidationOptions<any>>(op, options);
  const n = countRows(op, x);
  if (y !== null && requireArray(op, "y", y).shape[0] !== n) {
    throw new ShapeError(op, `y must have a row for each of ${n}`, { y: y.shape });
  }
  requireSignal(op, signal);
  const scorer = requireScoring(op, scoring);
  if (!Array.isArray(folds)) {
    const count = folds as number; // kFold asks what it is
    return { op, x, y, folds: kFold(n, rng === undefined ? { folds: count } : { folds: count, rng }), scorer, signal };
  }
  if (folds.length < 2) throw new ValueError(op, "folds must be at least 2", folds.length);
  folds.forEach((fold: Fold, k) => requireFold(op, fold, k, n));
  return { op, x, y, folds, scorer, signal };
}

function requireFold(op: string, fold: Fold, k: number, n: number): void {
  for (const part of ["train", "test"] as const) {
    const index = requireArray(op, `folds[${k}].${part}`, fold?.[part]);
    const outside = index.toTypedArray().find((i) => !(Number.isInteger(i) && i >= 0 && i < n));
    if (index.ndim === 1 && index.size > 0 && outside === undefined) continue;
    const got = outside === undefined ? kindOf(index) : outside;
    throw new ValueError(op, `folds[${k}].${part} must be a list of rows in [0, ${n - 1}]`, got);
  }
}

/** The loop of `crossValidate` and `gridSearch`. */
export async function validated(
  plan: ValidationPlan,
  estimator: Estimator,
  options: unknown,
  onFit?: (event: FoldEvent) => void,
): Promise<CrossValidation> {
  const [scores, fitTimes]: [number[], number[]] = [[], []];
  for (const [k, { train, test }] of plan.folds.entries()) {
    await nextTask();
    plan.signal?.throwIfAborted();
    const { score, model, fitTime } = scope(() => {
      const y = plan.y === null ? null : rowsOf(plan.y, train);
      const start = performance.now();
      const model = fitWith(plan.op, estimator, options, rowsOf(plan.x, train), y);
      const fitTime = performance.now() - start;
      const truth = plan.y === null ? null : rowsOf(plan.y, test);
      return { score: plan.scorer.score(model, rowsOf(plan.x, test), truth), model, fitTime };
    });
    scores.push(score);
    fitTimes.push(fitTime);
    onFit?.({ fold: k, folds: plan.folds.length, score, model, fitTime });
  }
  return summary(scores, fitTimes, plan.scorer.smallerIsBetter);
}

function summary(scores: readonly number[], fitTimes: readonly number[], smallerIsBetter: boolean): CrossValidation {
  const n = scores.length;
  const mean = scores.reduce((a, b) => a + b, 0) / n;
  const sd = Math.sqrt(scores.reduce((total, s) => total + (s - mean) ** 2, 0) / (n - 1));
  const standardError = sd / Math.sqrt(n);
  const toString = (): string =>
    `${mean.toPrecision(4)} ± ${standardError.toPrecision(2)} (${n} folds: ${scores.map((s) => s.toPrecision(4)).join(", ")})`;
  return { scores, mean, sd, standardError, fitTimes, smallerIsBetter, toString };
}
