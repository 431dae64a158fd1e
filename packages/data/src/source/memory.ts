import { type Bytes, asBytes } from "../formats/bytes.js";
import type { FileReader } from "../platform/file.js";

/** Bytes in memory as a file. */
export function readMemory(op: string, source: Bytes, path?: string): FileReader {
  const bytes = asBytes(op, source);
  return {
    path,
    size: bytes.length,
    readInto(target, at) {
      const part = bytes.subarray(at, at + target.length);
      target.set(part);
      return Promise.resolve(part.length);
    },
    close: () => Promise.resolve(),
  };
}
