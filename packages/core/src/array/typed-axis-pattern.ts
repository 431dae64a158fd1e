/** One side of a pattern of `rearrange` as a list: names, `1`, `...` and groups in parentheses. */
export type Tokens<P extends string, Out extends readonly string[] = []> = P extends ` ${infer R}`
  ? Tokens<R, Out>
  : P extends `(${infer G})${infer R}`
    ? Tokens<R, [...Out, `(${G})`]>
    : P extends `${infer T} ${infer R}`
      ? BeforeGroup<T, ` ${R}`, Out>
      : P extends ""
        ? Out
        : BeforeGroup<P, "", Out>;

/** A name up to the next space, which a group may follow at once. */
type BeforeGroup<T extends string, R extends string, Out extends readonly string[]> = T extends `${infer A}(${infer B}`
  ? A extends ""
    ? Tokens<R, [...Out, T]>
    : Tokens<`(${B}${R}`, [...Out, A]>
  : Tokens<R, [...Out, T]>;

/** All names of a side, those in groups too. */
export type NamesOf<T extends readonly string[], Out extends readonly string[] = []> = T extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? H extends `(${infer G})`
    ? NamesOf<R, [...Out, ...Tokens<G>]>
    : NamesOf<R, [...Out, H]>
  : Out;

/** The names that stand more than once. */
export type Repeated<N extends readonly string[]> = N extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? (H extends "1" ? never : Extract<R[number], H>) | Repeated<R>
  : never;

/** How many axes a side names, its ellipsis aside. */
export type CountOf<T extends readonly string[], Seen extends readonly 0[] = []> = T extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? CountOf<R, H extends "..." ? Seen : [...Seen, 0]>
  : Seen["length"];
