import type { Dim, NDArray, ShapeProblem } from "@linnet/core";
import type { Run } from "./run.js";

/**
 * A pure function with parameters: an immutable record whose array fields are its leaves.
 * Classes give `forward` its precise type, and say in `fits` what neighbours must agree on.
 */
export interface Layer {
  forward(x: NDArray, run?: Run): NDArray;
}

/** Marks a layer whose output is as long as its input. */
export type Same = "same";

/**
 * What a layer takes and gives along the last axis, in types only: classes write
 * `declare readonly fits?: Fit<In, Out>`, and no property exists at run time.
 */
export interface Fit<In extends Dim, Out extends Dim | Same> {
  readonly in: In;
  readonly out: Out;
}

/** The features that a layer takes; `number` where it does not say. */
export type InOf<L> = L extends { readonly fits?: Fit<infer In, infer _> } ? In : number;

/** The features that a layer gives when it is given `Given`. */
export type OutOf<L, Given extends Dim> = L extends { readonly fits?: Fit<infer _, infer Out> }
  ? Out extends Dim
    ? Out
    : Given
  : number;

/**
 * The layers themselves when each takes what the one before it gives; else the first that does not is intersected with
 * a sentence, on which the compiler puts its finger.
 */
export type Chain<
  L extends readonly unknown[],
  Given extends Dim = number,
  Checked extends readonly unknown[] = readonly [],
> = L extends readonly [infer Head, ...infer Rest]
  ? Chain<
      Rest,
      OutOf<Head, number extends Given ? InOf<Head> : Given>,
      readonly [
        ...Checked,
        Differ<Given, InOf<Head>> extends true
          ? Head &
              ShapeProblem<`sequential: layer ${Checked["length"]} takes ${InOf<Head>} features and is given ${Given}`>
          : Head,
      ]
    >
  : Checked;

/** The features that a chain of layers gives. */
export type ChainOut<L extends readonly unknown[], Given extends Dim = number> = L extends readonly [
  infer Head,
  ...infer Rest,
]
  ? ChainOut<Rest, OutOf<Head, number extends Given ? InOf<Head> : Given>>
  : Given;

/** The features that a chain of layers takes: those of the first layer that says so. */
export type ChainIn<L extends readonly unknown[]> = L extends readonly [infer Head, ...infer Rest]
  ? number extends InOf<Head>
    ? Head extends { readonly fits?: Fit<number, Same> }
      ? ChainIn<Rest>
      : number
    : InOf<Head>
  : number;

type Differ<A extends Dim, B extends Dim> = number extends A
  ? false
  : number extends B
    ? false
    : A extends B
      ? false
      : true;
