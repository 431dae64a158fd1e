import type { NDArray } from "./ndarray.js";
import type { FromFront, LengthAt } from "./typed-axes.js";
import type { Differ } from "./typed-products.js";
import type { Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

// Rules of arguments that must be vectors: a shape that is one, or what is wrong.

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
