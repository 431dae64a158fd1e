import type { Promote } from "./dtype.js";
import type { NDArray } from "./ndarray.js";
import type { Negative, Plus, Steps, TupleOf } from "./typed-arithmetic.js";
import type { Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

type DTypeIn<X> = X extends NDArray<infer D> ? D : never;
type ShapeIn<X> = X extends NDArray<infer _D, infer S> ? S : never;
type IsList<T extends readonly unknown[]> = number extends T["length"] ? true : false;

// Lists are `unknown[]` in constraints: beside `NDArray[]`, a call such as `array([1])` inside the list would take its
// dtype from there, and lose it to `any`.

/** The dtype in which all of a list of arrays meet. */
export type Promoted<T extends readonly unknown[]> =
  IsList<T> extends true
    ? Promote<DTypeIn<T[number]>, DTypeIn<T[number]>>
    : T extends readonly [infer H, ...infer R extends readonly unknown[]]
      ? R extends readonly []
        ? DTypeIn<H>
        : Promote<DTypeIn<H>, Promoted<R>>
      : any;

/** The shape of arrays joined along an axis they have, or what differs. Lengths of up to three digits are added up. */
export type ConcatRule<T extends readonly unknown[], A extends number> = [T[number]] extends [NDArray]
  ? ConcatArrays<T, A>
  : NotArrays;

type ConcatArrays<T extends readonly unknown[], A extends number> = number extends A
  ? any
  : IsList<T> extends true
    ? SetDim<ShapeIn<T[number]>, A, number>
    : T extends readonly [infer H, ...infer R extends readonly unknown[]]
      ? JoinAll<ShapeIn<H>, R, A>
      : any;

/** The shape of arrays of one shape joined along a new axis, or what differs. */
export type StackRule<T extends readonly unknown[], A extends number> = [T[number]] extends [NDArray]
  ? StackArrays<T, A>
  : NotArrays;

type NotArrays = ShapeProblem<"every element must be an NDArray">;

type StackArrays<T extends readonly unknown[], A extends number> = number extends A
  ? any
  : IsList<T> extends true
    ? InsertDim<ShapeIn<T[number]>, A, number>
    : T extends readonly [infer H, ...infer R extends readonly unknown[]]
      ? InsertDim<JoinAll<ShapeIn<H>, R, "none">, A, T["length"]>
      : any;

/** The shape of each part of an array cut along an axis. */
export type SplitShape<S extends Shape, N extends number | readonly number[], A extends number> =
  IsUnranked<S> extends true ? any : number extends A ? any : SplitAt<S, N, A, readonly []>;

/** Shapes joined one by one; nothing is added up where the axis is "none". */
type JoinAll<S, R extends readonly unknown[], A> = R extends readonly [infer H, ...infer Q extends readonly unknown[]]
  ? S extends Shape
    ? JoinAll<Join<S, ShapeIn<H>, A>, Q, A>
    : S
  : S;

type Join<S extends Shape, Z extends Shape, A> =
  IsUnranked<S> extends true ? any : IsUnranked<Z> extends true ? any : JoinAt<S, Z, A, readonly []>;

type JoinAt<S extends Shape, Z extends Shape, A, Seen extends Shape> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? Z extends readonly [infer G extends Dim, ...infer Q extends Shape]
    ? A extends Seen["length"] | Negative<S["length"]>
      ? JoinAt<R, Q, A, readonly [...Seen, Plus<H, G>]>
      : [Unified<H, G>] extends [never]
        ? ShapeProblem<`dimensions ${H} and ${G} differ`>
        : JoinAt<R, Q, A, readonly [...Seen, Unified<H, G>]>
    : ShapeProblem<"arrays must have as many axes">
  : Z extends readonly []
    ? Seen
    : ShapeProblem<"arrays must have as many axes">;

/** Two dimensions that must be equal: a known one wins over `number`. */
type Unified<A extends Dim, B extends Dim> = number extends A ? B : number extends B ? A : [A] extends [B] ? A : never;

/** S with dimension N along axis A. */
export type SetDim<S, A extends number, N extends Dim> = S extends Shape
  ? IsUnranked<S> extends true
    ? any
    : SetAt<S, A, N, readonly []>
  : S;

type SetAt<S extends Shape, A extends number, N extends Dim, Seen extends Shape> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? A extends Seen["length"] | Negative<S["length"]>
    ? readonly [...Seen, N, ...R]
    : SetAt<R, A, N, readonly [...Seen, H]>
  : any;

type InsertDim<S, A extends number, N extends Dim> = S extends Shape
  ? IsUnranked<S> extends true
    ? any
    : InsertAt<S, A, N, readonly []>
  : S;

type InsertAt<S extends Shape, A extends number, N extends Dim, Seen extends Shape> = A extends
  | Seen["length"]
  | Negative<[...S, 0]["length"] & number>
  ? readonly [...Seen, N, ...S]
  : S extends readonly [infer H extends Dim, ...infer R extends Shape]
    ? InsertAt<R, A, N, readonly [...Seen, H]>
    : any;

type SplitAt<S extends Shape, N, A extends number, Seen extends Shape> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? A extends Seen["length"] | Negative<S["length"]>
    ? readonly [...Seen, N extends number ? Steps<TupleOf<`${H}`>, TupleOf<`${N}`>> : number, ...R]
    : SplitAt<R, N, A, readonly [...Seen, H]>
  : any;
