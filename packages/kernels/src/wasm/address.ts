import type { Strided } from "../strided.js";

const BYTES = [1, 2, 4, 8, 16];

/** Byte address of an operand's first element; its storage lies in the heap. */
export function address({ type, storage, offset }: Pick<Strided, "type" | "storage" | "offset">): number {
  return storage.address + offset * BYTES[type.shift];
}
