import type { NDArray } from "./ndarray.js";
import type { TupleOf } from "./typed-arithmetic.js";
import type { Broadcast, Dim, IsUnranked, Shape } from "./typed-shape.js";

/** Every dimension unknown, the number of axes known. */
export type OfRank<S extends Shape> = { readonly [I in keyof S]: number };

/** A literal axis counted from the front. */
export type FromFront<S extends Shape, A extends number> = `${A}` extends `-${infer N extends number}`
  ? TupleOf<`${S["length"]}`> extends [...TupleOf<`${N}`>, ...infer R]
    ? R["length"]
    : never
  : A;

/** One axis moved to another place. */
export type Moved<S extends Shape, A extends number | readonly number[], B extends number | readonly number[]> =
  IsUnranked<S> extends true
    ? any
    : A extends number
      ? number extends A
        ? OfRank<S>
        : B extends number
          ? number extends B
            ? OfRank<S>
            : Put<Removed<S, FromFront<S, A>>, FromFront<S, B>, DimAt<S, FromFront<S, A>> & Dim>
          : OfRank<S>
      : OfRank<S>;

/** The length of an axis counted from the front. */
export type DimAt<S extends Shape, A extends number> = `${A}` extends keyof S ? S[`${A}`] & Dim : number;

/** The length of an axis counted from either end; `never` where there is none. */
export type LengthAt<S extends Shape, A extends number> = number extends A
  ? number
  : `${FromFront<S, A>}` extends infer I
    ? I extends keyof S
      ? S[I] & Dim
      : never
    : never;

/** Without one axis, counted from the front. */
type Removed<S extends Shape, A extends number, Seen extends Shape = readonly []> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? Seen["length"] extends A
    ? readonly [...Seen, ...R]
    : Removed<R, A, readonly [...Seen, H]>
  : Seen;

type Put<S extends Shape, A extends number, N extends Dim, Seen extends Shape = readonly []> = Seen["length"] extends A
  ? readonly [...Seen, N, ...S]
  : S extends readonly [infer H extends Dim, ...infer R extends Shape]
    ? Put<R, A, N, readonly [...Seen, H]>
    : any;

/** Axes in another order. */
export type Permuted<S extends Shape, P extends readonly number[]> =
  IsUnranked<S> extends true
    ? any
    : number extends P["length"]
      ? any
      : { readonly [I in keyof P]: number extends P[I] ? number : DimAt<S, FromFront<S, P[I]>> };

/** Two axes exchanged. */
export type Swapped<S extends Shape, A extends number, B extends number> =
  IsUnranked<S> extends true
    ? any
    : number extends A | B
      ? OfRank<S>
      : Exchanged<S, `${FromFront<S, A>}`, `${FromFront<S, B>}`>;

type Exchanged<S extends Shape, A extends string, B extends string> = {
  readonly [I in keyof S]: I extends A ? S[B & keyof S] : I extends B ? S[A & keyof S] : S[I];
};

/** The parts of an array along an axis. */
export type Unstacked<S extends Shape, A extends number> =
  IsUnranked<S> extends true ? any : number extends A ? any : Removed<S, FromFront<S, A>>;

/** A turn by `K` right angles in the plane of two axes. */
export type Turned<S extends Shape, K extends number, P extends readonly number[]> =
  IsUnranked<S> extends true
    ? any
    : number extends K | P[number]
      ? OfRank<S>
      : `${K}` extends `${string}${0 | 2 | 4 | 6 | 8}`
        ? S
        : Swapped<S, P[0], P[1]>;

type Copies<T extends readonly unknown[]> = {
  0: [];
  2: [...T, ...T];
  3: [...T, ...T, ...T];
  4: [...T, ...T, ...T, ...T];
  5: [...T, ...T, ...T, ...T, ...T];
  6: [...T, ...T, ...T, ...T, ...T, ...T];
  7: [...T, ...T, ...T, ...T, ...T, ...T, ...T];
  8: [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];
  9: [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];
};

/** A · B, where one is a digit and the other has at most three. */
export type Times<A extends Dim, B extends Dim> = A extends 1
  ? B
  : B extends 1
    ? A
    : number extends A | B
      ? number
      : B extends keyof Copies<[]>
        ? Product<A, B>
        : A extends keyof Copies<[]>
          ? Product<B, A>
          : number;
type Product<A extends Dim, B extends keyof Copies<[]>> = [TupleOf<`${A}`>] extends [never]
  ? number
  : Copies<TupleOf<`${A}`>>[B]["length"];

/** Dimensions multiplied, those of the shorter shape from the right. */
export type Kronecker<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : A["length"] extends B["length"]
        ? { readonly [I in keyof A]: I extends keyof B ? Times<A[I] & Dim, B[I] & Dim> : A[I] }
        : A extends readonly [...infer R extends Shape, infer M extends Dim]
          ? B extends readonly [...infer Q extends Shape, infer N extends Dim]
            ? Kronecker<R, Q> extends infer F extends Shape
              ? readonly [...F, Times<M, N>]
              : never
            : A
          : B;

/** An array laid side by side; `K` tells how often along each axis. */
export type Tiled<S extends Shape, K extends readonly number[]> = number extends K["length"] ? any : Kronecker<S, K>;

/** How often elements are repeated: all as often, or each as its list says. */
export type Repeats = number | readonly number[] | NDArray;

/** An axis in which elements were repeated; all in one when no axis is given. */
export type Repeated<S extends Shape, K extends Repeats, A extends number | undefined> = [A] extends [number]
  ? IsUnranked<S> extends true
    ? any
    : number extends A
      ? OfRank<S>
      : FromFront<S, A & number> extends infer I extends number
        ? Put<Removed<S, I>, I, K extends number ? Times<DimAt<S, I>, K> : number>
        : any
  : readonly [number];

/** The shape to which all of a list of shapes broadcast, or what does not. */
export type BroadcastAll<T extends readonly unknown[], Out = readonly []> = number extends T["length"]
  ? any
  : T extends readonly [infer H extends Shape, ...infer R extends readonly unknown[]]
    ? Out extends Shape
      ? BroadcastAll<R, Broadcast<Out, H>>
      : Out
    : Out;

/** The shapes of a list of arrays. */
export type ShapesOf<T extends readonly unknown[]> = {
  readonly [I in keyof T]: T[I] extends NDArray<infer _D, infer S> ? S : any;
};

/** Arrays broadcast against each other. */
export type BroadcastArrays<T extends readonly unknown[], S> = {
  readonly [I in keyof T]: T[I] extends NDArray<infer D> ? NDArray<D, S extends Shape ? S : any> : never;
};

/** The lengths of a list of vectors. */
type Lengths<T extends readonly unknown[]> = {
  readonly [I in keyof T]: T[I] extends NDArray<infer _D, infer S>
    ? S extends readonly [infer N extends Dim]
      ? N
      : number
    : number;
};

/** The grids of some vectors: as many axes as there are, the first two exchanged where x comes before y. */
export type Grids<T extends readonly unknown[], O extends "xy" | "ij"> = number extends T["length"]
  ? NDArray[]
  : {
      readonly [I in keyof T]: T[I] extends NDArray<infer D>
        ? NDArray<D, O extends "ij" ? Lengths<T> : FirstTwoExchanged<Lengths<T>>>
        : never;
    };
type FirstTwoExchanged<S> = S extends readonly [infer A, infer B, ...infer R]
  ? readonly [B, A, ...R] extends infer Q extends Shape
    ? Q
    : never
  : S extends Shape
    ? S
    : never;
