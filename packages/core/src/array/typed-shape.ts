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
export type Check<R, Op extends string> = R extends Shape
  ? unknown
  : R extends ShapeProblem<infer M>
    ? ShapeProblem<`${Op}: ${M}`>
    : unknown;

/** The shape, when `R` is one; `any` after a mistake, which is told once. */
export type Result<R> = R extends Shape ? R : any;

/** True for `any` and for arrays of unknown length, over which nothing can be said. */
export type IsUnranked<S extends Shape> = number extends S["length"] ? true : false;

/** Whether two dimensions may be equal: `number` may be any. */
type Meet<A extends Dim, B extends Dim> = number extends A | B ? true : [A] extends [B] ? true : false;

/** One axis of two shapes: 1 gives way, a known dimension wins over `number`; `never` when the two cannot meet. */
type BroadcastDim<A extends Dim, B extends Dim> = A extends 1
  ? B
  : B extends 1
    ? A
    : number extends A
      ? B
      : number extends B
        ? A
        : [A] extends [B]
          ? A
          : never;

/**
 * NumPy's broadcasting. What is usual costs the compiler least: a shape of known dimensions with an equal one, with a number,
 * or with a row; then equal shapes of unknown dimensions; and the rest axis by axis.
 *
 * @remarks Dimensions are compared and not tuples, where that is possible: a tuple that nobody has seen before has its members
 *   resolved when something is compared with it, which is eight instantiations.
 */
export type Broadcast<A extends Shape, B extends Shape> = number extends A[number]
  ? Alike<A, B>
  : B extends A
    ? A
    : B["length"] extends 0
      ? A
      : B["length"] extends 1
        ? A["length"] extends 2
          ? B[0] extends A[1]
            ? A
            : AxisByAxis<A, B>
          : WithRow<A, B>
        : AxisByAxis<A, B>;

/** A shape whose last dimension is that of a row. */
type WithRow<A extends Shape, B extends Shape> = A extends readonly [...infer _, infer N]
  ? B extends readonly [N]
    ? A
    : AxisByAxis<A, B>
  : AxisByAxis<A, B>;

type Alike<A extends Shape, B extends Shape> = A extends B ? (B extends A ? A : AxisByAxis<A, B>) : AxisByAxis<A, B>;

type AxisByAxis<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? any
  : BroadcastAt<A, B, readonly []>;

/** From the last axis back. */
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

/** Matrix product over the last two axes, the leading ones broadcast; a vector is a row or a column, which the result lacks. */
export type MatMul<A extends Shape, B extends Shape> = A["length"] extends 2
  ? B["length"] extends 2
    ? A[1] extends B[0]
      ? readonly [A[0], B[1]]
      : MatMulBatch<A, B>
    : MatMulBatch<A, B>
  : MatMulBatch<A, B>;

/** What is not simply `[m, k]` times `[k, n]`: other ranks, unknown dimensions, and what does not fit. */
type MatMulBatch<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? any
  : A extends readonly [...infer AB extends Shape, infer M extends Dim, infer K extends Dim]
    ? B extends readonly [...infer BB extends Shape, infer L extends Dim, infer N extends Dim]
      ? Meet<K, L> extends true
        ? Append<Broadcast<AB, BB>, readonly [M, N]>
        : ShapeProblem<`inner dimensions ${K} and ${L} differ`>
      : B extends readonly [infer L extends Dim]
        ? Meet<K, L> extends true
          ? readonly [...AB, M]
          : ShapeProblem<`inner dimensions ${K} and ${L} differ`>
        : ShapeProblem<"b must have at least one axis">
    : A extends readonly [infer K extends Dim]
      ? VectorMatrix<K, B>
      : ShapeProblem<"a must have at least one axis">;

/** A row times vectors or matrices. */
type VectorMatrix<K extends Dim, B extends Shape> = B extends readonly [
  ...infer BB extends Shape,
  infer L extends Dim,
  infer N extends Dim,
]
  ? Meet<K, L> extends true
    ? readonly [...BB, N]
    : ShapeProblem<`inner dimensions ${K} and ${L} differ`>
  : B extends readonly [infer L extends Dim]
    ? Meet<K, L> extends true
      ? readonly []
      : ShapeProblem<`inner dimensions ${K} and ${L} differ`>
    : ShapeProblem<"b must have at least one axis">;

/** Axis or axes of a reduction; `undefined` reduces all. */
export type AxisOption = number | readonly number[] | undefined;

/**
 * The shape left by a reduction. Literal axes from either end are followed, 0, 1 and −1 at once; others give an unknown
 * dimension.
 */
export type Reduced<S extends Shape, A extends AxisOption, Keep extends boolean> = A extends 1
  ? S extends readonly [infer H extends Dim, infer _, ...infer R extends Shape]
    ? Keep extends true
      ? readonly [H, 1, ...R]
      : readonly [H, ...R]
    : any
  : A extends 0
    ? S extends readonly [infer _, ...infer R extends Shape]
      ? Keep extends true
        ? readonly [1, ...R]
        : Readonly<R>
      : any
    : A extends -1
      ? S extends readonly [...infer H extends Shape, infer _]
        ? Keep extends true
          ? readonly [...H, 1]
          : Readonly<H>
        : any
      : A extends undefined
        ? Keep extends true
          ? { readonly [I in keyof S]: 1 }
          : readonly []
        : A extends number
          ? number extends A | S["length"]
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
export type Reshaped<R extends Shape> = number extends R["length"]
  ? any
  : -1 extends R[number]
    ? { readonly [I in keyof R]: R[I] extends -1 ? number : R[I] }
    : Readonly<R>;
