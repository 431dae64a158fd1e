import type { Plus } from "./typed-arithmetic.js";
import type { Dim, IsUnranked, Shape } from "./typed-shape.js";

/** One width for all sides, or `[before, after]` for each axis. */
export type PadWidths = number | readonly (readonly [before: number, after: number])[];

/** The shape after padding; dimensions of up to three digits are added up. */
export type Padded<S extends Shape, W extends PadWidths> =
  IsUnranked<S> extends true
    ? any
    : W extends number
      ? { readonly [I in keyof S]: Plus<Plus<S[I] & Dim, W>, W> }
      : {
          readonly [I in keyof S]: I extends keyof W
            ? W[I] extends readonly [infer B extends number, infer A extends number]
              ? Plus<Plus<S[I] & Dim, B>, A>
              : number
            : number;
        };
