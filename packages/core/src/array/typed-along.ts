import type { NDArray } from "./ndarray.js";
import type { Less, Plus } from "./typed-arithmetic.js";
import type { DimAt, FromFront, OfRank } from "./typed-axes.js";
import type { AxisOption, Dim, IsUnranked, Reduced, Shape } from "./typed-shape.js";

/** A shape whose axis `A`, counted from either end, has length `N`. */
export type Resized<S extends Shape, A extends number, N extends Dim> =
  IsUnranked<S> extends true ? any : number extends A ? OfRank<S> : WithLength<S, `${FromFront<S, A>}`, N>;

type WithLength<S extends Shape, A extends string, N extends Dim> = {
  readonly [I in keyof S]: I extends A ? N : S[I];
};

/** The length of axis `A`, counted from either end. */
type LengthAlong<S extends Shape, A extends number> =
  IsUnranked<S> extends true ? number : number extends A ? number : DimAt<S, FromFront<S, A>>;

/** Running sums, with the sum of nothing in front of them if `I`. */
export type Running<S extends Shape, A extends number, I extends boolean> = [I] extends [false]
  ? S
  : [I] extends [true]
    ? Resized<S, A, Plus<LengthAlong<S, A>, 1>>
    : Resized<S, A, number>;

/** Differences taken `N` times; how long what stands before and after is, is not followed. */
export type Differences<S extends Shape, A extends number, N extends number, Ends> = [Ends] extends [undefined]
  ? Resized<S, A, Less<LengthAlong<S, A>, N>>
  : Resized<S, A, number>;

/** One quantile reduces; a list of them makes a first axis. */
export type Quantiles<S extends Shape, Q, A extends AxisOption, K extends boolean> = Q extends readonly unknown[]
  ? InFront<Q["length"], Reduced<S, A, K>>
  : Reduced<S, A, K>;

type InFront<N extends Dim, R extends Shape> = IsUnranked<R> extends true ? any : readonly [N, ...R];

/** How many bins there are: a number of them, or the edges between which they lie. */
export type BinCount<B extends number | string | readonly number[]> = B extends readonly number[]
  ? Less<B["length"], 1>
  : B extends number
    ? B
    : number;

/** How many edges bins have. */
export type EdgeCount<B extends number | string | readonly number[]> = B extends readonly number[]
  ? B["length"]
  : B extends number
    ? Plus<B, 1>
    : number;

/** The shape of a correlation, or a convolution, of two vectors in mode `"full"`, `"same"` or `"valid"`. */
export type Overlaps<A extends Shape, B extends Shape, Mode extends string> = A extends readonly [infer M extends Dim]
  ? B extends readonly [infer N extends Dim]
    ? readonly [Mode extends "full" ? Less<Plus<M, N>, 1> : Less<M, N> extends 0 ? Kept<N, M, Mode> : Kept<M, N, Mode>]
    : readonly [number]
  : readonly [number];

/** Of a longer vector and a shorter one. */
type Kept<Long extends Dim, Short extends Dim, Mode extends string> = Mode extends "same"
  ? Long
  : Plus<Less<Long, Short>, 1>;

/** Positions along each axis. */
export type Positions<S extends Shape> =
  IsUnranked<S> extends true ? readonly Position[] : { readonly [I in keyof S]: Position };

type Position = NDArray<"int32", readonly [number]>;
