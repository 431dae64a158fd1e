import { DTypeError, NDArray, ValueError } from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";
import { encodeElements } from "../elements.js";
import { nameOf } from "./dtypes.js";
import { MAX_HEADER, PREFIX } from "./header.js";

/**
 * Named arrays as the bytes of a safetensors file, the same as the reference implementation writes: elements little-endian
 * and row-major, ordered by alignment and then by name, the header padded so that the first begins at a multiple of 8.
 *
 * @param tensors arrays of any dtype but complex128, which the format has not
 * @param metadata strings about the file
 * @throws {DTypeError} for complex128, and for a complex view that is not row-major
 * @throws {ValueError} for a name that cannot be stored: `__metadata__`, `__proto__`, half a surrogate pair
 * @see https://github.com/huggingface/safetensors, `safetensors/src/tensor.rs`
 * @example
 * const bytes = encodeSafetensors({ weight: ones([2, 3]) }, { made: "by hand" });
 * decodeSafetensors(bytes).tensors.weight.shape; // [2, 3]
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, NDArray>>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  return encodeNamed("encodeSafetensors", tensors, metadata);
}

/** `encodeSafetensors` under the name of the operation that was called. */
export function encodeNamed(
  op: string,
  tensors: Readonly<Record<string, NDArray>>,
  metadata: Readonly<Record<string, string>> | undefined,
): Uint8Array<ArrayBuffer> {
  if (typeof tensors !== "object" || tensors === null || tensors instanceof NDArray) {
    throw new ValueError(op, "tensors must be a record of arrays", kindOf(tensors), "Name them: { weight: x }.");
  }
  const ordered = Object.entries(tensors)
    .map(([name, array]) => describe(op, name, array))
    .sort((a, b) => b.rank - a.rank || compareUtf8(a.name, b.name));
  const parts = metadata === undefined ? [] : [`"__metadata__":${metadataJson(op, metadata)}`];
  let end = 0;
  for (const { name, array, dtype } of ordered) {
    const begin = end;
    end += array.size * 2 ** array.type.shift;
    const shape = array.layout.shape.join(",");
    parts.push(`${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape}],"data_offsets":[${begin},${end}]}`);
  }
  const header = new TextEncoder().encode(`{${parts.join(",")}}`);
  const start = PREFIX + Math.ceil(header.length / 8) * 8;
  if (start - PREFIX > MAX_HEADER) {
    throw new ValueError(
      op,
      `the header must have at most ${MAX_HEADER} bytes`,
      header.length,
      "Save in several files.",
    );
  }
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - PREFIX), true);
  bytes.fill(0x20, PREFIX, start); // spaces after the header
  bytes.set(header, PREFIX);
  let position = start;
  for (const { array } of ordered) {
    const elements = encodeElements(array);
    bytes.set(elements, position);
    position += elements.length;
  }
  return bytes;
}

function describe(
  op: string,
  name: string,
  array: NDArray,
): { name: string; array: NDArray; dtype: string; rank: number } {
  requireName(op, "a tensor's name", name);
  if (name === "__metadata__") {
    throw new ValueError(
      op,
      "a tensor's name must not be the format's own",
      `"${name}"`,
      "Pass metadata as the second argument.",
    );
  }
  const stored = nameOf.get(requireArray(op, name, array).dtype);
  if (stored === undefined) {
    const hint = "Store the real and the imaginary part.";
    throw new DTypeError(op, "safetensors must have the dtype of every tensor", { [name]: array.dtype }, hint);
  }
  return { name, array, dtype: stored.name, rank: stored.rank };
}

function metadataJson(op: string, metadata: Readonly<Record<string, string>>): string {
  const members = Object.entries(metadata).sort(([a], [b]) => compareUtf8(a, b));
  for (const [key, value] of members) {
    requireName(op, "a key of metadata", key);
    if (typeof value !== "string") {
      const hint = "Write it as text: JSON.stringify(value).";
      throw new ValueError(op, `metadata must hold strings, in "${key}" too`, typeof value, hint);
    }
    requireWhole(op, `metadata's "${key}"`, value);
  }
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
}

function requireName(op: string, what: string, name: string): void {
  requireWhole(op, what, name);
  if (name !== "__proto__") return;
  throw new ValueError(op, `${what} must be safe as a key of an object`, '"__proto__"', "Rename it.");
}

/** UTF-8 has no code for half a surrogate pair. */
function requireWhole(op: string, what: string, text: string): void {
  if (!/\p{Surrogate}/u.test(text)) return;
  throw new ValueError(
    op,
    `${what} must be of whole characters`,
    JSON.stringify(text),
    "Remove the half surrogate pair.",
  );
}

/** Orders text by its UTF-8 bytes, which is by code points; JavaScript's own order is by UTF-16 units. */
function compareUtf8(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  const differs = x.findIndex((character, i) => character !== y[i]);
  if (differs < 0) return x.length - y.length;
  return (x[differs].codePointAt(0) ?? 0) - (y[differs]?.codePointAt(0) ?? -1);
}
