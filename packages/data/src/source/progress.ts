import { ValueError } from "@linnet/core";
import { kindOf, nextTask } from "@linnet/core/extend";
import { FormatError } from "../errors.js";
import type { FileReader } from "../platform/file.js";

/** How far loading has come, in bytes; `total` is absent where a server does not say it before the end. */
export interface Progress {
  readonly loaded: number;
  readonly total?: number;
}

/** What everything that loads takes. */
export interface LoadOptions {
  /** Ends the loading with its reason. */
  readonly signal?: AbortSignal;
  /** Is told how far loading has come, after each piece; it never goes back, and ends with `loaded` = `total`. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Bytes read between two looks at the signal: a few milliseconds. */
export const PIECE: number = 2 ** 23;

/** @throws {ValueError} for a signal or a function that is none @throws the signal's reason, when it is aborted */
export function requireLoadOptions(op: string, { signal, onProgress }: LoadOptions): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ValueError(op, "signal must be an AbortSignal", kindOf(signal), "Pass controller.signal.");
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new ValueError(op, "onProgress must be a function", kindOf(onProgress));
  }
  signal?.throwIfAborted();
}

/**
 * A reader that reads piece by piece, tells its progress, and stops when it is asked to: the event loop turns at least
 * every {@link PIECE}, whatever is read.
 */
export function watched(file: FileReader, { signal, onProgress }: LoadOptions): FileReader {
  if (signal === undefined && onProgress === undefined) return file;
  let loaded = 0;
  let told = -1;
  let unturned = 0;
  const tell = (now: number): void => {
    loaded = Math.min(now, file.size); // what is read twice counts once
    if (loaded === told) return;
    told = loaded;
    onProgress?.({ loaded, total: file.size });
  };
  return {
    ...file,
    async readInto(target, at) {
      let done = 0;
      while (done < target.length) {
        signal?.throwIfAborted();
        const read = await file.readInto(target.subarray(done, done + PIECE), at + done);
        if (read === 0) break;
        done += read;
        unturned += read;
        if (unturned >= PIECE) {
          unturned = 0;
          await nextTask();
        }
        signal?.throwIfAborted();
        tell(loaded + read);
      }
      return done;
    },
    finished: () => tell(file.size),
  };
}

/** The bytes of a file from `at` on: `length` of them, fewer only where the file has become shorter. */
export async function readBytes(file: FileReader, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const read = await file.readInto(bytes, at);
  return read === length ? bytes : bytes.subarray(0, read);
}

/** Fills `target` with the bytes from `at` on. @throws {FormatError} when the file ends before */
export async function readExactly(op: string, file: FileReader, target: Uint8Array, at: number): Promise<void> {
  const read = await file.readInto(target, at);
  if (read === target.length) return;
  if (file.inOrder === true) {
    throw new FormatError(op, "the file must go on", "its end", at + read, "The file may be truncated.");
  }
  const expected = `the file must keep its ${file.size} bytes while it is read`;
  throw new FormatError(op, expected, "its end", at + read, "Read it when nobody writes it.");
}
