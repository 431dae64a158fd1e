import type { Dim, Shape, ShapeProblem } from "@linnet/core";

// Rules of the arguments of losses: a shape that is kept, or what is wrong.

/** Of what is compared element by element. */
export type PairRule<S extends Shape, T extends Shape> = number extends S["length"] | T["length"]
  ? any
  : MayEqual<S, T> extends true
    ? T
    : ShapeProblem<"prediction and target must have the same shape">;

/** Of classes, or distributions over them, beside logits whose classes lie along an axis. */
export type ClassesRule<S extends Shape, T extends Shape, Each extends Shape> = number extends
  | S["length"]
  | T["length"]
  | Each["length"]
  ? any
  : MayEqual<T, Each> extends true
    ? T
    : MayEqual<T, S> extends true
      ? T
      : ShapeProblem<"targets must have the shape of the scores without the axis of classes, or be distributions of their shape">;

/** Of classes beside scores whose classes lie along an axis. */
export type LabelsRule<T extends Shape, Each extends Shape> = number extends T["length"] | Each["length"]
  ? any
  : MayEqual<T, Each> extends true
    ? T
    : ShapeProblem<"targets must have the shape of the scores without the axis of classes">;

type MayEqual<S extends Shape, T extends Shape> = S extends readonly [infer M extends Dim, ...infer R extends Shape]
  ? T extends readonly [infer N extends Dim, ...infer Q extends Shape]
    ? number extends M | N
      ? MayEqual<R, Q>
      : [M] extends [N]
        ? MayEqual<R, Q>
        : false
    : false
  : T extends readonly []
    ? true
    : false;
