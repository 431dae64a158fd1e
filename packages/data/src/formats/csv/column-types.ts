import type { Columns, Integer, NDArray } from "@linnet/core";

/** What a column of a CSV file can be read as. */
export type CsvType = "string" | "bool" | Integer | "float32" | "float64";

/** The type of every column, or of some by name; the others are found out. */
export type CsvTypes = CsvType | { readonly [name: string]: CsvType };

/** The column that a type makes. */
export type CsvColumn<T> = T extends "string"
  ? readonly string[]
  : T extends Exclude<CsvType, "string">
    ? NDArray<T, readonly [number]>
    : Columns[string];

/**
 * The columns that options promise: those that `columns` lists and `types` names, of the types that it gives. Where neither says
 * anything, they are known when the file is read.
 */
export type CsvColumns<T, N extends string> = T extends CsvType
  ? { readonly [name in N]: CsvColumn<T> }
  : string extends keyof T
    ? { readonly [name in N]: Columns[string] }
    : {
        readonly [name in (keyof T & string) | (string extends N ? never : N)]: CsvColumn<
          name extends keyof T ? T[name] : unknown
        >;
      };

/** The arrays that numbers are collected in. */
export type Numbers =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export const collectors: Readonly<Record<Exclude<CsvType, "string">, new (length: number) => Numbers>> = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

export const csvTypes: readonly string[] = [...Object.keys(collectors), "string"];
