import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import { piecesOf } from "../../source/pieces.js";
import type { LoadOptions } from "../../source/progress.js";
import type { Source } from "../../source/source.js";
import type { Table } from "../../table.js";
import type { CsvColumns, CsvType, CsvTypes } from "./column-types.js";
import { type CsvOptions, type Settings, settingsOf } from "./options.js";
import { textPieces } from "./pieces.js";
import { CsvReader } from "./reader.js";
import { nameOf } from "./source-name.js";

export interface CsvStreamOptions {
  /** Rows of a table; the last may have fewer. Default 10,000. */
  readonly rows?: number;
}

/**
 * A CSV file as tables of `rows` rows, one after the other, in memory that does not grow with the file: as `decodeCsv`, from any
 * source, gzipped or not.
 *
 * Types that are not given are found out in the first table; a later value that does not fit is an error that says which type to give.
 * A file with a header alone has no tables.
 *
 * @throws as `loadCsv`
 * @example
 * for await (const table of streamCsv("year.csv", { types: "float64", rows: 4096 })) learn(table);
 */
export function streamCsv<
  const T extends CsvTypes = Readonly<Record<string, CsvType>>,
  const N extends string = string,
>(
  source: Source,
  options?: CsvOptions<T, N> & CsvStreamOptions & LoadOptions,
): AsyncGenerator<Table<CsvColumns<T, N>>, void, undefined>;
export function streamCsv(
  source: Source,
  options?: CsvOptions & CsvStreamOptions & LoadOptions,
): AsyncGenerator<Table, void, undefined> {
  const op = "streamCsv";
  const name = nameOf(source);
  const settings = settingsOf(op, options, name);
  const { rows = 10_000, signal, onProgress } = requireOptions<CsvStreamOptions & LoadOptions>(op, options);
  if (!Number.isSafeInteger(rows) || rows < 1)
    throw new ValueError(op, "rows must be a positive integer", kindOf(rows));
  const pieces = piecesOf(op, source, { ...(signal && { signal }), ...(onProgress && { onProgress }) });
  return named(name, tablesOf(op, textPieces(op, pieces, settings.encoding, signal), settings, rows));
}

/** Tables of `rows` rows of pieces of text. */
export async function* tablesOf(
  op: string,
  pieces: AsyncIterable<Uint8Array>,
  settings: Settings,
  rows: number,
): AsyncGenerator<Table, void, undefined> {
  const reader = new CsvReader(op, settings, { keep: true });
  let left = settings.limit;
  const full = (): boolean => left > 0 && reader.read(Math.min(rows, left));
  const take = (): Table => {
    left -= reader.rows;
    return reader.take();
  };
  for await (const piece of pieces) {
    reader.push(piece);
    while (full()) yield take();
    if (left === 0) return;
  }
  reader.end();
  while (full()) yield take();
  reader.requireLines();
  if (reader.rows > 0) yield take();
}

/** The same tables; errors name the file. */
async function* named(path: string | undefined, tables: AsyncGenerator<Table>): AsyncGenerator<Table, void, undefined> {
  try {
    yield* tables;
  } catch (error) {
    throw error instanceof FormatError && path !== undefined ? error.in(path) : error;
  }
}
