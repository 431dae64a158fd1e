import { FileError } from "../errors.js";
import type { FileReader } from "../platform/file.js";

/** A Blob, or a File that somebody chose, as a file. */
export function readBlob(op: string, blob: Blob): FileReader {
  const path = "name" in blob ? String(blob.name) : undefined;
  return {
    path,
    size: blob.size,
    async readInto(target, at) {
      const part = await blob
        .slice(at, at + target.length)
        .arrayBuffer()
        .catch((cause: unknown) => Promise.reject(unreadable(op, path ?? "a Blob", cause)));
      target.set(new Uint8Array(part));
      return part.byteLength;
    },
    close: () => Promise.resolve(),
  };
}

/** A File that was moved or changed after it was chosen cannot be read any more. */
function unreadable(op: string, path: string, cause: unknown): FileError {
  const code = cause instanceof Error ? cause.name : "an unknown failure";
  return new FileError(op, "the Blob must be readable", path, code, "Choose the file again.", cause);
}
