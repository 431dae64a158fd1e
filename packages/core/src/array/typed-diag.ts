import type { Min, TupleOf } from "./typed-arithmetic.js";
import type { Dim, IsUnranked, Shape } from "./typed-shape.js";

/** The shape of matrices with a vector on a diagonal; its length is followed for the main one. */
export type DiagonalMatrix<S extends Shape, K extends number> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...infer B extends Shape, infer N extends Dim]
      ? K extends 0
        ? readonly [...B, N, N]
        : readonly [...B, number, number]
      : any;

/** The shape of a diagonal of matrices; its length is followed for the main one. */
export type Diagonal<S extends Shape, K extends number> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...infer B extends Shape, infer M extends Dim, infer N extends Dim]
      ? readonly [...B, K extends 0 ? Smaller<M, N> : number]
      : any;

/** All axes but the last two. */
export type BatchOf<S extends Shape> =
  IsUnranked<S> extends true ? any : S extends readonly [...infer B extends Shape, Dim, Dim] ? readonly [...B] : any;

type Smaller<M extends Dim, N extends Dim> = number extends M
  ? number
  : number extends N
    ? number
    : [M, N] extends [N, M]
      ? M
      : [Min<TupleOf<`${M}`>, TupleOf<`${N}`>>] extends [never]
        ? number
        : Min<TupleOf<`${M}`>, TupleOf<`${N}`>>["length"];
