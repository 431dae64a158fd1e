import type { Broadcast, Dim, Shape, ShapeProblem } from "@linnet/core";
import type { BatchOf, ColsOf, Min, RowsOf, Solved } from "../operand/typed-shape.js";

type IsAny<T> = 0 extends 1 & T ? true : false;

/** The shape of b with the leading axes of both, or what does not fit: b has as many rows as a. */
export type SameRows<A extends Shape, B extends Shape> =
  IsAny<Solved<A, B>> extends true
    ? any
    : Solved<A, B> extends ShapeProblem<infer M>
      ? ShapeProblem<M>
      : B extends readonly [Dim]
        ? readonly [...BatchOf<A>, RowsOf<A>]
        : WithLastTwo<Broadcast<BatchOf<A>, BatchOf<B>>, RowsOf<A>, ColsOf<B>>;

type WithLastTwo<Batch, M extends Dim, N extends Dim> = Batch extends Shape ? readonly [...Batch, M, N] : any;

/** `[…]` of a vector b, `[…, k]` of columns. */
export type ReducedRows<R, B extends Shape> =
  IsAny<R> extends true
    ? any
    : R extends readonly [...infer Batch extends Shape, infer M extends Dim, infer N extends Dim]
      ? B extends readonly [Dim]
        ? readonly [...Batch, M]
        : readonly [...Batch, N]
      : R extends readonly [Dim]
        ? readonly []
        : any;

/** The matrix from coordinates in the columns of a to those in the columns of b, or what does not fit. */
export type BasisChange<A extends Shape, B extends Shape> =
  IsAny<A | B> extends true
    ? any
    : A extends readonly [Dim]
      ? ShapeProblem<"a must have at least two axes">
      : B extends readonly [Dim]
        ? ShapeProblem<"b must have at least two axes">
        : IsAny<Solved<B, A>> extends true
          ? any
          : Solved<B, A> extends ShapeProblem<infer _>
            ? ShapeProblem<`rows ${RowsOf<A>} of a and ${RowsOf<B>} of b differ`>
            : Meet<ColsOf<A>, ColsOf<B>> extends true
              ? Solved<B, A>
              : ShapeProblem<`columns ${ColsOf<A>} of a and ${ColsOf<B>} of b differ`>;

/** `[…, min(k, n)]` for spans of k and of n columns, or what does not fit. */
export type SpanPair<A extends Shape, B extends Shape> =
  IsAny<Solved<A, B>> extends true
    ? any
    : Solved<A, B> extends ShapeProblem<infer M>
      ? ShapeProblem<M>
      : B extends readonly [Dim]
        ? ShapeProblem<"b must have at least two axes">
        : WithLast<Broadcast<BatchOf<A>, BatchOf<B>>, Min<ColsOf<A>, ColsOf<B>>>;

type WithLast<Batch, K extends Dim> = Batch extends Shape ? readonly [...Batch, K] : any;

type Meet<A extends Dim, B extends Dim> = number extends A | B ? true : [A] extends [B] ? true : false;
