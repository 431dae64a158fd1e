import type { SchemaElement } from "hyparquet";
import type { ColumnDType } from "../number-lists.js";

/** How a column of a Parquet file is read. */
export type ParquetReading =
  | { readonly kind: "text" }
  | { readonly kind: "wide"; readonly signed: boolean }
  | { readonly kind: "numbers"; readonly dtype: ColumnDType };

/** Annotations of integers from before the logical types. */
const integers: Readonly<Record<string, ColumnDType | "int64" | "uint64">> = {
  INT_8: "int8",
  INT_16: "int16",
  INT_32: "int32",
  INT_64: "int64",
  UINT_8: "uint8",
  UINT_16: "uint16",
  UINT_32: "uint32",
  UINT_64: "uint64",
};

/** Annotations of what a column can hold beside plain numbers. */
const times: readonly string[] = ["DATE", "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS", "TIMESTAMP"];
const texts: readonly string[] = ["UTF8", "STRING", "ENUM"];

/**
 * How a column of that description is read; `undefined` where no column of a table can hold it.
 *
 * @see https://parquet.apache.org/docs/file-format/types/logicaltypes/
 */
export function readingOf(element: SchemaElement): ParquetReading | undefined {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (element.num_children || element.repetition_type === "REPEATED") return undefined;
  const meaning = logical?.type ?? converted;
  if (type === "INT96" || (meaning !== undefined && times.includes(meaning))) {
    return { kind: "numbers", dtype: "float64" };
  }
  if (type === "BYTE_ARRAY") return meaning !== undefined && texts.includes(meaning) ? { kind: "text" } : undefined;
  if (meaning === "FLOAT16") return { kind: "numbers", dtype: "float32" };
  if (type === "BOOLEAN") return { kind: "numbers", dtype: "bool" };
  if (type === "FLOAT") return { kind: "numbers", dtype: "float32" };
  if (type === "DOUBLE") return { kind: "numbers", dtype: "float64" };
  if (type === "INT32" || type === "INT64") return integerOf(element);
  return undefined;
}

function integerOf({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): ParquetReading | undefined {
  let dtype = type === "INT32" ? "int32" : "int64";
  if (logical?.type === "INTEGER") dtype = `${logical.isSigned ? "" : "u"}int${logical.bitWidth}`;
  else if (converted !== undefined || logical !== undefined) dtype = integers[converted ?? ""] ?? "";
  if (dtype === "int64" || dtype === "uint64") return { kind: "wide", signed: dtype === "int64" };
  const known = Object.values(integers).find((one) => one === dtype);
  return known === undefined ? undefined : { kind: "numbers", dtype: known as ColumnDType }; // the wide ones are above
}

/** A description in a sentence. */
export function nameOf(element: SchemaElement): string {
  if (element.repetition_type === "REPEATED" || element.num_children) return "lists, maps or records";
  return element.logical_type?.type ?? element.converted_type ?? element.type ?? "nothing";
}
