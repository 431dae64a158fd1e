import type { Broadcast, Dim, Shape, ShapeProblem } from "@linnet/core";

type IsAny<T> = 0 extends 1 & T ? true : false;
type IsDynamic<N extends Dim> = number extends N ? true : false;
type IsUnranked<S extends Shape> = IsAny<S> extends true ? true : number extends S["length"] ? true : false;
type Agree<A extends Dim, B extends Dim> =
  IsDynamic<A> extends true ? true : IsDynamic<B> extends true ? true : [A] extends [B] ? true : false;

/** The shape itself when it is `[…, n, n]`, else the problem. */
export type Square<S extends Shape> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...Shape, infer M extends Dim, infer N extends Dim]
      ? Agree<M, N> extends true
        ? S
        : ShapeProblem<"the last two axes must be equal">
      : ShapeProblem<"a must have at least two axes">;

/** The shape itself when it has at least two axes, else the problem. */
export type Matrix<S extends Shape> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...Shape, Dim, Dim]
      ? S
      : ShapeProblem<"a must have at least two axes">;

/** Leading axes, and the last two. */
export type BatchOf<S extends Shape> =
  IsUnranked<S> extends true ? any : S extends readonly [...infer B extends Shape, Dim, Dim] ? readonly [...B] : any;
export type RowsOf<S extends Shape> =
  IsUnranked<S> extends true ? number : S extends readonly [...Shape, infer M extends Dim, Dim] ? M : number;
export type ColsOf<S extends Shape> =
  IsUnranked<S> extends true ? number : S extends readonly [...Shape, Dim, infer N extends Dim] ? N : number;

/** The batch of `S` with other trailing axes. */
export type WithTail<S extends Shape, Tail extends Shape> =
  IsUnranked<S> extends true ? any : readonly [...BatchOf<S>, ...Tail];

/** min(m, n) of `[…, m, n]`. */
export type MinDim<S extends Shape> = Min<RowsOf<S>, ColsOf<S>>;

/**
 * X of A·X = B (or of least squares): a vector `[m]` gives `[…, n]`, a matrix `[…, m, k]` gives `[…, n, k]`, the leading
 * axes broadcast.
 */
export type Solved<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : B extends readonly [infer K extends Dim]
        ? Agree<RowsOf<A>, K> extends true
          ? readonly [...BatchOf<A>, ColsOf<A>]
          : ShapeProblem<`rows ${RowsOf<A>} of a and ${K} of b differ`>
        : B extends readonly [...infer BB extends Shape, infer K extends Dim, infer C extends Dim]
          ? Agree<RowsOf<A>, K> extends true
            ? AppendTo<Broadcast<BatchOf<A>, BB>, readonly [ColsOf<A>, C]>
            : ShapeProblem<`rows ${RowsOf<A>} of a and ${K} of b differ`>
          : ShapeProblem<"b must have at least one axis">;

/** As `Solved`, for an A that must be square. */
export type SolvedSquare<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true ? any : Square<A> extends ShapeProblem<infer M> ? ShapeProblem<M> : Solved<A, B>;

type AppendTo<Batch, Tail extends Shape> = Batch extends Shape ? readonly [...Batch, ...Tail] : Batch;

/** The smaller of two dimensions; `number` where one is not known. */
export type Min<A extends Dim, B extends Dim> =
  IsDynamic<A> extends true
    ? number
    : IsDynamic<B> extends true
      ? number
      : [A] extends [B]
        ? A
        : IsLess<`${A}`, `${B}`> extends true
          ? A
          : B;

/** Compares decimal numerals: the shorter is less, equally long ones differ at their first differing digit. */
type IsLess<A extends string, B extends string> = Digits<A>["length"] extends Digits<B>["length"]
  ? DigitsLess<A, B>
  : ShorterThan<Digits<A>, Digits<B>>;

type Digits<S extends string> = S extends `${infer H}${infer R}` ? [H, ...Digits<R>] : [];
type ShorterThan<A extends unknown[], B extends unknown[]> = A extends []
  ? true
  : B extends []
    ? false
    : A extends [unknown, ...infer AR]
      ? B extends [unknown, ...infer BR]
        ? ShorterThan<AR, BR>
        : false
      : false;
type DigitsLess<A extends string, B extends string> = A extends `${infer X}${infer AR}`
  ? B extends `${infer Y}${infer BR}`
    ? X extends Y
      ? DigitsLess<AR, BR>
      : `0123456789` extends `${string}${X}${string}${Y}${string}`
        ? true
        : false
    : false
  : false;
