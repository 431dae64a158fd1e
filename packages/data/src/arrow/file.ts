import type { Columns } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import { type LoadOptions, readBytes } from "../source/progress.js";
import { type Source, withSource } from "../source/source.js";
import type { Table } from "../table.js";
import { type ArrowOptions, tableFromBytes } from "./read.js";
import { type ArrowFormat, encodeIpc } from "./write.js";

/**
 * Reads an Arrow file or stream (Feather, version 2) as a table.
 *
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} as {@link tableFromArrow}, naming the file
 * @throws {LinnetError} when the package `apache-arrow` is not installed
 * @throws the signal's reason, when it is aborted
 * @example
 * const table = await loadArrow("penguins.arrow", { columns: ["mass", "species"] });
 */
export async function loadArrow(source: Source, options?: ArrowOptions & LoadOptions): Promise<Table> {
  const op = "loadArrow";
  const checked = requireOptions(op, options);
  return withSource(op, source, checked, async (file) =>
    tableFromBytes(op, await readBytes(file, 0, file.size), checked.columns),
  );
}

/**
 * Writes a table as an Arrow file, all of it or nothing.
 *
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws as {@link arrowFromTable}
 */
export async function saveArrow<C extends Columns>(
  path: string | URL,
  table: Table<C>,
  options?: ArrowFormat,
): Promise<void> {
  const op = "saveArrow";
  await platform.writeFile(op, path, await encodeIpc(op, table, options));
}
