import { FormatError } from "../../../errors.js";
import { crc32 } from "./crc.js";

/** The first bytes of every PNG file. */
export const SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface Chunk {
  /** Four letters; an uppercase first says that the image cannot be read without it. */
  readonly type: string;
  readonly data: Uint8Array;
  /** Where its data begins in the file. */
  readonly at: number;
}

/**
 * The chunks of a file up to the one that ends it.
 *
 * @throws {FormatError} where a chunk is cut off, its check is wrong, or the end is missing
 */
export function* chunksOf(op: string, file: Uint8Array): Generator<Chunk> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > file.length) throw truncated(op, "the file must go on to its IEND chunk", file.length);
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > file.length) throw truncated(op, `a chunk of ${length} bytes must be whole`, at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type)) {
      throw new FormatError(op, "a chunk's type must be four letters", "others", at + 4, "The file may be damaged.");
    }
    if (crc32(file.subarray(at + 4, end)) !== view.getUint32(end)) {
      throw new FormatError(op, `the check of chunk ${type} must be right`, "another", end, "The file is damaged.");
    }
    yield { type, data: file.subarray(at + 8, end), at: at + 8 };
    if (type === "IEND") return;
    at = end + 4;
  }
}

function truncated(op: string, expected: string, at: number): FormatError {
  return new FormatError(op, expected, "its end", at, "The file may be truncated.");
}
