import type { NDArray } from "@linnet/core";
import type { FileReader } from "../platform/file.js";
import { readExactly } from "../source/progress.js";
import type { Convert } from "./convert.js";
import type { StoredArray } from "./elements.js";
import { Filling, PORTION } from "./filling.js";

/**
 * The array whose elements lie in a file from `stored.at` on, in row-major order: read portion by portion, so that there is no
 * second copy of it.
 *
 * @throws {FormatError} as `decodeElements`, and when the file has become shorter since it was opened
 */
export async function readElements(
  op: string,
  file: FileReader,
  stored: StoredArray,
  convert: Convert | undefined,
): Promise<NDArray> {
  const filling = new Filling(op, stored, convert);
  const { array, length } = filling;
  const portion = new Uint8Array(Math.min(PORTION, length));
  try {
    for (let done = 0; done < length; done += PORTION) {
      const bytes = portion.subarray(0, length - done);
      await readExactly(op, file, bytes, stored.at + done);
      filling.put(bytes, done);
    }
  } catch (error) {
    array.dispose();
    throw error;
  }
  return array;
}
