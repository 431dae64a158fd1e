import type { Integer } from "./dtype.js";
import type { NDArray } from "./ndarray.js";
import type { Counted, IndexSpec, SliceRule } from "./typed-index.js";
import type { Broadcast, Dim, IsUnranked, Result, Shape, ShapeProblem } from "./typed-shape.js";

/**
 * One part of an index: an integer, `"start:stop:step"`, `"..."`, `null`; positions along an axis, as an array of
 * integers or a list; or a mask, a bool array over as many axes as it has.
 */
export type ArraySpec = IndexSpec | NDArray<Integer | "bool"> | readonly number[];

/** The shape that an index with arrays selects: NumPy's rule. A mask selects `number` positions. */
export type Indexed<S extends Shape, I extends readonly ArraySpec[]> = Result<IndexRule<S, I>>;

/** The shape that an index selects, or what is wrong with the index. */
export type IndexRule<S extends Shape, I extends readonly ArraySpec[]> = I extends readonly IndexSpec[]
  ? SliceRule<S, I>
  : IsUnranked<S> extends true
    ? any
    : number extends I["length"]
      ? any
      : Assembled<Front<S, I, readonly []>>;

/** As `SliceRule`, for methods, which leave arrays to the functions. */
export type ViewRule<
  S extends Shape,
  I extends readonly ArraySpec[],
  Name extends string,
> = I extends readonly IndexSpec[]
  ? SliceRule<S, I>
  : ShapeProblem<`an array as an index is taken by the function ${Name}`>;

/** Among lengths of axes that are kept: the shape of positions along axes that are not. */
interface Positions<B> {
  readonly positions: B;
}

type TooMany = ShapeProblem<"there are more indices than axes">;

/** From the first axis up to an ellipsis: the lengths that are kept, and positions. */
type Front<S extends Shape, I extends readonly unknown[], Out extends readonly unknown[]> = I extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? H extends null
    ? Front<S, R, readonly [...Out, 1]>
    : H extends "..."
      ? Back<S, R, Out, readonly []>
      : H extends NDArray<"bool", infer M>
        ? IsUnranked<M> extends true
          ? any
          : FrontMask<S, M, R, Out>
        : S extends readonly [infer N extends Dim, ...infer T extends Shape]
          ? Front<T, R, readonly [...Out, Part<N, H>]>
          : TooMany
  : readonly [...Out, ...S];

type FrontMask<
  S extends Shape,
  M extends Shape,
  R extends readonly unknown[],
  Out extends readonly unknown[],
> = M extends readonly [infer A extends Dim, ...infer MR extends Shape]
  ? S extends readonly [infer N extends Dim, ...infer T extends Shape]
    ? Unequal<A, N> extends true
      ? NoFit<A, N>
      : FrontMask<T, MR, R, Out>
    : TooMany
  : Front<S, R, readonly [...Out, Positions<readonly [number]>]>;

/** After an ellipsis: from the last axis back. */
type Back<
  S extends Shape,
  I extends readonly unknown[],
  Out extends readonly unknown[],
  Tail extends readonly unknown[],
> = I extends readonly [...infer R extends readonly unknown[], infer L]
  ? L extends null
    ? Back<S, R, Out, readonly [1, ...Tail]>
    : L extends "..."
      ? ShapeProblem<'"..." may stand only once'>
      : L extends NDArray<"bool", infer M>
        ? IsUnranked<M> extends true
          ? any
          : BackMask<S, M, R, Out, Tail>
        : S extends readonly [...infer T extends Shape, infer N extends Dim]
          ? Back<T, R, Out, readonly [Part<N, L>, ...Tail]>
          : TooMany
  : readonly [...Out, Between, ...S, ...Tail];

type BackMask<
  S extends Shape,
  M extends Shape,
  R extends readonly unknown[],
  Out extends readonly unknown[],
  Tail extends readonly unknown[],
> = M extends readonly [...infer MR extends Shape, infer A extends Dim]
  ? S extends readonly [...infer T extends Shape, infer N extends Dim]
    ? Unequal<A, N> extends true
      ? NoFit<A, N>
      : BackMask<T, MR, R, Out, Tail>
    : TooMany
  : Back<S, R, Out, readonly [Positions<readonly [number]>, ...Tail]>;

/** Where an ellipsis stood: it separates positions even where it stands for no axis. */
interface Between {
  readonly between: true;
}

/** What one part of an index makes of an axis of length N. */
type Part<N extends Dim, Spec> = Spec extends number
  ? Positions<readonly []>
  : Spec extends NDArray<any, infer B>
    ? Positions<B>
    : Spec extends readonly number[]
      ? Positions<readonly [Spec["length"]]>
      : Counted<N, Spec>;

/** Two literals that differ. */
type Unequal<A extends Dim, N extends Dim> = number extends A | N ? false : [A] extends [N] ? false : true;

type NoFit<
  A extends Dim,
  N extends Dim,
> = ShapeProblem<`a mask must have the lengths of the axes that it selects from, not ${A} for ${N}`>;

/** Puts the axes that positions broadcast to in the place of the first, or in front when something is kept between. */
type Assembled<Parts> = Parts extends readonly unknown[]
  ? number extends Parts["length"]
    ? any
    : Before<Parts, readonly []>
  : Parts;

type Before<Parts extends readonly unknown[], Kept extends Shape> = Parts extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? H extends Positions<infer B>
    ? Run<R, Kept, B>
    : Before<R, H extends Dim ? readonly [...Kept, H] : Kept>
  : Kept;

/** Positions side by side. */
type Run<Parts extends readonly unknown[], Kept extends Shape, B> = Parts extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? H extends Positions<infer C>
    ? Run<R, Kept, Meeting<B, C>>
    : After<R, Kept, B, H extends Dim ? readonly [H] : readonly []>
  : Placed<Kept, B, readonly []>;

/** What is kept after them. */
type After<Parts extends readonly unknown[], Kept extends Shape, B, Rest extends Shape> = Parts extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? H extends Positions<infer C>
    ? Apart<R, readonly [...Kept, ...Rest], Meeting<B, C>>
    : After<R, Kept, B, H extends Dim ? readonly [...Rest, H] : Rest>
  : Placed<Kept, B, Rest>;

/** Positions that something separates: their axes come first. */
type Apart<Parts extends readonly unknown[], Kept extends Shape, B> = Parts extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? H extends Positions<infer C>
    ? Apart<R, Kept, Meeting<B, C>>
    : Apart<R, H extends Dim ? readonly [...Kept, H] : Kept, B>
  : Placed<readonly [], B, Kept>;

type Meeting<B, C> = B extends Shape ? (C extends Shape ? Broadcast<B, C> : C) : B;

type Placed<Kept extends Shape, B, Rest extends Shape> = B extends Shape
  ? IsUnranked<B> extends true
    ? any
    : readonly [...Kept, ...B, ...Rest]
  : B;
