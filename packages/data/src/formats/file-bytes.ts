import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import { type LoadOptions, readExactly } from "../source/progress.js";
import { type Source, withSource } from "../source/source.js";

/**
 * Writes bytes as a file, all of them or nothing: an interrupted save leaves an old file as it was.
 *
 * @param options `keep` versions stay, the new one among them, under the names `path`, `path.1`, `path.2`, …: at every moment
 *   at least one is whole. Default 1
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws {ValueError} for what are no bytes, and for a number of versions that is none
 * @example
 * await saveBytes("run.safetensors", encodeSafetensors(tensors), { keep: 2 });
 */
export async function saveBytes(
  path: string | URL,
  bytes: Uint8Array,
  options?: { readonly keep?: number },
): Promise<void> {
  const op = "saveBytes";
  const { keep = 1 } = requireOptions(op, options);
  if (!(bytes instanceof Uint8Array)) throw new ValueError(op, "bytes must be a Uint8Array", kindOf(bytes));
  if (!Number.isInteger(keep) || keep < 1) throw new ValueError(op, "keep must be a positive integer", kindOf(keep));
  await platform.writeFile(op, path, bytes, keep);
}

/**
 * All bytes of a source.
 *
 * @throws {FileError} when it cannot be read
 * @throws {FormatError} when a file becomes shorter while it is read
 * @throws the signal's reason, when it is aborted
 */
export async function loadBytes(source: Source, options?: LoadOptions): Promise<Uint8Array> {
  const op = "loadBytes";
  return withSource(op, source, requireOptions(op, options), async (file) => {
    const bytes = new Uint8Array(file.size);
    await readExactly(op, file, bytes, 0);
    return bytes;
  });
}
