import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import { type Bytes, asBytes } from "../bytes.js";
import type { Convert } from "../convert.js";
import { LONGEST_END, findDirectory, requireZip } from "../zip/end-record.js";
import { LOCAL_LENGTH, type ZipEntry, parseDirectory } from "../zip/entry.js";
import { inflated } from "../zip/inflate.js";
import { LONGEST_DESCRIPTOR, contentPlace, requireDescriptor, requireSame } from "../zip/local-header.js";
import { Member } from "./member.js";
import { chosenEntries } from "./names.js";

export interface NpzOptions<N extends string = string> {
  /** What `f2`, `i8` and `u8` become; without it a file of such numbers is refused. */
  readonly convert?: Convert;
  /** The arrays to read; default all. */
  readonly names?: readonly N[];
}

/**
 * The named arrays in the bytes of an npz file: a zip archive of npy files, stored or deflated, as `np.savez` and
 * `np.savez_compressed` write them.
 *
 * @returns the arrays by their names, which are those of the entries without `.npy`
 * @throws {FormatError} when the bytes are not such a file in every detail; for structured, text and object dtypes
 * @throws {ValueError} for names that the file has not
 * @remarks An array is inflated into the room that its checked header asks for, which deflate can fill from the bytes there are;
 *   a stream that holds more ends there. `loadNpz` takes bytes too, and inflates twice to four times as fast.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.savez.html; APPNOTE.TXT 6.3.10 (zip)
 * @example
 * const { weight, bias } = decodeNpz(bytes, { names: ["weight", "bias"] });
 */
export function decodeNpz<N extends string = string>(bytes: Bytes, options?: NpzOptions<N>): Record<N, NDArray> {
  const op = "decodeNpz";
  const { convert, names } = requireOptions(op, options);
  const file = asBytes(op, bytes);
  requireZip(op, file);
  const directory = findDirectory(op, file.subarray(-LONGEST_END), file.length);
  const entries = parseDirectory(op, file.subarray(directory.at, directory.at + directory.length), directory);
  const arrays: [string, NDArray][] = [];
  for (const [name, entry] of chosenEntries(op, entries, names)) {
    const at = placeOf(op, file, entry);
    const member = new Member(op, entry, at, convert);
    const content = file.subarray(at, at + entry.compressed);
    const pieces = entry.deflated ? inflated(content, (cause) => damagedStream(op, entry, at, cause)) : [content];
    try {
      for (const piece of pieces) member.push(piece);
      arrays.push([name, member.finish()]);
    } catch (error) {
      member.discard();
      throw error;
    }
  }
  return Object.fromEntries(arrays) as Record<N, NDArray>; // the names asked for, or all
}

/** Where an entry's content begins, everything around it checked. */
function placeOf(op: string, file: Uint8Array, entry: ZipEntry): number {
  const at = contentPlace(op, entry, file.subarray(entry.at, entry.at + LOCAL_LENGTH));
  requireSame(op, entry, file.subarray(entry.at, at));
  const end = at + entry.compressed;
  requireDescriptor(op, entry, file.subarray(end, Math.min(entry.limit, end + LONGEST_DESCRIPTOR)));
  return at;
}

/** For an entry whose content cannot be inflated. */
export function damagedStream(op: string, { name }: ZipEntry, at: number, cause: unknown): FormatError {
  const got = cause instanceof Error ? cause.message : String(cause);
  return new FormatError(
    op,
    `${JSON.stringify(name)} must be one whole deflate stream`,
    got,
    at,
    "The file may be damaged.",
  );
}
