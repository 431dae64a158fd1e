import type { Negative } from "./typed-arithmetic.js";
import type { Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

/** Which axes `squeeze` takes away; `undefined` means all of length 1. */
export type Squeezable = number | readonly number[] | undefined;

/** The shape without axes of length 1, or what is wrong. Literal axes from either end are followed. */
export type SqueezeRule<S extends Shape, A extends Squeezable> =
  IsUnranked<S> extends true
    ? any
    : [A] extends [undefined]
      ? AllKnown<S> extends true
        ? WithoutOnes<S, readonly []>
        : any
      : A extends number
        ? At<S, A, readonly []>
        : any;

type AllKnown<S extends Shape> = number extends S[number] ? false : true;

type WithoutOnes<S extends Shape, Out extends Shape> = S extends readonly [
  infer H extends Dim,
  ...infer R extends Shape,
]
  ? WithoutOnes<R, H extends 1 ? Out : readonly [...Out, H]>
  : Out;

type At<S extends Shape, A extends number, Seen extends Shape> = number extends A
  ? any
  : S extends readonly [infer H extends Dim, ...infer R extends Shape]
    ? A extends Seen["length"] | Negative<S["length"]>
      ? number extends H
        ? readonly [...Seen, ...R]
        : H extends 1
          ? readonly [...Seen, ...R]
          : ShapeProblem<`axis ${A} must have length 1 and not ${H}`>
      : At<R, A, readonly [...Seen, H]>
    : ShapeProblem<`there is no axis ${A}`>;
