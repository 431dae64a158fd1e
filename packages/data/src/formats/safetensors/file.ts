import type { NDArray } from "@linnet/core";
import { platform } from "#platform";
import { requireOptions } from "@linnet/core/extend";
import type { FileReader } from "../../platform/file.js";
import { type LoadOptions, readBytes, readExactly } from "../../source/progress.js";
import { type Source, withSource } from "../../source/source.js";
import { readElements } from "../read-elements.js";
import { LOOK } from "../seems.js";
import type { Safetensors, SafetensorsOptions } from "./decode.js";
import { encodeNamed } from "./encode.js";
import { PREFIX, headerLength, parseHeader, storedOf } from "./header.js";

/**
 * Writes named arrays as a safetensors file, all of it or nothing: an interrupted save leaves an old file as it was.
 *
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws {DTypeError} {ValueError} as `encodeSafetensors`
 * @remarks The arrays are read before the call returns; they may be disposed while the promise is pending.
 * @example
 * await saveSafetensors("model.safetensors", { weight, bias }, { epochs: "12" });
 */
export async function saveSafetensors(
  path: string | URL,
  tensors: Readonly<Record<string, NDArray>>,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  const op = "saveSafetensors";
  const bytes = encodeNamed(op, tensors, metadata);
  await platform.writeFile(op, path, bytes);
}

/**
 * Reads a safetensors file. The header is checked against the file's size before anything else is read.
 *
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} as `decodeSafetensors`, naming the file
 * @throws the signal's reason, when it is aborted
 * @example
 * const { tensors, metadata } = await loadSafetensors("model.safetensors");
 */
export async function loadSafetensors(
  source: Source,
  options?: SafetensorsOptions & LoadOptions,
): Promise<Safetensors> {
  const checked = requireOptions("loadSafetensors", options);
  return withSource("loadSafetensors", source, checked, (file) => readAll(file, checked));
}

async function readAll(file: FileReader, options: SafetensorsOptions): Promise<Safetensors> {
  const op = "loadSafetensors";
  const length = headerLength(op, await readBytes(file, 0, Math.min(LOOK, file.size)), file.size);
  const header = new Uint8Array(length);
  await readExactly(op, file, header, PREFIX);
  const { entries, metadata } = parseHeader(op, header, file.size);
  const tensors: Record<string, NDArray> = {};
  for (const entry of entries) tensors[entry.name] = await readElements(op, file, storedOf(entry), options.convert);
  return { tensors, metadata };
}
