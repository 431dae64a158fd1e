import type { Min, Minus, Steps, TupleOf } from "./typed-arithmetic.js";
import type { Dim, IsUnranked, Result, Shape, ShapeProblem } from "./typed-shape.js";

/**
 * One part of an index: an integer (negative ones count from the end) drops an axis, `"start:stop:step"` selects along
 * one, `"..."` stands for all axes not named, and `null` makes a new one of length 1.
 */
export type IndexSpec = number | null | "..." | `${string}:${string}`;

/** The shape that an index selects. Literal strings are followed: `"1:10:2"` of a dimension 784 is 5 long. */
export type Sliced<S extends Shape, I extends readonly IndexSpec[]> = Result<SliceRule<S, I>>;

/** The shape that an index selects, or what is wrong with the index. */
export type SliceRule<S extends Shape, I extends readonly IndexSpec[]> =
  IsUnranked<S> extends true ? any : number extends I["length"] ? any : Front<S, I, readonly []>;

/** The shape at leading integer indices. */
export type At<S extends Shape, I extends readonly number[]> = Result<AtRule<S, I>>;

/** The shape at leading integer indices, or what is wrong with them. */
export type AtRule<S extends Shape, I extends readonly number[]> =
  IsUnranked<S> extends true ? any : number extends I["length"] ? any : Front<S, I, readonly []>;

/** From the first axis up to an ellipsis. */
type Front<S extends Shape, I extends readonly unknown[], Out extends readonly unknown[]> = I extends readonly [
  infer H,
  ...infer R extends readonly unknown[],
]
  ? H extends null
    ? Front<S, R, readonly [...Out, 1]>
    : H extends "..."
      ? Back<S, R, Out, readonly []>
      : S extends readonly [infer N extends Dim, ...infer T extends Shape]
        ? H extends number
          ? Front<T, R, Out>
          : Front<T, R, readonly [...Out, Counted<N, H>]>
        : ShapeProblem<"there are more indices than axes">
  : readonly [...Out, ...S];

/** After an ellipsis: from the last axis back. */
type Back<
  S extends Shape,
  I extends readonly unknown[],
  Out extends readonly unknown[],
  Tail extends readonly unknown[],
> = I extends readonly [...infer R extends readonly unknown[], infer L]
  ? L extends null
    ? Back<S, R, Out, readonly [1, ...Tail]>
    : L extends "..."
      ? ShapeProblem<'"..." may stand only once'>
      : S extends readonly [...infer T extends Shape, infer N extends Dim]
        ? L extends number
          ? Back<T, R, Out, Tail>
          : Back<T, R, Out, readonly [Counted<N, L>, ...Tail]>
        : ShapeProblem<"there are more indices than axes">
  : readonly [...Out, ...S, ...Tail];

/** How many elements a string selects along a dimension. */
export type Counted<N extends Dim, Spec> = Spec extends `${infer A}:${infer B}:${infer C}`
  ? CountedBy<N, A, B, C>
  : Spec extends `${infer A}:${infer B}`
    ? CountedBy<N, A, B, "">
    : number;

type CountedBy<
  N extends Dim,
  Start extends string,
  Stop extends string,
  Step extends string,
> = Step extends `-${infer K}`
  ? [Start, Stop, K] extends ["", "", "1"]
    ? N
    : Steps<Minus<Below<N, Start, TupleOf<`${N}`>>, Below<N, Stop, []>>, TupleOf<K>>
  : [Start, Stop, Step] extends ["", "", "" | "1"]
    ? N
    : Steps<Minus<Above<N, Stop, TupleOf<`${N}`>>, Above<N, Start, []>>, TupleOf<Step extends "" ? "1" : Step>>;

/** Where a forward slice starts or stops: min(K, N), or max(N − K, 0) for −K. */
type Above<N extends Dim, K extends string, Default extends 0[]> = K extends ""
  ? Default
  : K extends `-${infer M}`
    ? Minus<TupleOf<`${N}`>, TupleOf<M>>
    : AtMost<N, TupleOf<K>>;

/** The same of a backward slice, one higher, so that "before the first" is 0: min(K + 1, N), or max(N − K + 1, 0). */
type Below<N extends Dim, K extends string, Default extends 0[]> = K extends ""
  ? Default
  : K extends `-${infer M}`
    ? Minus<Next<TupleOf<`${N}`>>, TupleOf<M>>
    : AtMost<N, Next<TupleOf<K>>>;

type Next<T extends 0[]> = [T] extends [never] ? never : [...T, 0];

/** min(K, N); a literal N of more than three digits is larger than any K. */
type AtMost<N extends Dim, K extends 0[]> = [TupleOf<`${N}`>] extends [never]
  ? `${N}` extends `${infer _A}${infer _B}${infer _C}${infer _D}${string}`
    ? K
    : never
  : Min<K, TupleOf<`${N}`>>;
