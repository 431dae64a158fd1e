/** A number as it is told: its value, and how it is written. */
export interface Entry {
  /** The nearest double; NaN for an entry that is not known yet. */
  readonly value: number;
  /** In Unicode: `"-3/4"`, `"√2/2"`, `"0.333333"`, or `"·"` when not known yet. */
  readonly text: string;
  /** For math mode. */
  readonly latex: string;
}

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
