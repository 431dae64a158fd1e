import type { Negative, TupleOf } from "./typed-arithmetic.js";
import type { Broadcast, Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

/** How many axes `tensordot` sums over, or which of each operand. */
export type ContractedAxes = number | readonly [a: readonly number[], b: readonly number[]];

/** The axes of `a` that are left, then those of `b`; or what differs. */
export type TensorDot<A extends Shape, B extends Shape, X extends ContractedAxes> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : X extends number
        ? number extends X
          ? any
          : ByCount<A, B, TupleOf<`${X}`>["length"], readonly []>
        : X extends readonly [infer P extends readonly number[], infer Q extends readonly number[]]
          ? number extends P["length"] | Q["length"] | P[number] | Q[number]
            ? any
            : ByLists<A, B, P, Q>
          : any;

/** Takes axes from the end of `a` until there are as many as asked for, then as many from the start of `b`. */
type ByCount<A extends Shape, B extends Shape, N extends number, Taken extends Shape> = Taken["length"] extends N
  ? Front<B, Taken> extends infer R
    ? R extends Shape
      ? readonly [...A, ...R]
      : R
    : never
  : A extends readonly [...infer R extends Shape, infer L extends Dim]
    ? ByCount<R, B, N, readonly [L, ...Taken]>
    : ShapeProblem<`a must have at least ${N} axes`>;

type Front<B extends Shape, Taken extends Shape> = Taken extends readonly [
  infer T extends Dim,
  ...infer R extends Shape,
]
  ? B extends readonly [infer H extends Dim, ...infer Q extends Shape]
    ? Differ<T, H> extends true
      ? ShapeProblem<`dimensions ${T} and ${H} differ`>
      : Front<Q, R>
    : ShapeProblem<"b must have as many axes as are summed">
  : B;

/** Whether two dimensions cannot be equal. */
export type Differ<A extends Dim, B extends Dim> = number extends A | B ? false : [A] extends [B] ? false : true;

type ByLists<
  A extends Shape,
  B extends Shape,
  P extends readonly number[],
  Q extends readonly number[],
> = P["length"] extends Q["length"]
  ? readonly [...Without<A, P[number]>, ...Without<B, Q[number]>]
  : ShapeProblem<"as many axes of a as of b must be given">;

/** Without the axes of a union, counted from either end. */
export type Without<S extends Shape, Axes extends number, Seen extends readonly 0[] = []> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? Seen["length"] | Negative<S["length"]> extends infer Names
    ? [Extract<Names, Axes>] extends [never]
      ? readonly [H, ...Without<R, Axes, [...Seen, 0]>]
      : Without<R, Axes, [...Seen, 0]>
    : never
  : readonly [];

/** The outer product of two vectors. */
export type Outer<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : A extends readonly [infer M extends Dim]
        ? B extends readonly [infer N extends Dim]
          ? readonly [M, N]
          : ShapeProblem<"b must have one axis">
        : ShapeProblem<"a must have one axis">;

/** Inner products of all last axes. */
export type Inner<A extends Shape, B extends Shape> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : A extends readonly [...infer P extends Shape, infer K extends Dim]
        ? B extends readonly [...infer Q extends Shape, infer L extends Dim]
          ? Differ<K, L> extends true
            ? ShapeProblem<`dimensions ${K} and ${L} differ`>
            : readonly [...P, ...Q]
          : ShapeProblem<"b must have at least one axis">
        : ShapeProblem<"a must have at least one axis">;

/** Inner products along an axis, the others broadcast; followed along the last. */
export type VecDot<A extends Shape, B extends Shape, X extends number> =
  IsUnranked<A> extends true
    ? any
    : IsUnranked<B> extends true
      ? any
      : X extends -1
        ? A extends readonly [...infer P extends Shape, infer K extends Dim]
          ? B extends readonly [...infer Q extends Shape, infer L extends Dim]
            ? Differ<K, L> extends true
              ? ShapeProblem<`dimensions ${K} and ${L} differ`>
              : Broadcast<Readonly<P>, Readonly<Q>>
            : ShapeProblem<"b must have at least one axis">
          : ShapeProblem<"a must have at least one axis">
        : any;
