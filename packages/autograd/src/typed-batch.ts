import type { NDArray, Shape } from "@linnet/core";

/** Which axis is the batch; `null`: there is none. */
export type BatchAxis = number | null;

/** A tree whose arrays have one axis more. */
export type Batched<T, N extends BatchAxis> = N extends null
  ? T
  : T extends NDArray<infer D, infer S>
    ? NDArray<D, WithBatch<S, N>>
    : T extends (...args: never[]) => unknown
      ? T
      : T extends object
        ? { [K in keyof T]: Batched<T[K], N> }
        : T;

/** Arguments whose arrays have one axis more, where theirs is not `null`. */
export type BatchedArgs<A extends readonly unknown[], N> = {
  [I in keyof A]: Batched<A[I], AxisAt<N, I>>;
};

type AxisAt<N, I> = N extends readonly BatchAxis[] ? (I extends keyof N ? Extract<N[I], BatchAxis> : 0) : N & BatchAxis;

type WithBatch<S extends Shape, N> = 0 extends 1 & S ? any : N extends 0 ? readonly [number, ...S] : any;
