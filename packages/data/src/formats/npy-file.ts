import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import { type LoadOptions, readBytes } from "../source/progress.js";
import { type Source, withSource } from "../source/source.js";
import { gunzip, isGzip } from "./gzip.js";
import { type EncodeNpyOptions, type NpyOptions, decodeNpyFile, encodeNpyFile, shapedAs, storedOf } from "./npy.js";
import { LONGEST_NPY_HEADER, elementBytes, parseNpyHeader, readNpyHeader, requireNpyEnd } from "./npy-header.js";
import { readElements } from "./read-elements.js";

/**
 * Reads an npy file, compressed by gzip or not.
 *
 * @returns an array of the file's shape; of a Fortran-ordered file, a transposed view
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} as `decodeNpy`, naming the file
 * @throws the signal's reason, when it is aborted
 * @remarks The header is checked against the file's size before anything is allocated; elements are then read into the array's
 *   own memory, a megabyte at a time.
 * @example
 * const x = await loadNpy(new Blob([encodeNpy(ones([2, 3]))])); // or a path, or an address
 * x.shape; // [2, 3]
 */
export async function loadNpy(source: Source, options?: NpyOptions & LoadOptions): Promise<NDArray> {
  const op = "loadNpy";
  const { convert, ...load } = requireOptions<NpyOptions & LoadOptions>(op, options);
  return withSource(op, source, load, async (file) => {
    if (isGzip(await readBytes(file, 0, Math.min(2, file.size)))) {
      const packed = await readBytes(file, 0, file.size);
      return decodeNpyFile(op, await gunzip(op, packed, LONGEST_NPY_HEADER, (start) => lengthOf(op, start)), convert);
    }
    const header = await readNpyHeader(op, file);
    requireNpyEnd(op, header, file.size);
    return shapedAs(header, await readElements(op, file, storedOf(header), convert));
  });
}

/** How long the file is that begins so. */
function lengthOf(op: string, beginning: Uint8Array): number {
  const header = parseNpyHeader(op, beginning);
  return header.at + elementBytes(header);
}

/**
 * Writes an array as an npy file, all of it or nothing: an interrupted save leaves an old file as it was.
 *
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws {ValueError} unless `x` is an array
 * @remarks The array is read before the call returns; it may be disposed while the promise is pending.
 * @example
 * await saveNpy("weights.npy", weights); // np.load("weights.npy")
 */
export async function saveNpy(path: string | URL, x: NDArray, options?: EncodeNpyOptions): Promise<void> {
  const op = "saveNpy";
  await platform.writeFile(op, path, encodeNpyFile(op, x, options));
}
