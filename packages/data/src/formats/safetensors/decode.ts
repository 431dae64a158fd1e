import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type Bytes, asBytes } from "../bytes.js";
import type { Convert } from "../convert.js";
import { decodeElements } from "../elements.js";
import { PREFIX, headerLength, parseHeader, storedOf } from "./header.js";

/** What a safetensors file holds. */
export interface Safetensors {
  /** In the order of their bytes. */
  readonly tensors: Record<string, NDArray>;
  readonly metadata: Record<string, string>;
}

export interface SafetensorsOptions {
  /** What F16, BF16, I64 and U64 become; without it a file that has them is refused. */
  readonly convert?: Convert;
}

/**
 * The named arrays in the bytes of a safetensors file.
 *
 * @throws {FormatError} when the bytes are not such a file in every detail, and for what cannot be converted without loss
 * @remarks The elements are copied: `bytes` may be reused. Nothing is allocated before the header has been checked
 *   against the bytes that are there.
 * @example
 * const { tensors } = decodeSafetensors(bytes, { convert: { bfloat16: "float32" } });
 */
export function decodeSafetensors(bytes: Bytes, options?: SafetensorsOptions): Safetensors {
  const op = "decodeSafetensors";
  const { convert } = requireOptions(op, options);
  const file = asBytes(op, bytes);
  const length = headerLength(op, file, file.length);
  const { entries, metadata } = parseHeader(op, file.subarray(PREFIX, PREFIX + length), file.length);
  const tensors: Record<string, NDArray> = {};
  for (const entry of entries) {
    tensors[entry.name] = decodeElements(op, file.subarray(entry.begin, entry.end), storedOf(entry), convert);
  }
  return { tensors, metadata };
}
