import type { Columns, Dim, NDArray } from "@linnet/core";
import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * What learns a model: a class with static `fit(x, options?)`, or `fit(x, y, options?)` where there is a target; or a pipeline, or a step.
 *
 * Which of the two is told by the number of parameters: a `fit` of three or more takes a target. `supervised` says it where that would mislead.
 */
export interface Estimator {
  fit(x: never, ...rest: never[]): object;
  readonly supervised?: boolean;
}

/** Examples: a row each of a matrix, of columns by name, or of one column of words. */
export type Examples = NDArray | Columns | readonly string[];

/** What `fit` takes, dimensions and dtypes as they are bounded. */
export type FitParameters<E> = E extends { fit(...args: infer A): unknown } ? A : never;

/** What `fit` takes first; anything of an estimator that is not known yet. */
export type DataOf<E> = [FitParameters<E>[0]] extends [never] ? any : FitParameters<E>[0];

/** What `fit` answers. */
export type ModelOf<E> = E extends { fit(...args: never): infer M } ? M : never;

/** Whether an estimator learns with a target. */
export type Supervised<E> = E extends { readonly supervised: infer S extends boolean }
  ? S
  : FitParameters<E> extends readonly [unknown, infer Y, ...infer _]
    ? NonNullable<Y> extends NDArray
      ? true
      : false
    : false;

/** The options that `fit` takes last. */
export type OptionsOf<E> = Supervised<E> extends true ? OptionsAt<FitParameters<E>, 2> : OptionsAt<FitParameters<E>, 1>;

type OptionsAt<A extends readonly unknown[], I extends 1 | 2> = A extends readonly [
  unknown,
  ...infer Rest extends readonly unknown[],
]
  ? I extends 1
    ? NonNullable<Required<Rest>[0]>
    : Required<Rest> extends readonly [unknown, infer O, ...infer _]
      ? NonNullable<O>
      : object
  : object;

/** The target behind `x`: needed, or not looked at. */
export type Target<E> = Supervised<E> extends true ? readonly [y: FitParameters<E>[1]] : readonly [y?: NDArray | null];

/** A dimension that nobody has: what fits it fits any. */
type Odd = 987_654_321;

/**
 * How many columns the models of an estimator give when they are given `P`: as many, or as some option says; `number` where neither is
 * certain.
 */
export type ColumnsGiven<E, O, P extends Dim> =
  Gives<E, O, P, Odd> extends true
    ? number
    : number extends P
      ? AsAnOption<E, O, P>
      : Gives<E, O, P, P> extends true
        ? P
        : AsAnOption<E, O, P>;

type AsAnOption<E, O, P extends Dim> = [Counted<E, O, P>] extends [never] ? number : Counted<E, O, P>;

/** Values of options that are the number of columns given. */
type Counted<E, O, P extends Dim> = {
  [K in keyof O]-?: O[K] extends Dim
    ? number extends O[K]
      ? never
      : Gives<E, O, P, O[K]> extends true
        ? O[K]
        : never
    : never;
}[keyof O];

/** Whether `fit` may answer a model that makes `Q` columns of `P`: the compiler fits the types together, as in a call. */
type Gives<E, O, P extends Dim, Q extends Dim> = E extends {
  fit(x: Matrix<P>, ...rest: Rest<E, O>): { transform(x: Matrix<P>): NDArray<any, readonly [Dim, Q]> };
}
  ? true
  : false;

type Matrix<P extends Dim> = NDArray<"float64", readonly [Dim, P]>;

type Rest<E, O> = Supervised<E> extends true ? readonly [NDArray<any, readonly [Dim]>, O] : readonly [O];

/** Whether an estimator takes a matrix: some take words only. */
export type TakesMatrix<E> = Matrix<Dim> extends FitParameters<E>[0] ? true : false;

/** @throws {ValueError} for what has no `fit` */
export function requireEstimator(op: string, name: string, estimator: unknown): Estimator {
  if (typeof (estimator as Partial<Estimator> | null | undefined)?.fit === "function") return estimator as Estimator; // it has what one has
  throw new ValueError(op, `${name} must have a function fit`, kindOf(estimator), "Give a class, or a pipeline.");
}

export function isSupervised({ fit, supervised = fit.length > 2 }: Estimator): boolean {
  return supervised;
}

/** Learns a model. @throws {ValueError} for an estimator that learns with a target, when there is none */
export function fitWith(op: string, estimator: Estimator, options: unknown, x: Examples, y?: NDArray | null): object {
  const callable = estimator as { fit(...args: readonly unknown[]): object }; // what `x` and `options` must be, fit asks itself
  if (!isSupervised(estimator)) return callable.fit(x, options);
  if (y !== undefined && y !== null) return callable.fit(x, y, options);
  throw new ValueError(op, "there must be a target y", kindOf(y), `${nameOf(estimator)} learns with one.`);
}

/** For errors and listings: minifiers change it. */
export function nameOf(estimator: Estimator): string {
  return typeof estimator === "function" ? (estimator as { readonly name: string }).name : estimator.constructor.name; // a class has a name
}
