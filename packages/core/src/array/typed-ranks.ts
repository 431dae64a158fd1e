import type { NDArray } from "./ndarray.js";
import type { Less, Quotient } from "./typed-arithmetic.js";
import type { FromFront } from "./typed-axes.js";
import type { PadWidths } from "./typed-pad.js";
import type { Without } from "./typed-products.js";
import type { Broadcast, Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

// Rules of arguments that must have a number of axes, or lengths that fit others: a shape that keeps one, or what is wrong.

/** Of a vector. */
export type VectorRule<S extends Shape, Name extends string> = 1 extends S["length"]
  ? S
  : ShapeProblem<`${Name} must have one axis`>;

/** Of a vector with elements. */
export type FilledRule<S extends Shape, Name extends string> = S extends readonly [0]
  ? ShapeProblem<`${Name} must not be empty`>
  : VectorRule<S, Name>;

/** Of `fp` beside `xp`. */
export type ValuesRule<F extends Shape, P extends Shape> = 1 extends F["length"]
  ? F extends readonly [0]
    ? NoValues
    : AreAsLong<F, P> extends true
      ? F
      : NoValues
  : VectorRule<F, "fp">;

type NoValues = ShapeProblem<"xp and fp must have one length, not 0">;

/** Of one weight for each element of `x`. */
export type WeightsRule<W extends Shape, S extends Shape> = 1 extends W["length"]
  ? AreAsLong<W, S> extends true
    ? W
    : ShapeProblem<"weights must be of x's length">
  : VectorRule<W, "weights">;

/** Whether two vectors may be as long as each other. */
type AreAsLong<S extends Shape, N extends Shape> = S extends readonly [infer L extends Dim]
  ? N extends readonly [infer M extends Dim]
    ? Differ<L, M> extends true
      ? false
      : true
    : true
  : true;

/** Of a list of vectors. */
export type VectorsRule<T extends readonly unknown[]> = [OtherThanVector<T[number]>] extends [never]
  ? any
  : ShapeProblem<"vectors must have one axis">;

type OtherThanVector<X> =
  X extends NDArray<any, infer S>
    ? number extends S["length"]
      ? never
      : S["length"] extends 0 | 1
        ? never
        : true
    : never;

/** Of something with an axis. */
export type AxesRule<S extends Shape, Name extends string> = S["length"] extends 0
  ? ShapeProblem<`${Name} must have at least one axis`>
  : S;

/** Of matrices. */
export type MatrixRule<S extends Shape, Name extends string> = S["length"] extends 0 | 1
  ? ShapeProblem<`${Name} must have at least two axes`>
  : S;

/** Of something that is looked through. */
export type SearchedRule<S extends Shape> = S["length"] extends 0 ? ShapeProblem<"x must have an axis"> : S;

/** Of indices along an axis. */
export type AlongRule<S extends Shape, R extends Shape> = number extends S["length"] | R["length"]
  ? R
  : R["length"] extends S["length"]
    ? R
    : ShapeProblem<"indices must have as many axes as x">;

/** Of vectors in space, along an axis. */
export type SpaceRule<S extends Shape, Name extends string, A extends number> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly []
      ? ShapeProblem<`${Name} must have at least one axis`>
      : [LengthAt<S, A>] extends [never]
        ? ShapeProblem<`there is no axis ${A}`>
        : Differ<LengthAt<S, A>, 3> extends true
          ? ShapeProblem<`${Name} must have length 3 along axis ${A}`>
          : S;

/** Of the places of samples along an axis. */
export type PlacesRule<X extends Shape, S extends Shape, A extends number> =
  IsUnranked<S> extends true
    ? any
    : IsUnranked<X> extends true
      ? any
      : number extends A
        ? any
        : X extends readonly [infer N extends Dim]
          ? Differ<N, LengthAt<S, A>> extends true
            ? NoPlaces<FromFront<S, A>>
            : X
          : NoPlaces<FromFront<S, A>>;

type NoPlaces<A extends number> = ShapeProblem<`x must have one axis, of the length of axis ${A}`>;

/** Of a count `K` of elements along an axis. */
export type CountRule<S extends Shape, A extends number, K extends number> =
  IsUnranked<S> extends true
    ? any
    : number extends A
      ? any
      : [LengthAt<S, A>] extends [never]
        ? ShapeProblem<`there is no axis ${A}`>
        : number extends K | LengthAt<S, A>
          ? any
          : `${K}` extends `-${string}` | `${string}.${string}`
            ? NoCount<LengthAt<S, A>, FromFront<S, A>>
            : Less<K, LengthAt<S, A>> extends infer Beyond extends number
              ? number extends Beyond
                ? any
                : Beyond extends 0
                  ? S
                  : NoCount<LengthAt<S, A>, FromFront<S, A>>
              : never;

type NoCount<
  N extends Dim,
  A extends number,
> = ShapeProblem<`k must be an integer in [0, ${N}], the length of axis ${A}`>;

/** Of a number of equal sections of an axis. */
export type SectionsRule<S extends Shape, N extends number | readonly number[], A extends number> =
  IsUnranked<S> extends true
    ? any
    : number extends A
      ? any
      : [LengthAt<S, A>] extends [never]
        ? ShapeProblem<`there is no axis ${A}`>
        : N extends number
          ? [Quotient<LengthAt<S, A>, N>] extends [never]
            ? ShapeProblem<`axis ${FromFront<S, A>} must divide into ${N} equal sections`>
            : S
          : S;

/** Of what broadcasts to the shape `R`. */
export type StretchRule<S extends Shape, R extends Shape> = number extends S["length"] | R["length"]
  ? any
  : Broadcast<S, R> extends R
    ? R
    : ShapeProblem<"x must broadcast to the shape">;

/** Of an order of all axes. */
export type OrderRule<S extends Shape, P extends readonly number[]> = number extends S["length"] | P["length"]
  ? any
  : P["length"] extends S["length"]
    ? number extends P[number]
      ? any
      : Without<S, P[number]> extends readonly []
        ? S
        : NoOrder<S["length"]>
    : NoOrder<S["length"]>;

type NoOrder<N extends number> = ShapeProblem<`axes must be a permutation of the ${N} axes`>;

/** Of widths for each axis. */
export type WidthsRule<S extends Shape, W extends PadWidths> = W extends readonly unknown[]
  ? number extends S["length"] | W["length"]
    ? any
    : W["length"] extends S["length"]
      ? S
      : ShapeProblem<"widths must have one pair [before, after] for each axis">
  : any;

/** The length of an axis counted from either end; `never` where there is none. */
type LengthAt<S extends Shape, A extends number> = number extends A
  ? number
  : `${FromFront<S, A>}` extends infer I
    ? I extends keyof S
      ? S[I] & Dim
      : never
    : never;

type Differ<A extends Dim, B extends Dim> = number extends A | B ? false : [A] extends [B] ? false : true;
