import { ValueError } from "@linnet/core";
import { FormatError } from "../../errors.js";
import type { Table } from "../../table.js";
import { type Bytes, asBytes } from "../bytes.js";
import { isGzip } from "../gzip.js";
import type { CsvColumns, CsvType, CsvTypes } from "./column-types.js";
import { type CsvOptions, settingsOf } from "./options.js";
import { PIECE, Transcoder } from "./pieces.js";
import { CsvReader } from "./reader.js";

/**
 * The table in a CSV file: lines of fields, as RFC 4180 has them, and as they are met: any delimiter, decimal commas, comments,
 * line ends of every kind. Blank lines are left out.
 *
 * Types are found out over the whole file: bool where every value is true or false, int32, float64, else text. What a number would
 * lose stays text: leading zeros ("007"), integers beyond 2⁵³. `types` says them instead, and then the compiler knows
 * them too; what a given dtype would lose is an error. Decimals are rounded correctly.
 *
 * @param source text, or bytes in UTF-8, whose mark at the beginning is skipped, or in `encoding`
 * @throws {FormatError} naming line and byte: for lines of different length, quotes that do not close, names that are empty or
 *   occur twice, values that a given type does not hold, text in another encoding, lines longer than `maxLine`, no lines.
 *   Where `encoding` is given, bytes are counted in UTF-8
 * @throws {ValueError} for options that contradict themselves, or name columns that are not there
 * @see RFC 4180
 * @example
 * const table = decodeCsv("name,x\nAda,2.5\nBob,NA\n", { types: { name: "string", x: "float64" } });
 * table.columns.x.toArray(); // [2.5, NaN]
 */
export function decodeCsv<
  const T extends CsvTypes = Readonly<Record<string, CsvType>>,
  const N extends string = string,
>(source: string | Bytes, options?: CsvOptions<T, N>): Table<CsvColumns<T, N>>;
export function decodeCsv(source: string | Bytes, options?: CsvOptions): Table {
  const op = "decodeCsv";
  const settings = settingsOf(op, options);
  const bytes = bytesOf(op, source, settings.encoding);
  const read = (reader: CsvReader): CsvReader => {
    for (let at = 0; at < bytes.length; at += PIECE) {
      reader.push(bytes.subarray(at, at + PIECE));
      if (reader.read(settings.limit)) return reader;
    }
    reader.end();
    reader.read(settings.limit);
    return reader;
  };
  const reader = read(new CsvReader(op, settings));
  reader.requireLines();
  const again = reader.again();
  return reader.tableWith(again === undefined ? {} : read(again).take().columns);
}

function bytesOf(op: string, source: string | Bytes, encoding: string): Uint8Array {
  if (typeof source === "string") {
    if (/\p{Surrogate}/u.test(source)) throw new ValueError(op, "text must be well-formed", "half of a surrogate pair");
    return new TextEncoder().encode(source);
  }
  const bytes = asBytes(op, source);
  if (isGzip(bytes)) {
    const hint = "Unpack it first, or let loadCsv read it: it takes bytes, too.";
    throw new FormatError(op, "the file must be text", "gzip's mark", 0, hint);
  }
  if (encoding === "utf-8") return bytes;
  const transcoder = new Transcoder(op, encoding);
  const text = transcoder.take(bytes);
  transcoder.end();
  return text;
}
