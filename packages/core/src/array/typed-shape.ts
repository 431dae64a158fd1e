/**
 * Shapes in types. A shape is a readonly tuple of dimensions; a dimension is a literal where it is known, `number`
 * where not; an array of unknown rank has shape `any`, and `any` in gives `any` out.
 */
export type Dim = number;
export type Shape = readonly Dim[];

declare const problem: unique symbol;
/** What the compiler shows in place of an argument whose shape cannot fit: a sentence, as a branded intersection. */
export interface ShapeProblem<Message extends string> {
  readonly [problem]: Message;
}

/** `unknown` when `R` is a shape; the problem, naming the operation, when it is one. Intersect it with the argument. */
export type Check<R, Op extends string> =
  IsAny<R> extends true ? unknown : R extends ShapeProblem<infer M> ? ShapeProblem<`${Op}: ${M}`> : unknown;

/** The shape, when `R` is one. */
export type Result<R> = IsAny<R> extends true ? any : R extends Shape ? R : never;

type IsAny<T> = 0 extends 1 & T ? true : false;
type IsDynamic<N extends Dim> = number extends N ? true : false;
/** True for `any` and for arrays of unknown length, over which nothing can be said. */
export type IsUnranked<S extends Shape> = IsAny<S> extends true ? true : number extends S["length"] ? true : false;

/** Two dimensions that must be equal: a known one wins over `number`. */
type Unify<A extends Dim, B extends Dim> =
  IsDynamic<A> extends true ? B : IsDynamic<B> extends true ? A : [A] extends [B] ? A : never;

type BroadcastDim<A extends Dim, B extends Dim> = A extends 1
  ? B
  : B extends 1
    ? A
    : IsDynamic<A> extends true
      ? IsDynamic<B> extends true
        ? number
        : B
      : IsDynamic<B> extends true
        ? A
        : [A] extends [B]
          ? A
          : never;

/** NumPy's broadcasting, from the last axis back. */
export type Broadcast<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true ? any : IsUnranked<B> extends true ? any : BroadcastAt<A, B, readonly []>;

type BroadcastAt<A extends Shape, B extends Shape, Out extends Shape> = A extends readonly [
  ...infer AR extends Shape,
  infer AL extends Dim,
]
  ? B extends readonly [...infer BR extends Shape, infer BL extends Dim]
    ? [BroadcastDim<AL, BL>] extends [never]
      ? ShapeProblem<`dimensions ${AL} and ${BL} do not broadcast`>
      : BroadcastAt<AR, BR, readonly [BroadcastDim<AL, BL>, ...Out]>
    : readonly [...A, ...Out]
  : readonly [...B, ...Out];

/** The last two axes swapped. */
export type Transpose<S extends Shape> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [...infer R extends Shape, infer M extends Dim, infer N extends Dim]
      ? readonly [...R, N, M]
      : S;

type Append<Batch, Tail extends Shape> = Batch extends Shape ? readonly [...Batch, ...Tail] : Batch;

/** Matrix product over the last two axes, the leading ones broadcast. A vector has no place here: use an n×1 matrix. */
export type MatMul<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : A extends readonly [...infer AB extends Shape, infer M extends Dim, infer K extends Dim]
        ? B extends readonly [...infer BB extends Shape, infer L extends Dim, infer N extends Dim]
          ? [Unify<K, L>] extends [never]
            ? ShapeProblem<`inner dimensions ${K} and ${L} differ`>
            : Append<BroadcastAt<AB, BB, readonly []>, readonly [M, N]>
          : ShapeProblem<"b must have at least two axes">
        : ShapeProblem<"a must have at least two axes">;

/** Axis or axes of a reduction; `undefined` reduces all. */
export type AxisOption = number | readonly number[] | undefined;

/** The shape left by a reduction. Literal axes from either end are followed; others give an unknown dimension. */
export type Reduced<S extends Shape, A extends AxisOption, Keep extends boolean> =
  IsUnranked<S> extends true
    ? any
    : [A] extends [undefined]
      ? Keep extends true
        ? { readonly [I in keyof S]: 1 }
        : readonly []
      : [A] extends [number]
        ? number extends A
          ? any
          : ReduceAt<S, AxisIndex<S, A>, Keep>
        : any;

type AxisIndex<S extends Shape, A extends number> = `${A}` extends `-${infer N extends number}` ? FromEnd<S, N> : A;
/** S["length"] − N, for the small numbers that axes are. */
type FromEnd<S extends Shape, N extends number> = S extends readonly [...Tuple<N>, ...infer Head]
  ? Head["length"]
  : never;
type Tuple<N extends number, Out extends readonly unknown[] = []> = Out["length"] extends N
  ? Out
  : Out["length"] extends 8
    ? Out
    : Tuple<N, [...Out, unknown]>;

type ReduceAt<S extends Shape, I, Keep extends boolean, Seen extends Shape = readonly []> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? Seen["length"] extends I
    ? Keep extends true
      ? readonly [...Seen, 1, ...R]
      : readonly [...Seen, ...R]
    : ReduceAt<R, I, Keep, readonly [...Seen, H]>
  : any;

/** A new axis of length 1 before axis `A`. */
export type Expanded<S extends Shape, A extends number> =
  IsUnranked<S> extends true
    ? any
    : number extends A
      ? any
      : A extends 0
        ? readonly [1, ...S]
        : A extends -1
          ? readonly [...S, 1]
          : InsertAt<S, A>;

type InsertAt<S extends Shape, A extends number, Seen extends Shape = readonly []> = Seen["length"] extends A
  ? readonly [...Seen, 1, ...S]
  : S extends readonly [infer H extends Dim, ...infer R extends Shape]
    ? InsertAt<R, A, readonly [...Seen, H]>
    : any;

/** A requested shape; the one length that may be −1 is not known to the compiler. */
export type Reshaped<R extends Shape> =
  IsUnranked<R> extends true ? any : { readonly [I in keyof R]: R[I] extends -1 ? number : R[I] };

/** Axes in another order. */
export type Permuted<S extends Shape, P extends readonly number[]> =
  IsUnranked<S> extends true
    ? any
    : number extends P["length"]
      ? any
      : { readonly [I in keyof P]: P[I] extends keyof S ? (S[P[I]] extends Dim ? S[P[I]] : number) : number };
