import type { FileReader } from "../platform/file.js";

/** How far loading has come, in bytes; `total` is absent where a server does not say it. */
export interface Progress {
  readonly loaded: number;
  readonly total?: number;
}

/** What everything that loads takes. */
export interface LoadOptions {
  /** Ends the loading with its reason. */
  readonly signal?: AbortSignal;
  /** Is told how far loading has come, after each piece. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Bytes read between two looks at the signal: a few milliseconds. */
export const PIECE: number = 2 ** 23;

/** A reader that reads piece by piece, tells its progress, and stops when it is asked to. */
export function watched(file: FileReader, { signal, onProgress }: LoadOptions): FileReader {
  if (signal === undefined && onProgress === undefined) return file;
  let loaded = 0;
  const watch = (length: number): void => {
    signal?.throwIfAborted();
    loaded += length;
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
        watch(read);
      }
      return done;
    },
  };
}

/** The bytes of a file from `at` on: `length` of them, fewer only where the file has become shorter. */
export async function readBytes(file: FileReader, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const read = await file.readInto(bytes, at);
  return read === length ? bytes : bytes.subarray(0, read);
}
