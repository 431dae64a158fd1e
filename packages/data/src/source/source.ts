import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { platform } from "#platform";
import { FormatError } from "../errors.js";
import type { Bytes } from "../formats/bytes.js";
import type { FileReader } from "../platform/file.js";
import { readBlob } from "./blob.js";
import { fetchBytes, isAddress } from "./fetched.js";
import { readMemory } from "./memory.js";
import { type LoadOptions, watched } from "./progress.js";

/**
 * Where bytes come from: a file's path or an address as text, a URL, a Blob (a File of an `<input>`), or bytes in memory. Text
 * without a scheme is a path in Node, and in a browser an address relative to the page.
 */
export type Source = string | URL | Blob | Bytes;

/**
 * Opens a source for reading at any place. What comes from an address is fetched as a whole first.
 *
 * @throws {FileError} when it cannot be opened
 * @throws {ValueError} for what is no source
 * @throws the signal's reason, when it is aborted
 */
export async function openSource(op: string, source: Source, options: LoadOptions = {}): Promise<FileReader> {
  options.signal?.throwIfAborted();
  if (isAddress(source)) return fetchBytes(op, new URL(source), options);
  if (typeof source === "string" || source instanceof URL) {
    return watched(await platform.openFile(op, source, options), options);
  }
  if (source instanceof Blob) return watched(readBlob(op, source), options);
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return watched(readMemory(op, source), options);
  throw new ValueError(op, "source must be a path, a URL, a Blob or bytes", kindOf(source));
}

/** Opens a source, uses it, and closes it whatever happens; a {@link FormatError} names the file it is about. */
export async function withSource<T>(
  op: string,
  source: Source,
  options: LoadOptions,
  use: (file: FileReader) => Promise<T>,
): Promise<T> {
  const file = await openSource(op, source, options);
  try {
    return await use(file);
  } catch (error) {
    throw error instanceof FormatError && file.path !== undefined ? error.in(file.path) : error;
  } finally {
    await file.close();
  }
}
