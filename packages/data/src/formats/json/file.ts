import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import { type LoadOptions, readBytes } from "../../source/progress.js";
import { type Source, withSource } from "../../source/source.js";
import type { Table } from "../../table.js";
import { type JsonArrayOptions, arrayIn } from "./array.js";
import { tableIn } from "./decode.js";
import { type JsonOptions, jsonOf } from "./encode.js";

/**
 * The table in a JSON file: a list of records or an object of columns.
 *
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} as `decodeJson`, naming the file
 * @throws the signal's reason, when it is aborted
 * @example
 * const table = await loadJson(file); // of an <input type="file">
 */
export async function loadJson(source: Source, options?: LoadOptions): Promise<Table> {
  const op = "loadJson";
  return withSource(op, source, requireOptions(op, options), async (file) =>
    tableIn(op, await readBytes(file, 0, file.size)),
  );
}

/**
 * The array in a JSON file: numbers or booleans in lists of lists.
 *
 * @throws as `loadJson`, and {FormatError} as `decodeJsonArray`
 * @example
 * const x = await loadJsonArray(new Blob(["[[1, 2], [3, 4]]"]), { dtype: "float32" });
 * x.shape; // [2, 2]
 */
export async function loadJsonArray(source: Source, options?: JsonArrayOptions & LoadOptions): Promise<NDArray> {
  const op = "loadJsonArray";
  const checked = requireOptions<JsonArrayOptions & LoadOptions>(op, options);
  return withSource(op, source, checked, async (file) => arrayIn(op, await readBytes(file, 0, file.size), checked));
}

/**
 * Writes a table or an array as a JSON file, all of it or nothing.
 *
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws {ValueError} {DTypeError} as `encodeJson`
 */
export async function saveJson(path: string | URL, x: Table | NDArray, options?: JsonOptions): Promise<void> {
  const op = "saveJson";
  await platform.writeFile(op, path, jsonOf(op, x, requireOptions<JsonOptions>(op, options)));
}
