import type { Integer } from "./dtype.js";
import type { NDArray } from "./ndarray.js";
import type { Negative } from "./typed-arithmetic.js";
import type { Dim, IsUnranked, Shape } from "./typed-shape.js";

/** Positions along an axis: an array of integers (int32, or what fits into it), or a list. */
export type Indices = NDArray<Integer> | readonly number[];

/** The shape of indices. */
export type IndexShape<I extends Indices> =
  I extends NDArray<infer _D, infer R> ? R : I extends readonly number[] ? readonly [I["length"]] : any;

/** The shape in which the shape `R` of indices takes the place of axis `A`. */
export type Taken<S extends Shape, R extends Shape, A extends number> =
  IsUnranked<S> extends true
    ? any
    : IsUnranked<R> extends true
      ? any
      : number extends A
        ? any
        : At<S, R, A, readonly []>;

type At<S extends Shape, R extends Shape, A extends number, Seen extends Shape> = S extends readonly [
  infer H extends Dim,
  ...infer Q extends Shape,
]
  ? A extends Seen["length"] | Negative<S["length"]>
    ? readonly [...Seen, ...R, ...Q]
    : At<Q, R, A, readonly [...Seen, H]>
  : any;
