import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type LoadOptions, readBytes } from "../source/progress.js";
import { type Source, withSource } from "../source/source.js";
import { gunzip, isGzip } from "./gzip.js";
import { LONGEST_HEADER, decodeIdxFile, idxLength } from "./idx.js";

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
    const bytes = await readBytes(file, 0, file.size);
    if (!isGzip(bytes)) return decodeIdxFile(op, bytes);
    return decodeIdxFile(op, await gunzip(op, bytes, LONGEST_HEADER, (beginning) => idxLength(op, beginning)));
  });
}
