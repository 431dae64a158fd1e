import type { Columns, Integer, NDArray } from "@linnet/core";
import { numberLists } from "../../number-lists.js";

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

export const csvTypes: readonly string[] = [...Object.keys(numberLists), "string"];
