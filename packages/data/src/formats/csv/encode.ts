import { type Columns, type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { Table } from "../../table.js";
import { nearestFloat32 } from "./fit.js";
import { MISSING, markOf } from "./options.js";

/** How a CSV file is written. */
export interface CsvWriteOptions {
  /** What separates fields: one ASCII character. Default ",". */
  readonly delimiter?: string;
  /** Whether the first line has the names of columns. Default true. */
  readonly header?: boolean;
  /** What stands before decimals. Default ".". */
  readonly decimal?: "." | ",";
  /** What is written for NaN. Default "". */
  readonly missing?: string;
  /** Default "\n"; RFC 4180 and Excel have "\r\n". */
  readonly lineEnd?: "\n" | "\r\n";
}

/** Rows that are put together at once. */
const ROWS = 4096;

/**
 * A table as the bytes of a CSV file in UTF-8, which `decodeCsv` reads back to the bit: floats in the fewest digits that do so,
 * bools as true and false. Text is quoted where it must be: with delimiters, quotes, line ends or outer spaces in it, and
 * where it would be taken for a missing value.
 *
 * @throws {ValueError} for text that CSV cannot hold: NUL, halves of surrogate pairs; and for empty names
 * @example
 * const table = new Table({ town: ["Bern", "Sion"], height: array([540, 491.5]) });
 * new TextDecoder().decode(encodeCsv(table)); // "town,height\nBern,540\nSion,491.5\n"
 */
export function encodeCsv<C extends Columns>(table: Table<C>, options?: CsvWriteOptions): Uint8Array<ArrayBuffer> {
  const op = "encodeCsv";
  if (!(table instanceof Table))
    throw new ValueError(op, "table must be a Table", kindOf(table), "Make one: new Table(columns).");
  const { delimiter = ",", header = true, decimal = ".", missing = "", lineEnd = "\n" } = requireOptions(op, options);
  markOf(op, "delimiter", delimiter);
  if (delimiter === decimal || delimiter === '"') {
    throw new ValueError(op, "delimiter, quote and decimal must differ", JSON.stringify({ delimiter, decimal }));
  }
  if (lineEnd !== "\n" && lineEnd !== "\r\n")
    throw new ValueError(op, 'lineEnd must be "\\n" or "\\r\\n"', kindOf(lineEnd));
  const names: readonly string[] = table.names;
  if (names.includes("")) throw new ValueError(op, "every column must have a name", "an empty one");
  const text = (value: string): string => quoted(op, value, delimiter);
  const how = { text, decimal, missing: names.length === 1 && missing === "" ? '""' : missing };
  const columns = names.map((name) => cellsOf(table.columns[name], how)); // in the table's order, which a record may not keep
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  if (header) parts.push(encoder.encode(names.map((name) => text(name)).join(delimiter) + lineEnd));
  for (let from = 0; from < table.length; from += ROWS) {
    let lines = "";
    for (let r = from; r < Math.min(from + ROWS, table.length); r++) {
      for (let c = 0; c < columns.length; c++) lines += (c > 0 ? delimiter : "") + columns[c](r);
      lines += lineEnd;
    }
    parts.push(encoder.encode(lines));
  }
  return concatenated(parts);
}

interface Written {
  readonly text: (value: string) => string;
  readonly decimal: string;
  readonly missing: string;
}

/** The field of each row. */
function cellsOf(column: NDArray | readonly string[], how: Written): (row: number) => string {
  if (isTexts(column)) {
    const empty = how.missing === '""' ? '""' : "";
    return (row) => (column[row] === "" ? empty : how.text(column[row]));
  }
  const { kind } = column.type;
  const values = column.toTypedArray();
  if (kind === "bool") return (row) => (values[row] === 0 ? "false" : "true");
  if (kind !== "float") return (row) => String(values[row]);
  const spell = column.dtype === "float32" ? spellFloat32 : spellFloat64;
  const comma = how.decimal === ",";
  return (row) => {
    const value = values[row];
    if (Number.isNaN(value)) return how.missing;
    const digits = spell(value);
    return comma ? digits.replace(".", ",") : digits;
  };
}

function isTexts(column: NDArray | readonly string[]): column is readonly string[] {
  return Array.isArray(column);
}

/** The shortest decimal that reads back; integers from 2⁵³ on with an exponent, since without they are read as text. */
function spellFloat64(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0";
  return Math.abs(value) >= 2 ** 53 ? value.toExponential() : String(value);
}

/** The shortest decimal that reads back as a float32: nine digits always do. */
function spellFloat32(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return spellFloat64(value);
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (nearestFloat32({ value: Number(text), text }) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

const marks: ReadonlySet<string> = new Set(MISSING);

/** Text as a field. */
function quoted(op: string, text: string, delimiter: string): string {
  if (/\0|\p{Surrogate}/u.test(text)) {
    throw new ValueError(
      op,
      "text must be one that UTF-8 and CSV can hold",
      JSON.stringify(text),
      "Leave NUL and halves of surrogate pairs out.",
    );
  }
  const plain = !text.includes(delimiter) && !/^[\s\uFEFF]|["\r\n]|\s$/.test(text) && !marks.has(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
