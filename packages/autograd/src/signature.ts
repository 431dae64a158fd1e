import type { NDArray, ShapeProblem } from "@linnet/core";

/** Positions of the arguments to differentiate by. */
export type Argnums = number | readonly number[];

/** Options of `grad` and `valueAndGrad`. */
export interface GradOptions<N extends Argnums, X extends boolean> {
  /** A position gives one gradient, a list of positions a list of gradients. Default 0. */
  readonly argnums?: N;
  /** `f` returns `[value, aux]`; `aux` (predictions, running statistics) is handed on as it is. Default false. */
  readonly hasAux?: X;
  /** Throws at the first operation whose result holds a NaN, on either way, and names it. Reads every result. Default false. */
  readonly checkNaN?: boolean;
  /** What an array has on which the value does not depend: zeros, or a `UnusedInputError` that names it. Default "zeros". */
  readonly unused?: "zeros" | "error";
}

/** What a differentiated function may return: the value, or the value and something else. */
export type Returned = NDArray | readonly [NDArray, unknown];

/** The value among what `f` returns. */
export type Value<R, X extends boolean> = X extends true ? (R extends readonly [infer V, unknown] ? V : never) : R;

/** What `f` returns besides the value. */
export type Aux<R> = R extends readonly [unknown, infer B] ? B : never;

/** A gradient has the type of what it is the gradient of. */
export type Gradient<A extends readonly unknown[], N extends Argnums> = N extends readonly number[]
  ? { [I in keyof N]: A[N[I] & number] }
  : A[N & number];

/** `unknown` unless the value is known not to be a scalar; intersect it with the function. */
export type Scalar<R, X extends boolean, Op extends string> =
  Value<R, X> extends NDArray<any, infer S>
    ? 0 extends 1 & S
      ? unknown
      : S extends readonly []
        ? unknown
        : S extends readonly unknown[]
          ? number extends S["length"]
            ? unknown
            : ShapeProblem<`${Op}: f must return a scalar; reduce it with sum or mean`>
          : unknown
    : unknown;
