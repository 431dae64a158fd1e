import type { NDArray } from "@linnet/core";
import { platform } from "#platform";
import { FormatError } from "../errors.js";
import { gunzip, isGzip } from "./gzip.js";
import { LONGEST_HEADER, decodeIdxFile, idxLength } from "./idx.js";

/**
 * Reads an IDX file, the format of MNIST, compressed by gzip or not. Node only.
 *
 * @throws {FileError} when the file cannot be read, and in a browser, which has none
 * @throws {FormatError} when it is not such a file in every detail, naming the file
 * @remarks Decompression ends where content becomes longer than its own header says.
 * @see Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*, "File formats"
 */
export async function loadIdx(path: string | URL): Promise<NDArray> {
  const op = "loadIdx";
  const file = await platform.openFile(op, path);
  try {
    const bytes = await file.read(0, file.size);
    if (!isGzip(bytes)) return decodeIdxFile(op, bytes);
    return decodeIdxFile(op, await gunzip(op, bytes, LONGEST_HEADER, (beginning) => idxLength(op, beginning)));
  } catch (error) {
    throw error instanceof FormatError ? error.in(file.path) : error;
  } finally {
    await file.close();
  }
}
