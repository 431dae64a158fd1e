import type { DType, Dim, Float, NDArray, ShapeProblem } from "@linnet/core";
import type { ColumnsGiven, Estimator, FitParameters, ModelOf, Supervised, TakesMatrix } from "../estimator.js";
import type { Step } from "./step.js";

// What types say of steps in a row. A step is known by its estimator and the literal types of its options.

/** Steps as they are, or the first that does not fit its neighbours with a sentence, on which the compiler puts its finger. */
export type Chain<S extends readonly unknown[], Seen extends readonly unknown[] = readonly []> = S extends readonly [
  infer Head,
  ...infer Rest,
]
  ? Chain<Rest, readonly [...Seen, Head & Mistake<Head, Rest, Seen["length"]>]>
  : Seen;

type Mistake<S, Rest extends readonly unknown[], I extends number> =
  S extends Step<infer E, infer _>
    ? I extends 0
      ? Middle<E, Rest, I>
      : TakesMatrix<E> extends true
        ? Middle<E, Rest, I>
        : ShapeProblem<`pipeline: step ${I} takes no matrix, which is what the step before it gives`>
    : unknown;

type Middle<E, Rest extends readonly unknown[], I extends number> = Rest extends readonly []
  ? unknown
  : ModelOf<E> extends { transform(x: never): unknown }
    ? unknown
    : ShapeProblem<`pipeline: step ${I} has no transform, and is not the last`>;

/** Whether any of the steps learns with a target. */
export type AnySupervised<S extends readonly unknown[]> = S extends readonly [Step<infer E, infer _>, ...infer Rest]
  ? Supervised<E> extends true
    ? true
    : AnySupervised<Rest>
  : S extends readonly []
    ? false
    : boolean;

export type ModelsOf<S extends readonly unknown[]> = {
  readonly [I in keyof S]: S[I] extends Step<infer E, infer _> ? Extract<ModelOf<E>, object> : object;
};

/** How many columns come out when `P` go in. */
export type ColumnsOut<S extends readonly unknown[], P extends Dim> = S extends readonly [
  Step<infer E, infer O>,
  ...infer Rest,
]
  ? ColumnsOut<Rest, ColumnsGiven<E, O, P>>
  : S extends readonly []
    ? P
    : number;

/** What goes into the first step: a matrix of `N` rows and `P` columns, or what else it takes. */
export type FirstInput<S extends readonly unknown[], N extends Dim, P extends Dim> = S extends readonly [
  Step<infer E extends Estimator, infer _>,
  ...infer _Rest,
]
  ? MatrixOr<FitParameters<E>[0], N, P>
  : NDArray<DType, readonly [N, P]>;

/** As `FirstInput`, of models. */
export type ModelInput<M extends readonly unknown[], N extends Dim, P extends Dim> = M extends readonly [
  infer First,
  ...infer _,
]
  ? MatrixOr<InputOf<First>, N, P>
  : any;

type InputOf<M> = M extends { transform(x: infer X): unknown }
  ? X
  : M extends { predict(x: infer X): unknown }
    ? X
    : unknown;

type MatrixOr<X, N extends Dim, P extends Dim> = X extends NDArray
  ? NDArray<DType, readonly [N, P]>
  : unknown extends X
    ? any
    : X;

type LastOf<M extends readonly unknown[]> = M extends readonly [...infer _, infer Last] ? Last : any;

/** What a method of the last model answers for `N` rows. */
export type Answer<M extends readonly unknown[], Method extends "predict" | "predictProbabilities", N extends Dim> =
  LastOf<M> extends { readonly [K in Method]: (x: never) => infer R } ? WithRows<R, N> : any;

type WithRows<R, N extends Dim> =
  R extends NDArray<infer D, readonly [Dim, ...infer Rest extends readonly Dim[]]>
    ? NDArray<D, readonly [N, ...Rest]>
    : R;

/** Scores and data of pipelines are floats. */
export type Rows<N extends Dim, P extends Dim> = NDArray<Float, readonly [N, P]>;

/** Nothing when the last model has a method, else a sentence. */
export type LastHas<M extends readonly unknown[], Method extends "predict" | "predictProbabilities"> =
  LastOf<M> extends { readonly [K in Method]: unknown }
    ? unknown
    : ShapeProblem<`FittedPipeline.${Method}: the last step has no such method`>;

/** Nothing when all models have a method, else a sentence that names the first without. */
export type AllHave<
  M extends readonly unknown[],
  Method extends "transform" | "inverseTransform",
  Seen extends readonly unknown[] = readonly [],
> = M extends readonly [infer Head, ...infer Rest]
  ? Head extends { readonly [K in Method]: unknown }
    ? AllHave<Rest, Method, readonly [...Seen, Head]>
    : ShapeProblem<`FittedPipeline.${Method}: step ${Seen["length"]} has no such method`>
  : unknown;
