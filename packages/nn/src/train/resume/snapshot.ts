import type { NDArray } from "@linnet/core";
import { FormatError, decodeSafetensors, encodeSafetensors } from "@linnet/data";
import { crc32 } from "./crc32.js";

/** What a checkpoint file holds: named arrays, and everything else as JSON. */
export interface Snapshot {
  readonly tensors: Readonly<Record<string, NDArray>>;
  readonly json: unknown;
}

/** Where a file says what it is and has its check sum: metadata are in the order of their keys, in front of the arrays. */
const HEAD = '{"__metadata__":{"crc32":"';
const AT = 8 + HEAD.length;
const DIGITS = 8;

/** A safetensors file. Its metadata have the JSON, and a check sum of all bytes as they are with zeros in its own place. */
export function encodeSnapshot({ tensors, json }: Snapshot): Uint8Array {
  const metadata = { crc32: "0".repeat(DIGITS), "linnet.training": JSON.stringify(json) };
  const bytes = encodeSafetensors(tensors, metadata);
  bytes.set(new TextEncoder().encode(crc32(bytes).toString(16).padStart(DIGITS, "0")), AT);
  return bytes;
}

/** @throws {FormatError} for bytes that are not, to the last bit, what `encodeSnapshot` gave */
export function decodeSnapshot(op: string, bytes: Uint8Array): Snapshot {
  const text = new TextDecoder().decode(bytes.slice(0, AT + DIGITS));
  if (text.slice(-DIGITS - HEAD.length, -DIGITS) !== HEAD) {
    const hint = "Check that fit wrote it; loadModel reads files of models.";
    throw new FormatError(op, "the file must be a checkpoint of fit", `${bytes.length} other bytes`, 8, hint);
  }
  const unsummed = bytes.slice();
  unsummed.fill(0x30, AT, AT + DIGITS);
  const [expected, got] = [text.slice(-DIGITS), crc32(unsummed).toString(16).padStart(DIGITS, "0")];
  if (expected !== got) {
    const hint = "The file is damaged.";
    throw new FormatError(op, `the bytes must have the check sum ${expected}`, got, AT, hint);
  }
  const { tensors, metadata } = decodeSafetensors(bytes);
  return { tensors, json: JSON.parse(metadata["linnet.training"]) as unknown }; // the sum says that it is what was written
}
