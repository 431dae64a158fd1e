import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import { type LoadOptions, readBytes } from "../source/progress.js";
import { type Source, withSource } from "../source/source.js";
import { gunzip, isGzip } from "./gzip.js";
import { LONGEST_HEADER, decodeIdxFile, encodeIdxFile, idxLength, parseIdxHeader } from "./idx.js";
import { readElements } from "./read-elements.js";

/**
 * Reads an IDX file, the format of MNIST, compressed by gzip or not.
 *
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} when it is not such a file in every detail, naming the file
 * @throws the signal's reason, when it is aborted
 * @remarks Decompression ends where content becomes longer than its own header says.
 * @see Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*, "File formats"
 */
export async function loadIdx(source: Source, options?: LoadOptions): Promise<NDArray> {
  const op = "loadIdx";
  return withSource(op, source, requireOptions(op, options), async (file) => {
    const beginning = await readBytes(file, 0, Math.min(LONGEST_HEADER, file.size));
    if (!isGzip(beginning)) return readElements(op, file, parseIdxHeader(op, beginning, file.size), undefined);
    const packed = await readBytes(file, 0, file.size);
    return decodeIdxFile(op, await gunzip(op, packed, LONGEST_HEADER, (start) => idxLength(op, start)));
  });
}

/**
 * Writes an array as an IDX file, all of it or nothing: an interrupted save leaves an old file as it was.
 *
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws {DTypeError} {ValueError} as `encodeIdx`
 * @remarks The array is read before the call returns; it may be disposed while the promise is pending.
 */
export async function saveIdx(path: string | URL, x: NDArray): Promise<void> {
  const op = "saveIdx";
  await platform.writeFile(op, path, encodeIdxFile(op, x));
}
