import { FileError } from "../errors.js";
import type { FileReader } from "../platform/file.js";
import { type LoadOptions, watched } from "./progress.js";

/** Whether a source is something to fetch: an address with a scheme of the web. */
export function isAddress(source: string | URL): boolean {
  return /^(https?|data|blob):/i.test(String(source));
}

/** Everything at an address, in memory. */
export async function fetchBytes(op: string, url: URL, options: LoadOptions): Promise<FileReader> {
  const pieces: Uint8Array[] = [];
  for await (const piece of fetchPieces(op, url, options)) pieces.push(piece);
  const { signal } = options;
  return watched(readPieces(pieces, nameOf(url)), { ...(signal && { signal }) }); // progress was told
}

/** What is at an address, as it arrives. @throws as `Answer` */
export async function* fetchPieces(op: string, url: URL, options: LoadOptions): AsyncGenerator<Uint8Array> {
  const answer = await Answer.of(op, url, options);
  try {
    for (let piece = await answer.next(); piece !== undefined; piece = await answer.next()) yield piece;
  } finally {
    await answer.close();
  }
}

/**
 * What is at an address, to be read from its beginning to its end.
 *
 * @throws {FileError} when the server refuses or cannot be reached, or the connection breaks
 */
export async function fetchInOrder(op: string, url: URL, options: LoadOptions): Promise<FileReader> {
  const answer = await Answer.of(op, url, options);
  let rest: Uint8Array = new Uint8Array(0);
  return {
    path: nameOf(url),
    size: answer.total ?? Infinity,
    inOrder: true,
    async readInto(target) {
      let done = 0;
      while (done < target.length) {
        if (rest.length === 0) {
          const piece = await answer.next();
          if (piece === undefined) break;
          rest = piece;
        }
        const part = rest.subarray(0, target.length - done);
        target.set(part, done);
        done += part.length;
        rest = rest.subarray(part.length);
      }
      return done;
    },
    close: () => answer.close(),
  };
}

/** An answer of a server, as it arrives. */
class Answer {
  private loaded = 0;
  private ended = false;

  private constructor(
    private readonly op: string,
    private readonly url: URL,
    private readonly options: LoadOptions,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
    /** Bytes that the server promises. */
    readonly total: number | undefined,
  ) {}

  static async of(op: string, url: URL, options: LoadOptions): Promise<Answer> {
    const { signal } = options;
    const response = await fetch(url, { ...(signal && { signal }) }).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw unreachable(op, url, cause);
    });
    if (response.ok) return new Answer(op, url, options, response.body?.getReader(), contentLength(response));
    await response.body?.cancel();
    const hint = "Check the address, and that the server lets it be read from here.";
    throw new FileError(op, "the address must answer with its content", nameOf(url), `HTTP ${response.status}`, hint);
  }

  /** The next piece; `undefined` at the end, which is told to who waits for progress. */
  async next(): Promise<Uint8Array | undefined> {
    const { signal, onProgress } = this.options;
    const piece = await this.reader?.read().catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw this.broken(cause);
    });
    signal?.throwIfAborted();
    const value = piece?.value;
    if (value !== undefined) {
      this.loaded += value.length;
      onProgress?.({ loaded: this.loaded, ...(this.total !== undefined && { total: this.total }) });
    } else if (!this.ended) {
      this.ended = true;
      if (this.loaded === 0 || this.total === undefined) onProgress?.({ loaded: this.loaded, total: this.loaded });
    }
    return value;
  }

  async close(): Promise<void> {
    await this.reader?.cancel().catch(() => undefined); // a stream that has failed says so again
  }

  private broken(cause: unknown): FileError {
    const of = this.total === undefined ? "" : ` of ${this.total}`;
    const hint = `Try again. The system says: ${reasonOf(cause)}.`;
    const got = `a broken connection after ${this.loaded}${of} bytes`;
    return new FileError(this.op, "the answer must come whole", nameOf(this.url), got, hint, cause);
  }
}

/** Pieces in memory as a file. */
function readPieces(pieces: readonly Uint8Array[], path: string): FileReader {
  const ends: number[] = [];
  let size = 0;
  for (const piece of pieces) ends.push((size += piece.length));
  return {
    path,
    size,
    readInto(target, at) {
      let done = 0;
      for (let i = firstBeyond(ends, at); i < pieces.length && done < target.length; i++) {
        const start = at + done - (ends[i] - pieces[i].length);
        const part = pieces[i].subarray(start, start + target.length - done);
        target.set(part, done);
        done += part.length;
      }
      return Promise.resolve(done);
    },
    close: () => Promise.resolve(),
  };
}

/** The first of rising numbers that is greater than `at`, by its index. */
function firstBeyond(ends: readonly number[], at: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The length that a server promises; of a compressed answer it is not the content's. */
function contentLength({ headers }: Response): number | undefined {
  const length = Number(headers.get("content-length") ?? NaN);
  return headers.has("content-encoding") || !Number.isSafeInteger(length) ? undefined : length;
}

/** An address in a sentence: those that hold their content are long. */
export function nameOf({ href }: URL): string {
  return href.length > 200 ? `${href.slice(0, 199)}…` : href;
}

function unreachable(op: string, url: URL, cause: unknown): FileError {
  const hint = `Check the address and the connection. The system says: ${reasonOf(cause)}.`;
  return new FileError(op, "the address must be reachable", nameOf(url), "no answer", hint, cause);
}

/** What went wrong below: Node hides it in the cause of its "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
