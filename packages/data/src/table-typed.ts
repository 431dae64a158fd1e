import type { Columns, DType, NDArray } from "@linnet/core";

export type Names<C extends Columns> = keyof C & string;

/**
 * `C`, for reading. As a mapped type it lets the compiler look at the columns where it compares tables; and an `array(…)` in its place keeps
 * its dtype, which the dtypes that `Columns` allows would hide.
 */
export type Listed<C extends Columns> = { readonly [K in keyof C]: C[K] };

/** Columns of other rows: the same names and dtypes, and a length that only the run time knows. */
export type Cut<C extends Columns> = { readonly [K in keyof C]: CutColumn<C[K]> };

type CutColumn<X> = X extends readonly string[]
  ? readonly string[]
  : X extends NDArray<infer D, infer S>
    ? 0 extends 1 & S
      ? NDArray<D>
      : NDArray<D, readonly [number]>
    : never;

/** A row as an object: a number, a boolean or a text for each column. */
export type Row<C extends Columns> = { readonly [K in keyof C]: Cell<C[K]> };

type Cell<X> = X extends readonly string[] ? string : X extends NDArray<infer D, infer _S> ? Scalar<D> : never;

type Scalar<D extends DType> = 0 extends 1 & D ? number | boolean : D extends "bool" ? boolean : number;

/** The columns of these names. */
export type Selected<C extends Columns, N extends keyof C> = { readonly [K in N]: C[K] };

/** All columns but those of these names; of names that the compiler does not know, any columns. */
export type Without<C extends Columns, N extends keyof C> = string extends keyof C
  ? C
  : string extends N
    ? Columns
    : { readonly [K in Exclude<keyof C, N>]: C[K] };

/** `C` with the columns of `A`, which replace those of the same names. */
export type With<C extends Columns, A extends Columns> = string extends keyof C | keyof A
  ? Columns
  : { readonly [K in keyof C | keyof A]: K extends keyof A ? A[K] : K extends keyof C ? C[K] : never };

/** Some columns by other names. */
export type Renamed<C extends Columns, R extends { readonly [K in keyof C]?: string }> = {
  readonly [K in keyof C as K extends keyof R ? (R[K] extends string ? R[K] : K) : K]: C[K];
};

/** Names of columns that hold numbers, as far as the compiler knows. */
export type NumberNames<C extends Columns> = {
  [K in keyof C]: C[K] extends readonly string[] ? never : K;
}[keyof C] &
  string;

/** The columns of these names beside one another: a row for each of the table, a column for each name. */
export type MatrixShape<C extends Columns, N extends readonly (keyof C)[]> = readonly [
  RowsOf<C[N[number]]>,
  N["length"],
];

type RowsOf<X> = [X] extends [NDArray<infer _D, readonly [infer L extends number]>] ? L : number;

/** What a value of a record may be: `null` and `undefined` are missing. */
export type CellValue = number | boolean | string | null | undefined;

/** The columns that records of type `R` have together. */
export type ColumnsOf<R> = { readonly [K in keyof R & string]-?: ColumnOf<NonNullable<R[K]>> };

type ColumnOf<V> = 0 extends 1 & V ? Columns[string] : KnownColumn<V>;

type KnownColumn<V> = [V] extends [boolean]
  ? NDArray<"bool", readonly [number]>
  : [V] extends [number]
    ? NDArray<"float64", readonly [number]>
    : [V] extends [string]
      ? readonly string[]
      : NDArray<DType, readonly [number]> | readonly string[];
