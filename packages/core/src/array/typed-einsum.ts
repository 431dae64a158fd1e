import type { NDArray } from "./ndarray.js";
import type { Broadcast, Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

/**
 * The subscripts of `einsum` read by the compiler, character by character: what each index runs over, and from that the
 * shape of the result, or the sentence that says what cannot meet.
 */
export type EinsumRule<S extends string, T extends readonly unknown[]> = [T[number]] extends [NDArray]
  ? string extends S
    ? any
    : number extends T["length"]
      ? any
      : Spaceless<S> extends `${infer In}->${infer Out}`
        ? Output<Operands<In, T>, Out>
        : Implied<Operands<Spaceless<S>, T>>
  : ShapeProblem<"every operand must be an NDArray">;

/** What is known after some operands: lengths by index, indices seen, those seen twice, and the shape under the ellipsis. */
interface Known<Sizes, Seen extends string, Twice extends string, Hidden extends Shape> {
  readonly sizes: Sizes;
  readonly seen: Seen;
  readonly twice: Twice;
  readonly hidden: Hidden;
}
type Nothing = Known<unknown, never, never, readonly []>;

type Spaceless<S extends string> = S extends `${infer A} ${infer B}` ? Spaceless<`${A}${B}`> : S;

/** All operands, one after the other; a problem ends it, and an operand of unknown rank answers `any`. */
type Operands<In extends string, T extends readonly unknown[], K = Nothing> = T extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? In extends `${infer Term},${infer Rest}`
    ? R extends readonly []
      ? ShapeProblem<"subscripts name more operands than are given">
      : Next<Operand<Term, ShapeIn<H>, K>, Rest, R>
    : R extends readonly []
      ? Operand<In, ShapeIn<H>, K>
      : ShapeProblem<"subscripts name fewer operands than are given">
  : K;

type Next<K, Rest extends string, R extends readonly unknown[]> = 0 extends 1 & K
  ? any
  : K extends ShapeProblem<string>
    ? K
    : Operands<Rest, R, K>;

type ShapeIn<X> = X extends NDArray<infer _D, infer S> ? S : never;

type Operand<Term extends string, S extends Shape, K> =
  IsUnranked<S> extends true
    ? any
    : Fitted<Term, S, K> extends infer F
      ? F extends "not"
        ? ShapeProblem<`an operand of ${S["length"]} axes does not fit "${Term}"`>
        : F
      : never;

/** What is known after an operand, or what is wrong; "not" when it has other axes than the term. */
type Fitted<Term extends string, S extends Shape, K> = Term extends `${infer Head}...${infer Tail}`
  ? Under<FromFront<Head, S, K>, Tail>
  : FromFront<Term, S, K> extends Left<infer Rest, infer Q>
    ? Rest extends readonly []
      ? Q
      : "not"
    : FromFront<Term, S, K>;

/** The axes that are left, and what is known by then. */
interface Left<S extends Shape, K> {
  readonly rest: S;
  readonly known: K;
}

type FromFront<Term extends string, S extends Shape, K> = Term extends `${infer C}${infer R}`
  ? S extends readonly [infer N extends Dim, ...infer Q extends Shape]
    ? Add<K, C, N> extends infer A
      ? A extends ShapeProblem<string>
        ? A
        : FromFront<R, Q, A>
      : never
    : "not"
  : Left<S, K>;

type FromBack<Term extends string, S extends Shape, K> =
  Reversed<Term> extends infer B extends string
    ? FromFront<B, ReversedShape<S>, K> extends Left<infer Rest, infer Q>
      ? Left<ReversedShape<Rest>, Q>
      : FromFront<B, ReversedShape<S>, K>
    : never;

type Under<F, Tail extends string> =
  F extends Left<infer S, infer K>
    ? FromBack<Tail, S, K> extends Left<infer Rest, infer Q>
      ? Hide<Q, Rest>
      : FromBack<Tail, S, K>
    : F;

type Hide<K, S extends Shape> =
  K extends Known<infer Sizes, infer Seen, infer Twice, infer Hidden>
    ? Broadcast<Hidden, S> extends infer B
      ? B extends Shape
        ? Known<Sizes, Seen, Twice, B>
        : B
      : never
    : never;

type Reversed<S extends string> = S extends `${infer C}${infer R}` ? `${Reversed<R>}${C}` : "";
type ReversedShape<S extends Shape> = S extends readonly [infer H extends Dim, ...infer R extends Shape]
  ? readonly [...ReversedShape<R>, H]
  : readonly [];

/** One index with one more length: 1 gives way, a known length wins over `number`. */
type Add<K, C extends string, N extends Dim> =
  K extends Known<infer Sizes, infer Seen, infer Twice, infer Hidden>
    ? C extends keyof Sizes
      ? Sizes[C] extends infer M extends Dim
        ? number extends M
          ? Known<Replaced<Sizes, C, N extends 1 ? number : N>, Seen, Twice | C, Hidden>
          : number extends N
            ? Known<M extends 1 ? Replaced<Sizes, C, number> : Sizes, Seen, Twice | C, Hidden>
            : M extends N
              ? Known<Sizes, Seen, Twice | C, Hidden>
              : M extends 1
                ? Known<Replaced<Sizes, C, N>, Seen, Twice | C, Hidden>
                : N extends 1
                  ? Known<Sizes, Seen, Twice | C, Hidden>
                  : ShapeProblem<`index ${C} has lengths ${M} and ${N}`>
        : never
      : Known<Sizes & { readonly [I in C]: N }, Seen | C, Twice, Hidden>
    : never;

type Replaced<Sizes, C extends string, N extends Dim> = { readonly [I in keyof Sizes]: I extends C ? N : Sizes[I] };

type Output<K, Out extends string> = 0 extends 1 & K
  ? any
  : K extends Known<infer Sizes, string, string, infer Hidden>
    ? Lengths<Out, Sizes, Hidden, readonly []>
    : K;

type Lengths<Out extends string, Sizes, Hidden extends Shape, Seen extends Shape> = Out extends `...${infer R}`
  ? Lengths<R, Sizes, Hidden, readonly [...Seen, ...Hidden]>
  : Out extends `${infer C}${infer R}`
    ? C extends keyof Sizes
      ? Lengths<R, Sizes, Hidden, readonly [...Seen, Sizes[C] & Dim]>
      : ShapeProblem<`output index ${C} is in no operand`>
    : Seen;

type Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

type Implied<K> = 0 extends 1 & K
  ? any
  : K extends Known<infer Sizes, infer Seen, infer Twice, infer Hidden>
    ? Lengths<Sorted<Exclude<Seen, Twice>, Alphabet>, Sizes, Hidden, Hidden>
    : K;

/** The letters of a union in alphabetical order. */
type Sorted<L extends string, A extends string, Out extends string = ""> = [L] extends [never]
  ? Out
  : A extends `${infer C}${infer R}`
    ? C extends L
      ? Sorted<Exclude<L, C>, R, `${Out}${C}`>
      : Sorted<L, R, Out>
    : Out;
