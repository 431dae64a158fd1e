import type { Quotient } from "./typed-arithmetic.js";
import type { Times } from "./typed-axes.js";
import type { CountOf, NamesOf, Repeated, Tokens } from "./typed-axis-pattern.js";
import type { Dim, IsUnranked, Shape, ShapeProblem } from "./typed-shape.js";

/** Lengths of axes that a pattern splits from others, or makes. */
export type Lengths = Readonly<Record<string, number>>;

/**
 * The shape after `rearrange`, or what does not fit: lengths of axes by themselves are followed, and of those that one splits
 * into; those of merged ones are not multiplied. `All` says whether the right side must have every axis of the left.
 */
export type RearrangeRule<S extends Shape, P extends string, L extends Lengths, All extends boolean> =
  IsUnranked<S> extends true
    ? any
    : string extends P
      ? any
      : P extends `${infer From}->${infer To}`
        ? Sides<S, Tokens<From>, Tokens<To>, L, All>
        : NoPattern;

type NoPattern = ShapeProblem<'pattern must have names, 1, "..." and groups in parentheses on both sides of "->"'>;

type Sides<
  S extends Shape,
  From extends readonly string[],
  To extends readonly string[],
  L extends Lengths,
  All extends boolean,
> =
  NamesProblem<NamesOf<From>, NamesOf<To>, keyof L> extends infer Problem
    ? [Problem] extends [never]
      ? Arranged<Named<S, From, L, From, L>, NamesOf<From>[number], To, All>
      : Problem
    : never;

/** What is wrong with the names of the two sides, and those whose lengths are given; else `never`. */
type NamesProblem<From extends readonly string[], To extends readonly string[], Given> = [
  Extract<From[number] | To[number], `${string}${"(" | ")" | "->"}${string}`>,
] extends [never]
  ? [Repeated<From> | Repeated<To>] extends [never]
    ? [string extends Given ? never : Exclude<Given, From[number] | To[number]>] extends [never]
      ? [Exclude<To[number], From[number] | Given | "1" | "...">] extends [never]
        ? never
        : ShapeProblem<"the length of a new axis must be known">
      : ShapeProblem<"lengths must be of axes in the pattern">
    : ShapeProblem<"an axis must stand once on a side">
  : NoPattern;

/** What each name is long, and what shape an ellipsis stands for, under the name `...`. `I` has as many elements as axes are read. */
type Named<
  S extends Shape,
  T extends readonly string[],
  L extends Lengths,
  Whole extends readonly string[],
  K,
  I extends Shape = readonly [],
> = T extends readonly [infer H extends string, ...infer R extends readonly string[]]
  ? H extends "..."
    ? FromEnd<S, R, L, Whole, K, I>
    : S extends readonly [infer N extends Dim, ...infer Q extends Shape]
      ? OfToken<H, N, L, I["length"]> extends infer O
        ? O extends ShapeProblem<string>
          ? O
          : Named<Q, R, L, Whole, K & O, readonly [...I, N]>
        : never
      : OtherCount<Whole>
  : S extends readonly []
    ? K
    : OtherCount<Whole>;

type FromEnd<
  S extends Shape,
  T extends readonly string[],
  L extends Lengths,
  Whole extends readonly string[],
  K,
  I extends Shape,
> = T extends readonly [...infer R extends readonly string[], infer H extends string]
  ? S extends readonly [...infer Q extends Shape, infer N extends Dim]
    ? OfToken<H, N, L, [...I, ...Q]["length"]> extends infer O
      ? O extends ShapeProblem<string>
        ? O
        : FromEnd<Q, R, L, Whole, K & O, I>
      : never
    : OtherCount<Whole>
  : K & { readonly "...": S };

type OtherCount<Whole extends readonly string[]> =
  `${"..." extends Whole[number] ? "at least " : ""}${CountOf<Whole>}` extends infer Count extends string
    ? ShapeProblem<`x must have ${Count} axes, as the pattern names`>
    : never;

/** The lengths of the axes that axis `I` splits into, where they are not given. */
type OfToken<T extends string, N extends Dim, L extends Lengths, I extends number> = T extends `(${infer G})`
  ? Split<Tokens<G>, G, N, L, I>
  : Split<[T], T, N, L, I>;

type Split<
  Names extends readonly string[],
  G extends string,
  N extends Dim,
  L extends Lengths,
  I extends number,
  Open extends readonly string[] = [],
  Known extends Dim = 1,
> = Names extends readonly [infer H extends string, ...infer R extends readonly string[]]
  ? H extends "1"
    ? Split<R, G, N, L, I, Open, Known>
    : H extends keyof L
      ? Split<R, G, N, L, I, Open, Times<Known, L[H]>>
      : Split<R, G, N, L, I, [...Open, H], Known>
  : Open extends readonly [infer Only extends string]
    ? [Quotient<N, Known>] extends [never]
      ? Indivisible<G, I, Known>
      : { readonly [J in Only]: Known extends 1 ? N : Quotient<N, Known> }
    : Open extends readonly []
      ? [number extends N | Known ? N : N extends Known ? N : never] extends [never]
        ? Indivisible<G, I, Known>
        : { readonly [J in G]: N }
      : ShapeProblem<`all but one length of (${G}) must be known`>;

type Indivisible<
  G extends string,
  I extends number,
  Known extends Dim,
> = ShapeProblem<`axis ${I} must split into (${G}) by ${Known}`>;

/** The shape of the right side, once every name is known. */
type Arranged<K, From extends string, To extends readonly string[], All extends boolean> =
  K extends ShapeProblem<string>
    ? K
    : All extends true
      ? [Exclude<From, NamesOf<To>[number] | "1" | NothingHidden<K>>] extends [never]
        ? Listed<To, K>
        : ShapeProblem<"the right side must have every axis of the left">
      : Listed<To, K>;

type NothingHidden<K> = K extends { readonly "...": readonly [] } ? "..." : never;

type Listed<T extends readonly string[], K, Out extends readonly unknown[] = readonly []> = T extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? H extends "..."
    ? K extends { readonly "...": infer S extends Shape }
      ? Listed<R, K, readonly [...Out, ...S]>
      : Listed<R, K, Out>
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
