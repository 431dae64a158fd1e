import { requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import type { Columns } from "@linnet/core";
import type { LoadOptions } from "../../source/progress.js";
import { type Source, withSource } from "../../source/source.js";
import type { Table } from "../../table.js";
import type { CsvColumns, CsvType, CsvTypes } from "./column-types.js";
import { type CsvWriteOptions, encodeCsv } from "./encode.js";
import { type CsvOptions, settingsOf } from "./options.js";
import { piecesOfFile, textPieces } from "./pieces.js";
import { CsvReader } from "./reader.js";
import { nameOf } from "./source-name.js";

/**
 * The table in a CSV file, gzipped or not: as `decodeCsv`, from any source. A column that turns out to be text late is read again from
 * the beginning.
 *
 * @throws as `decodeCsv`, naming the file
 * @throws {FileError} when it cannot be read
 * @throws the signal's reason, when it is aborted
 * @example
 * const { columns } = await loadCsv(path, { types: { price: "float64", town: "string" } });
 * columns.price.mean();
 */
export async function loadCsv<
  const T extends CsvTypes = Readonly<Record<string, CsvType>>,
  const N extends string = string,
>(source: Source, options?: CsvOptions<T, N> & LoadOptions): Promise<Table<CsvColumns<T, N>>>;
export async function loadCsv(source: Source, options?: CsvOptions & LoadOptions): Promise<Table> {
  const op = "loadCsv";
  const settings = settingsOf(op, options, nameOf(source));
  const { signal, onProgress } = requireOptions<LoadOptions>(op, options);
  const once: LoadOptions = {
    ...(signal && { signal }),
    ...(onProgress && {
      onProgress: (progress) => progress.loaded > (progress.total ?? Infinity) || onProgress(progress),
    }),
  };
  return withSource(op, source, once, async (file) => {
    const read = async (reader: CsvReader): Promise<CsvReader> => {
      for await (const piece of textPieces(op, piecesOfFile(file), settings.encoding, signal)) {
        reader.push(piece);
        if (reader.read(settings.limit)) return reader;
      }
      reader.end();
      reader.read(settings.limit);
      return reader;
    };
    const reader = await read(new CsvReader(op, settings));
    reader.requireLines();
    const again = reader.again();
    return reader.tableWith(again === undefined ? {} : (await read(again)).take().columns);
  });
}

/**
 * Writes a table as a CSV file, replaced at once or not at all; one whose name ends with `.tsv` or `.tab` with tabs.
 *
 * @throws as `encodeCsv`
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 */
export async function saveCsv<C extends Columns>(
  path: string | URL,
  table: Table<C>,
  options?: CsvWriteOptions,
): Promise<void> {
  const op = "saveCsv";
  const delimiter = /\.(tsv|tab)$/i.test(String(path)) ? "\t" : ",";
  const bytes = encodeCsv(table, { delimiter, ...requireOptions(op, options) });
  await platform.writeFile(op, path, bytes);
}
