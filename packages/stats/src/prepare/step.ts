import type { NDArray, ShapeProblem } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import {
  type DataOf,
  type Estimator,
  type FitParameters,
  type ModelOf,
  type OptionsOf,
  type Supervised,
  type Examples,
  type Target,
  fitWith,
  isSupervised,
  requireEstimator,
} from "../estimator.js";

/** An estimator with its options, to be fitted when there are data. */
export class Step<E extends Estimator = Estimator, O = unknown> {
  readonly supervised: Supervised<E>;

  constructor(
    readonly estimator: E,
    readonly options: O,
  ) {
    this.supervised = isSupervised(estimator) as Supervised<E>; // the type reads the same parameters
  }

  /** The model that the estimator learns. @throws {ValueError} without a target where one is learned with */
  fit(x: DataOf<E>, ...target: Target<E>): ModelOf<E> {
    const [y] = target as readonly [NDArray?]; // or nothing
    return fitWith("step", this.estimator, this.options, x as Examples, y) as ModelOf<E>; // what it answers
  }
}

/** Nothing, or a problem: an estimator with a target and without options cannot be told from one with options and without a target. */
type Told<E> = E extends { readonly supervised: boolean }
  ? unknown
  : Supervised<E> extends true
    ? FitParameters<E>["length"] extends 2
      ? ShapeProblem<"step: fit(x, y) must take options as well, or the estimator say supervised: true">
      : unknown
    : unknown;

/** Options that there are, and no others. */
type Known<O, All> = O & { readonly [K in Exclude<keyof O, keyof All>]: never };

/**
 * An estimator with its options, for `pipeline`, `crossValidate` and `gridSearch`.
 *
 * @param estimator a class with a static `fit`, or a pipeline
 * @param options those of `fit`
 * @throws {ValueError} for what has no `fit`
 * @example
 * const scores = step(PCA, { components: 2 }).fit(random(0).normal([20, 5])).transform(zeros([3, 5]));
 * scores.shape; // [3, 2]
 */
export function step<E extends Estimator, const O extends OptionsOf<E> = OptionsOf<E>>(
  estimator: E & Told<E>,
  options?: Known<O, OptionsOf<E>>,
): Step<E, O> {
  requireEstimator("step", "estimator", estimator);
  return new Step<E, O>(estimator, requireOptions("step", options as object | undefined) as O); // as given, or none
}
