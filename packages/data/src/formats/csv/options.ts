import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Marks } from "./cell.js";
import type { Cut } from "./blocks.js";
import { type CsvType, type CsvTypes, csvTypes } from "./column-types.js";

/** How a CSV file is written, and what is read of it. */
export interface CsvOptions<T extends CsvTypes = CsvTypes, N extends string = string> {
  /**
   * What separates fields: one ASCII character. Default: tab for a file whose name ends with `.tsv` or `.tab`; else of comma,
   * semicolon, tab and bar the one that the first 20 lines have equally often, the most frequent of those, or the comma.
   */
  readonly delimiter?: string;
  /** Whether the first line has the names of columns, or the names themselves where no line has. Default true. */
  readonly header?: boolean | readonly string[];
  /** The type of every column, or of some by name. Others are found out: bool, int32, float64, else text. */
  readonly types?: T;
  /** The columns that are read, in this order. Default all. */
  readonly columns?: readonly N[];
  /**
   * What means that there is no value: NaN in a column of floats, "" in one of text unless it is quoted. Default "", NA, N/A, n/a,
   * #N/A, NaN, nan, null, NULL, None, <NA>.
   */
  readonly missing?: readonly string[];
  /** What stands before decimals. Default ".". */
  readonly decimal?: "." | ",";
  /** Lines that begin with this ASCII character are left out. Default: none are. */
  readonly comment?: string;
  /** What encloses text that has delimiters or line ends in it, or `false` where quotes are text. Default `"`. */
  readonly quote?: string | false;
  /** Spaces around fields are no part of text. Default false; they never are part of numbers. */
  readonly trim?: boolean;
  /** Lines before the header that are left out. Default 0. */
  readonly skipLines?: number;
  /** The most rows that are read. Default all. */
  readonly limit?: number;
  /** As `TextDecoder` names it: "windows-1252", "utf-16le", …. Default "utf-8", without which nothing is guessed. */
  readonly encoding?: string;
  /** The most bytes of a line, with line ends in quotes. Default 2²⁶. */
  readonly maxLine?: number;
}

/** What means that there is no value, unless options say otherwise. */
export const MISSING: readonly string[] = [
  "",
  "NA",
  "N/A",
  "n/a",
  "#N/A",
  "NaN",
  "nan",
  "null",
  "NULL",
  "None",
  "<NA>",
];

/** Options, checked. */
export interface Settings {
  readonly cut: Cut;
  readonly marks: Marks;
  readonly header: boolean | readonly string[];
  readonly types: CsvTypes | undefined;
  readonly columns: readonly string[] | undefined;
  readonly limit: number;
  readonly encoding: string;
}

/**
 * Options, checked, with their defaults.
 *
 * @param path of the file, whose ending tells a delimiter
 * @throws {ValueError} for what cannot be meant
 */
export function settingsOf(op: string, given: CsvOptions | undefined, path = ""): Settings {
  const options: CsvOptions = requireOptions(op, given);
  const { header = true, types, columns, missing = MISSING, decimal = ".", trim = false } = options;
  const { skipLines = 0, limit = Infinity, encoding = "utf-8", maxLine = 2 ** 26 } = options;
  if (decimal !== "." && decimal !== ",") throw new ValueError(op, 'decimal must be "." or ","', kindOf(decimal));
  const delimiter = options.delimiter ?? (/\.(tsv|tab)(\.gz)?$/i.test(path) ? "\t" : undefined);
  const dialect = {
    delimiter: delimiter === undefined ? undefined : markOf(op, "delimiter", delimiter),
    quote: options.quote === false ? -1 : markOf(op, "quote", options.quote ?? '"'),
    comment: options.comment === undefined ? -1 : markOf(op, "comment", options.comment),
    point: decimal.charCodeAt(0),
    trim,
  };
  const { quote, comment, point } = dialect;
  if (new Set([dialect.delimiter, quote, comment, point]).size < 3 + Number(quote !== comment)) {
    const hint = 'Files with decimal commas have semicolons: { delimiter: ";", decimal: "," }.';
    throw new ValueError(op, "delimiter, quote, comment and decimal must differ", marksOf(options, decimal), hint);
  }
  if (typeof header !== "boolean") requireNames(op, "header", header);
  if (columns !== undefined) requireNames(op, "columns", columns);
  requireTexts(op, "missing", missing);
  requireTypes(op, types);
  return {
    cut: {
      dialect,
      skipLines: requireCount(op, "skipLines", skipLines),
      maxLine: requireCount(op, "maxLine", maxLine),
      width: typeof header === "boolean" ? undefined : header.length,
    },
    marks: { point, missing: new Set(missing) },
    header,
    types,
    columns,
    limit: limit === Infinity ? limit : requireCount(op, "limit", limit),
    encoding: requireEncoding(op, encoding),
  };
}

/** The byte of a mark: tab, or punctuation of which numbers have none. @throws {ValueError} for anything else */
export function markOf(op: string, name: string, mark: unknown): number {
  if (typeof mark === "string" && /^[\t!-*,/:-@[-`{-~]$/.test(mark)) return mark.charCodeAt(0);
  const got = typeof mark === "string" ? JSON.stringify(mark) : kindOf(mark);
  throw new ValueError(op, `${name} must be a tab or one ASCII punctuation mark`, got);
}

function marksOf({ delimiter, quote, comment }: CsvOptions, decimal: string): string {
  return JSON.stringify({ delimiter, quote, comment, decimal });
}

/** A count. @throws {ValueError} for anything else */
export function requireCount(op: string, name: string, count: unknown): number {
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  throw new ValueError(op, `${name} must be a count`, kindOf(count));
}

/** @throws {ValueError} for what is no list of texts */
export function requireTexts(op: string, name: string, list: unknown): void {
  if (Array.isArray(list) && list.every((text) => typeof text === "string")) return;
  throw new ValueError(op, `${name} must be a list of texts`, kindOf(list));
}

function requireNames(op: string, option: string, names: readonly string[]): void {
  requireTexts(op, option, names);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined || names.includes("") || names.length === 0) {
    const got = names.length === 0 ? "none" : twice === undefined ? "an empty one" : `${JSON.stringify(twice)} twice`;
    throw new ValueError(op, `${option} must be different names`, got);
  }
}

function requireTypes(op: string, types: CsvTypes | undefined): void {
  const all: readonly CsvType[] =
    typeof types === "object" && types !== null ? Object.values(types) : [types ?? "string"];
  const wrong = all.find((type) => !csvTypes.includes(type));
  if (wrong !== undefined) {
    throw new ValueError(op, `types must be of ${csvTypes.join(", ")}`, kindOf(wrong));
  }
}

function requireEncoding(op: string, encoding: string): string {
  try {
    return new TextDecoder(encoding).encoding;
  } catch {
    throw new ValueError(op, "encoding must be one that TextDecoder knows", kindOf(encoding));
  }
}
