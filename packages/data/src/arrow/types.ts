import type { ColumnDType } from "../number-lists.js";

/** Numbers of Arrow's types. @see https://arrow.apache.org/docs/format/Columnar.html, and `Schema.fbs` beside it */
const INT = 2;
const FLOAT = 3;
const DATE = 8;
const TIMESTAMP = 10;
const LARGE_TEXT = 20;
const TEXT = 5;
const TEXT_VIEW = 24;
const BOOL = 6;
const NULL = 1;
const DICTIONARY = -1;

/** The part of a type that is looked at: each kind has some of these. */
export interface ArrowType {
  readonly typeId: number;
  readonly bitWidth?: number;
  readonly isSigned?: boolean;
  /** Of a float: half, single, double. */
  readonly precision?: number;
  /** Of a date: days, milliseconds. Of a timestamp: seconds to nanoseconds. */
  readonly unit?: number;
  toString(): string;
}

/** How a column of numbers is read. */
export type NumberReading =
  | { readonly kind: "numbers"; readonly dtype: ColumnDType }
  | { readonly kind: "wide"; readonly signed: boolean }
  | { readonly kind: "times"; readonly unit: number }
  | Plain<"days" | "halves" | "bools" | "nothing">;

/** How a column is read. */
export type Reading = NumberReading | Plain<"texts" | "viewed texts" | "dictionary">;

/** One of these kinds, without more. */
type Plain<K extends string> = K extends string ? { readonly kind: K } : never;

/** How columns of a type are read; `undefined` where no column of a table can hold them. */
export function readingOf(type: ArrowType): Reading | undefined {
  const { typeId, bitWidth = 0, isSigned = true, precision = 0, unit = 0 } = type;
  if (typeId === INT && bitWidth === 64) return { kind: "wide", signed: isSigned };
  if (typeId === INT) return { kind: "numbers", dtype: `${isSigned ? "" : "u"}int${bitWidth}` as ColumnDType }; // 8, 16 or 32
  if (typeId === FLOAT && precision === 0) return { kind: "halves" };
  if (typeId === FLOAT) return { kind: "numbers", dtype: precision === 1 ? "float32" : "float64" };
  if (typeId === DATE && unit === 0) return { kind: "days" };
  if (typeId === DATE || typeId === TIMESTAMP) return { kind: "times", unit };
  if (typeId === BOOL) return { kind: "bools" };
  if (typeId === NULL) return { kind: "nothing" };
  if (typeId === TEXT || typeId === LARGE_TEXT) return { kind: "texts" };
  if (typeId === TEXT_VIEW) return { kind: "viewed texts" };
  return typeId === DICTIONARY ? { kind: "dictionary" } : undefined;
}
