import { ValueError } from "@linnet/core";

/** Bytes in memory, as `fetch`, `Blob` and `node:fs` give them. */
export type Bytes = Uint8Array | ArrayBuffer;

/** `source` as a plain Uint8Array over the same memory. @throws {ValueError} for anything else */
export function asBytes(op: string, source: Bytes): Uint8Array {
  if (source instanceof Uint8Array) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  const hint = "A Blob has arrayBuffer(), a Response too.";
  throw new ValueError(op, "bytes must be a Uint8Array or an ArrayBuffer", typeName(source), hint);
}

function typeName(value: unknown): string {
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "an object") : String(value);
}
