/**
 * Arithmetic on literal dimensions, by the lengths of tuples. It reaches to 999; what is larger, or not known, gives
 * `never` among tuples and `number` among dimensions.
 */
type Digit = {
  "0": [];
  "1": [0];
  "2": [0, 0];
  "3": [0, 0, 0];
  "4": [0, 0, 0, 0];
  "5": [0, 0, 0, 0, 0];
  "6": [0, 0, 0, 0, 0, 0];
  "7": [0, 0, 0, 0, 0, 0, 0];
  "8": [0, 0, 0, 0, 0, 0, 0, 0];
  "9": [0, 0, 0, 0, 0, 0, 0, 0, 0];
};

type TenTimes<T extends 0[]> = [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];

/** A tuple as long as a number of one to three digits, given as a string. */
export type TupleOf<S extends string> = S extends `${infer A extends keyof Digit}${infer R}`
  ? R extends ""
    ? Digit[A]
    : R extends `${infer B extends keyof Digit}${infer Q}`
      ? Q extends ""
        ? [...TenTimes<Digit[A]>, ...Digit[B]]
        : Q extends keyof Digit
          ? [...TenTimes<[...TenTimes<Digit[A]>, ...Digit[B]]>, ...Digit[Q]]
          : never
      : never
  : never;

/** max(A − B, 0), as tuples. */
export type Minus<A extends 0[], B extends 0[]> = [A] extends [never]
  ? never
  : [B] extends [never]
    ? never
    : A extends [...B, ...infer R extends 0[]]
      ? R
      : [];

/** min(A, B), as tuples. */
export type Min<A extends 0[], B extends 0[]> = [A] extends [never]
  ? never
  : [B] extends [never]
    ? never
    : A extends [...B, ...0[]]
      ? B
      : A;

/** ⌈A / Step⌉ as a number. */
export type Steps<A extends 0[], Step extends 0[]> = [A] extends [never]
  ? number
  : [Step] extends [never]
    ? number
    : Step extends []
      ? number
      : Step extends [0]
        ? A["length"]
        : CountTens<A, Step, []>;

/** Takes ten steps at a time while it can, which spares the compiler nine in ten. */
type CountTens<A extends 0[], Step extends 0[], Out extends 0[]> = A extends [...TenTimes<Step>, ...infer R extends 0[]]
  ? CountTens<R, Step, [...Out, ...TenTimes<[0]>]>
  : Count<A, Step, Out>;

type Count<A extends 0[], Step extends 0[], Out extends 0[]> = A extends []
  ? Out["length"]
  : A extends [...Step, ...infer R extends 0[]]
    ? Count<R, Step, [...Out, 0]>
    : [...Out, 0]["length"];

/** A + B, of dimensions. */
export type Plus<A extends number, B extends number> = [TupleOf<`${A}`>] extends [never]
  ? number
  : [TupleOf<`${B}`>] extends [never]
    ? number
    : [...TupleOf<`${A}`>, ...TupleOf<`${B}`>]["length"] & number;

/** −N, of a literal: an axis counted from the end. */
export type Negative<N extends number> = `-${N}` extends `${infer M extends number}` ? M : never;

/** max(A − B, 0), of dimensions. */
export type Less<A extends number, B extends number> = [TupleOf<`${A}`>] extends [never]
  ? number
  : [TupleOf<`${B}`>] extends [never]
    ? number
    : Minus<TupleOf<`${A}`>, TupleOf<`${B}`>>["length"];

/** A / B, of dimensions; `never` where B does not divide A. */
export type Quotient<A extends number, B extends number> = [TupleOf<`${A}`>] extends [never]
  ? number
  : [TupleOf<`${B}`>] extends [never]
    ? number
    : B extends 0
      ? number
      : CountExactly<TupleOf<`${A}`>, TupleOf<`${B}`>, []>;

type CountExactly<A extends 0[], Step extends 0[], Out extends 0[]> = A extends []
  ? Out["length"]
  : A extends [...TenTimes<Step>, ...infer R extends 0[]]
    ? CountExactly<R, Step, [...Out, ...TenTimes<[0]>]>
    : A extends [...Step, ...infer R extends 0[]]
      ? CountExactly<R, Step, [...Out, 0]>
      : never;
