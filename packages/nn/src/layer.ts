import type { Dim, NDArray, Shape, ShapeProblem } from "@linnet/core";
import type { Run } from "./run.js";

/**
 * A pure function with parameters: an immutable record whose array fields are its leaves.
 * Classes give `forward` its precise type, and say in `fits` what neighbours must agree on.
 */
export interface Layer {
  forward(x: NDArray, run?: Run): NDArray;
}

/** Marks a layer whose output is as long as its input, or has as many channels. */
export type Same = "same";

/** Marks a layer that gives the channels which it is given as features: their places are gone. */
export type Pooled = "pooled";

/** Images, or signals or volumes: an axis of channels in front of so many spatial axes. */
export interface Channels<C extends Dim, Spatial extends 1 | 2 | 3 = 2> {
  readonly channels: C;
  readonly spatial: Spatial;
}

/** What neighbours must agree on: features along the last axis, or channels. */
export type Extent = Dim | Channels<Dim, 1 | 2 | 3>;

/**
 * What a layer takes and gives, in types only: classes write `declare readonly fits?: Fit<In, Out>`, and no property exists at
 * run time. Dimensions are features, along the last axis; `Channels<C>` are those of images.
 */
export interface Fit<In extends Extent, Out extends Extent | Same | Pooled> {
  readonly in: In;
  readonly out: Out;
}

/** What a layer says of itself; `never` where it says nothing. */
type FitOf<L> = L extends { readonly fits?: infer F } ? Extract<F, Fit<Extent, Extent | Same | Pooled>> : never;

/** What a layer takes; `number` where it does not say. */
export type InOf<L> = [FitOf<L>] extends [never] ? number : FitOf<L>["in"];

/** What a layer gives when it is given `Given`. */
export type OutOf<L, Given extends Extent> = [FitOf<L>] extends [never]
  ? number
  : FitOf<L>["out"] extends infer Out
    ? Out extends Same
      ? Known<Given, InOf<L>>
      : Out extends Pooled
        ? Known<Given, InOf<L>> extends Channels<infer C, infer _>
          ? C
          : number
        : Out extends Extent
          ? Out
          : number
    : number;

/** What is given, as far as it is known: what a layer takes says more where it is not. */
type Known<Given extends Extent, In extends Extent> = number extends Given
  ? In
  : Given extends Channels<infer C, infer _>
    ? number extends C
      ? In extends Channels<Dim, 1 | 2 | 3>
        ? In
        : Given
      : Given
    : In extends Channels<Dim, 1 | 2 | 3>
      ? In
      : Given;

/**
 * The layers themselves when each takes what the one before it gives; else the first that does not is intersected with
 * a sentence, on which the compiler puts its finger.
 */
export type Chain<
  L extends readonly unknown[],
  Given extends Extent = number,
  Checked extends readonly unknown[] = readonly [],
> = L extends readonly [infer Head, ...infer Rest]
  ? Chain<Rest, OutOf<Head, Given>, readonly [...Checked, Head & Mistake<Checked["length"], Given, InOf<Head>>]>
  : Checked;

/** What a chain of layers gives. */
export type ChainOut<L extends readonly unknown[], Given extends Extent = number> = L extends readonly [
  infer Head,
  ...infer Rest,
]
  ? ChainOut<Rest, OutOf<Head, Given>>
  : Given;

/** What a chain of layers takes: as the first layer says that says so, where those before it give what they take. */
export type ChainIn<L extends readonly unknown[]> = L extends readonly [infer Head, ...infer Rest]
  ? InOf<Head> extends Channels<infer C, infer _>
    ? number extends C
      ? FromRest<Head, Rest> extends Channels<infer _, infer _>
        ? FromRest<Head, Rest>
        : InOf<Head>
      : InOf<Head>
    : number extends InOf<Head>
      ? FromRest<Head, Rest>
      : InOf<Head>
  : number;

type FromRest<Head, Rest extends readonly unknown[]> = FitOf<Head>["out"] extends Same ? AfterSame<Head, Rest> : number;

type AfterSame<Head, Rest extends readonly unknown[]> = [FitOf<Head>] extends [never] ? number : ChainIn<Rest>;

/** The shape of what is taken or given, behind any leading axes. */
export type Extended<Batch extends Shape, E extends Extent> =
  E extends Channels<infer C, infer Spatial>
    ? Spatial extends 1
      ? readonly [...Batch, C, Dim]
      : Spatial extends 2
        ? readonly [...Batch, C, Dim, Dim]
        : readonly [...Batch, C, Dim, Dim, Dim]
    : E extends Dim
      ? readonly [...Batch, E]
      : never;

/** A sentence where a layer does not take what it is given, else nothing. Features and channels are not compared with each other. */
type Mistake<I extends number, Given extends Extent, In extends Extent> =
  Given extends Channels<infer C extends Dim, infer _>
    ? In extends Channels<infer K extends Dim, infer _>
      ? Differ<C, K> extends true
        ? ShapeProblem<`sequential: layer ${I} takes ${K} channels and is given ${C}`>
        : unknown
      : unknown
    : Given extends Dim
      ? In extends Dim
        ? Differ<Given, In> extends true
          ? ShapeProblem<`sequential: layer ${I} takes ${In} features and is given ${Given}`>
          : unknown
        : unknown
      : unknown;

type Differ<A extends Dim, B extends Dim> = number extends A
  ? false
  : number extends B
    ? false
    : A extends B
      ? false
      : true;
