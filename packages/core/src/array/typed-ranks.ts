import type { Less, Quotient } from "./typed-arithmetic.js";
import type { FromFront, LengthAt } from "./typed-axes.js";
import type { PadWidths } from "./typed-pad.js";
import type { Differ, Without } from "./typed-products.js";
import type { Broadcast, Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

// Rules of arguments that must have a number of axes, or lengths that fit others: a shape that keeps one, or what is wrong.

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

/** Of what is added where `take` would have taken it from, `T` being the shape that it would have. */
export type SummandsRule<V extends Shape, T extends Shape> = number extends V["length"] | T["length"]
  ? any
  : MayEqual<V, T> extends true
    ? V
    : ShapeProblem<"values must have the shape that take gives">;

type MayEqual<V extends Shape, T extends Shape> = V extends readonly [infer M extends Dim, ...infer R extends Shape]
  ? T extends readonly [infer N extends Dim, ...infer Q extends Shape]
    ? Differ<M, N> extends true
      ? false
      : MayEqual<R, Q>
    : false
  : T extends readonly []
    ? true
    : false;

/** Of counts of each element of an axis, or of a vector. */
export type CountsRule<S extends Shape, K, A extends number | undefined> = K extends readonly unknown[]
  ? number extends K["length"] | S["length"]
    ? any
    : [A] extends [number]
      ? CountsOf<K, LengthAt<S, A>>
      : S extends readonly [infer N extends Dim]
        ? CountsOf<K, N>
        : any
  : any;

type CountsOf<K extends readonly unknown[], N extends Dim> = [N] extends [never]
  ? any
  : Differ<K["length"], N> extends true
    ? ShapeProblem<`there must be one count for each of the ${N} elements`>
    : any;

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
