import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { platform } from "#platform";
import { FileError, FormatError } from "../errors.js";
import type { Bytes } from "../formats/bytes.js";
import type { FileReader } from "../platform/file.js";
import { readBlob } from "./blob.js";
import { fetchBytes, fetchInOrder, isAddress } from "./fetched.js";
import { readMemory } from "./memory.js";
import { type LoadOptions, requireLoadOptions, watched } from "./progress.js";

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
  return open(op, source, options, fetchBytes);
}

/**
 * Opens a source for reading from its beginning to its end, of which nothing is kept: what comes from an address is read as it
 * arrives, `inOrder`.
 *
 * @throws as `openSource`
 */
export async function openInOrder(op: string, source: Source, options: LoadOptions = {}): Promise<FileReader> {
  return open(op, source, options, fetchInOrder);
}

async function open(
  op: string,
  source: Source,
  options: LoadOptions,
  fetched: (op: string, url: URL, options: LoadOptions) => Promise<FileReader>,
): Promise<FileReader> {
  requireLoadOptions(op, options);
  const url = addressOf(op, source);
  if (url !== undefined) return fetched(op, url, options);
  if (typeof source === "string" || source instanceof URL) {
    return watched(await platform.openFile(op, source), options);
  }
  if (source instanceof Blob) return watched(readBlob(op, source), options);
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return watched(readMemory(op, source), options);
  throw new ValueError(op, "source must be a path, a URL, a Blob or bytes", kindOf(source));
}

/** The address of a source that is to be fetched. @throws {FileError} for one that is no URL */
export function addressOf(op: string, source: Source): URL | undefined {
  if (typeof source !== "string" && !(source instanceof URL)) return undefined;
  if (!isAddress(source)) return platform.addressOf(op, source);
  if (URL.canParse(String(source))) return new URL(source);
  throw new FileError(op, "an address must be a URL", String(source), "another text", "Check its spelling.");
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
    const result = await use(file);
    file.finished?.();
    return result;
  } catch (error) {
    throw inFile(error, file.path);
  } finally {
    await file.close();
  }
}

/** An error about the bytes of a file, naming the file, where it names none yet; any other error as it is. */
export function inFile(error: unknown, path: string | undefined): unknown {
  return error instanceof FormatError && error.path === undefined && path !== undefined ? error.in(path) : error;
}
