import type { Entry } from "./step.js";

/** The numbers that a story is told in. Every story is written once, over this. */
export interface Arithmetic<T> {
  readonly name: string;
  /** Half the distance from 1 to the next number; 0 when nothing is ever rounded. */
  readonly unitRoundoff: number;
  /** A number, or a numeral such as `"1/3"` that has been checked. */
  read(x: number | string): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  /** Of a number ≥ 0. */
  sqrt(a: T): T;
  /** The nearest double. */
  value(a: T): number;
  isZero(a: T): boolean;
  /** Negative, 0 or positive as |a| is less than, equal to or greater than |b|. */
  compareSizes(a: T, b: T): number;
  write(a: T): Entry;
}

/** How numbers are kept: without rounding, in floats, or rounded to so many decimal digits after every operation. */
export type ArithmeticChoice = "exact" | "float64" | "float32" | { readonly digits: number };

/** Options that all stories share. */
export interface ExplainOptions {
  /** Default: `"exact"` when all entries are integers or numerals such as `"1/3"`, else `"float64"`. */
  readonly arithmetic?: ArithmeticChoice;
  /** Significant digits shown of numbers that are not exact. Default 6; 17 shows every bit of a double. */
  readonly precision?: number;
}
