import type { Dim, Shape, ShapeProblem } from "@linnet/core";

// Shapes by their last axes: `[…, 3]` are vectors, `[…, 3, 3]` matrices, what stands in front is a batch.

type IsUnranked<S extends Shape> = 0 extends 1 & S ? true : number extends S["length"] ? true : false;

/** Whether two dimensions may be equal: `number` may be any. */
type Meet<A extends Dim, B extends Dim> = number extends A ? true : [A] extends [B] ? true : false;

/** The shape itself when its last axis has length `N`, else the problem. */
export type Vectors<S extends Shape, N extends Dim, Name extends string> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...Shape, infer L extends Dim]
      ? Meet<L, N> extends true
        ? S
        : NotVectors<Name, N>
      : NotVectors<Name, N>;

type NotVectors<Name extends string, N extends Dim> = ShapeProblem<`${Name} must have shape […, ${N}]`>;

/** The shape itself when it has an axis, else the problem. */
export type Axes<S extends Shape, Name extends string> = S["length"] extends 0
  ? ShapeProblem<`${Name} must have at least one axis`>
  : S;

/** The shape itself when its last two axes have lengths `M` and `N`, else the problem. */
export type Matrices<S extends Shape, M extends Dim, N extends Dim, Name extends string> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...Shape, infer K extends Dim, infer L extends Dim]
      ? [Meet<K, M>, Meet<L, N>] extends [true, true]
        ? S
        : NotMatrices<Name, M, N>
      : NotMatrices<Name, M, N>;

type NotMatrices<
  Name extends string,
  M extends Dim,
  N extends Dim,
> = ShapeProblem<`${Name} must have shape […, ${M}, ${N}]`>;

/** What stands in front of the last axis. */
export type Lead<S extends Shape> =
  IsUnranked<S> extends true ? any : S extends readonly [...infer B extends Shape, Dim] ? Readonly<B> : any;

/** What stands in front of the last two axes. */
export type Lead2<S extends Shape> = Lead<Lead<S>>;

/** A batch with other last axes; a problem stays one. */
export type Followed<B, Tail extends Shape> = B extends Shape
  ? IsUnranked<B> extends true
    ? any
    : readonly [...B, ...Tail]
  : B;

/** The shape of square matrices on vectors. */
export type Squares<S extends Shape> =
  IsUnranked<S> extends true ? any : S extends readonly [...Shape, infer N extends Dim] ? readonly [...S, N] : any;
