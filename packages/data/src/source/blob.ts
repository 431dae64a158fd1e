import { FileError } from "../errors.js";
import type { FileReader } from "../platform/file.js";

/** Bytes that are asked for at a time where a Blob is read on and on: each slice costs a millisecond, whatever its length. */
const AHEAD = 2 ** 22;

/** A Blob, or a File that somebody chose, as a file. */
export function readBlob(op: string, blob: Blob): FileReader {
  const path = "name" in blob ? String(blob.name) : undefined;
  let start = 0;
  let held = new Uint8Array(0);
  let end = 0;
  const hold = async (at: number, length: number): Promise<void> => {
    const buffer = await blob
      .slice(at, at + length)
      .arrayBuffer()
      .catch((cause: unknown) => Promise.reject(unreadable(op, path ?? "a Blob", cause)));
    start = at;
    held = new Uint8Array(buffer);
  };
  return {
    path,
    size: blob.size,
    async readInto(target, at) {
      for (let done = 0; ;) {
        const from = at + done;
        if (from >= start && from < start + held.length) {
          const part = held.subarray(from - start, from - start + target.length - done);
          target.set(part, done);
          done += part.length;
        }
        if (done === target.length || at + done >= blob.size) {
          end = at + done;
          return done;
        }
        await hold(at + done, Math.max(target.length - done, at === end ? AHEAD : 0));
        if (held.length === 0) return done;
      }
    },
    close: () => Promise.resolve(),
  };
}

/** A File that was moved or changed after it was chosen cannot be read any more. */
function unreadable(op: string, path: string, cause: unknown): FileError {
  const code = cause instanceof Error ? cause.name : "an unknown failure";
  return new FileError(op, "the Blob must be readable", path, code, "Choose the file again.", cause);
}
