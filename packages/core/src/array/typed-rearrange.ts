import type { Dim, IsUnranked, Shape } from "./typed-shape.js";

/** Lengths of axes that a pattern splits from others. */
export type Lengths = Readonly<Record<string, number>>;

/** The shape after `rearrange`: lengths of axes by themselves are followed, those of groups of several are not multiplied. */
export type Rearranged<S extends Shape, P extends string, L extends Lengths> =
  IsUnranked<S> extends true
    ? any
    : string extends P
      ? any
      : P extends `${infer From}->${infer To}`
        ? Named<S, Tokens<From>, L, L> extends infer K
          ? [K] extends [never]
            ? any
            : Listed<Tokens<To>, K>
          : any
        : any;

/** Names, `1`, `...` and groups in parentheses. */
type Tokens<P extends string, Out extends readonly string[] = []> = P extends ` ${infer R}`
  ? Tokens<R, Out>
  : P extends `(${infer G})${infer R}`
    ? Tokens<R, [...Out, `(${G})`]>
    : P extends `${infer T} ${infer R}`
      ? Tokens<R, [...Out, T]>
      : P extends ""
        ? Out
        : [...Out, P];

/** What each name is long, and what shape an ellipsis stands for, under the name `...`. */
type Named<S extends Shape, T extends readonly string[], L extends Lengths, K> = T extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? H extends "..."
    ? FromEnd<S, R, L, K>
    : S extends readonly [infer N extends Dim, ...infer Q extends Shape]
      ? Named<Q, R, L, K & OfToken<H, N, L>>
      : never
  : S extends readonly []
    ? K
    : never;

type FromEnd<S extends Shape, T extends readonly string[], L extends Lengths, K> = T extends readonly [
  ...infer R extends readonly string[],
  infer H extends string,
]
  ? S extends readonly [...infer Q extends Shape, infer N extends Dim]
    ? FromEnd<Q, R, L, K & OfToken<H, N, L>>
    : never
  : K & { readonly "...": S };

type OfToken<T extends string, N extends Dim, L extends Lengths> = T extends `(${infer G})`
  ? Tokens<G> extends readonly [infer Only extends string]
    ? { readonly [I in Only]: N }
    : { readonly [I in Exclude<Tokens<G>[number], keyof L>]: number }
  : { readonly [I in T]: N };

type Listed<T extends readonly string[], K, Out extends readonly unknown[] = readonly []> = T extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? H extends "..."
    ? K extends { readonly "...": infer S extends Shape }
      ? Listed<R, K, readonly [...Out, ...S]>
      : any
    : Listed<R, K, readonly [...Out, LengthOf<H, K>]>
  : Out;

type LengthOf<T extends string, K> = T extends "1" | "()"
  ? 1
  : T extends `(${infer G})`
    ? Tokens<G> extends readonly [infer Only extends string]
      ? LengthOf<Only, K>
      : number
    : T extends keyof K
      ? K[T]
      : number;
