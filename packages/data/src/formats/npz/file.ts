import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { decompress, platform } from "#platform";
import type { FileReader } from "../../platform/file.js";
import { type LoadOptions, readBytes, readExactly } from "../../source/progress.js";
import { type Source, withSource } from "../../source/source.js";
import { LOOK } from "../seems.js";
import { LONGEST_END, findDirectory, requireZip } from "../zip/end-record.js";
import { LOCAL_LENGTH, type ZipEntry, parseDirectory } from "../zip/entry.js";
import { LONGEST_DESCRIPTOR, contentPlace, requireDescriptor, requireSame } from "../zip/local-header.js";
import { type NpzOptions, damagedStream } from "./decode.js";
import { type EncodeNpzOptions, encodeNamed } from "./encode.js";
import { Member } from "./member.js";
import { chosenEntries } from "./names.js";

/**
 * Writes named arrays as an npz file, all of it or nothing: an interrupted save leaves an old file as it was.
 *
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws {ValueError} as `encodeNpz`
 * @remarks The arrays are read before the call returns; they may be disposed while the promise is pending.
 * @example
 * await saveNpz("points.npz", { x, y }, { compress: true });
 */
export async function saveNpz(
  path: string | URL,
  arrays: Readonly<Record<string, NDArray>>,
  options?: EncodeNpzOptions,
): Promise<void> {
  const op = "saveNpz";
  await platform.writeFile(op, path, encodeNamed(op, arrays, options));
}

/**
 * Reads named arrays from an npz file: the archive's directory first, then the arrays one by one; of a file or Blob, only
 * those that are asked for.
 *
 * @returns the arrays by their names
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} {ValueError} as `decodeNpz`, naming the file
 * @throws the signal's reason, when it is aborted
 * @example
 * const { weight } = await loadNpz(path, { names: ["weight"] });
 */
export async function loadNpz<N extends string = string>(
  source: Source,
  options?: NpzOptions<N> & LoadOptions,
): Promise<Record<N, NDArray>> {
  const op = "loadNpz";
  const checked = requireOptions(op, options);
  return withSource(op, source, checked, async (file) => {
    const arrays: [string, NDArray][] = [];
    for (const [name, entry] of chosenEntries(op, await readDirectory(op, file), checked.names)) {
      arrays.push([name, await readEntry(op, file, entry, checked)]);
    }
    return Object.fromEntries(arrays) as Record<N, NDArray>; // the names asked for, or all
  });
}

async function readDirectory(op: string, file: FileReader): Promise<readonly ZipEntry[]> {
  requireZip(op, await readBytes(file, 0, Math.min(LOOK, file.size)));
  const tail = Math.min(LONGEST_END, file.size);
  const directory = findDirectory(op, await readBytes(file, file.size - tail, tail), file.size);
  return parseDirectory(op, await readBytes(file, directory.at, directory.length), directory);
}

async function readEntry(op: string, file: FileReader, entry: ZipEntry, { convert }: NpzOptions): Promise<NDArray> {
  const at = contentPlace(op, entry, await readBytes(file, entry.at, LOCAL_LENGTH));
  requireSame(op, entry, await readBytes(file, entry.at, at - entry.at));
  const end = at + entry.compressed;
  requireDescriptor(op, entry, await readBytes(file, end, Math.min(entry.limit - end, LONGEST_DESCRIPTOR)));
  const member = new Member(op, entry, at, convert);
  try {
    if (!entry.deflated) await readStored(op, file, at, end, member);
    else {
      const damaged = (cause: unknown): Error => damagedStream(op, entry, at, cause);
      for await (const piece of decompress("deflate-raw", piecesFrom(file, at, end), damaged)) member.push(piece);
    }
    return member.finish();
  } catch (error) {
    member.discard();
    throw error;
  }
}

/** Bytes read at a time. */
const PIECE = 2 ** 20;

/** Gives the bytes of a file from `at` to `end` to a member, all through one buffer. */
async function readStored(op: string, file: FileReader, at: number, end: number, member: Member): Promise<void> {
  const buffer = new Uint8Array(Math.min(PIECE, end - at));
  for (; at < end; at += PIECE) {
    const piece = buffer.subarray(0, end - at);
    await readExactly(op, file, piece, at);
    member.push(piece);
  }
}

/** The same bytes for a decompressor, which keeps those it has not come to. */
async function* piecesFrom(file: FileReader, at: number, end: number): AsyncGenerator<Uint8Array> {
  for (; at < end; at += PIECE) yield await readBytes(file, at, Math.min(PIECE, end - at));
}
