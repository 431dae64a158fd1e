import { FileError } from "../errors.js";
import type { FileReader } from "../platform/file.js";
import { readMemory } from "./memory.js";
import type { LoadOptions } from "./progress.js";

/** Whether a source is something to fetch: an address with a scheme of the web. */
export function isAddress(source: unknown): source is string | URL {
  return (typeof source === "string" || source instanceof URL) && /^(https?|data|blob):/i.test(String(source));
}

/** Everything at an address, in memory. */
export async function fetchBytes(op: string, url: URL, options: LoadOptions): Promise<FileReader> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of fetchPieces(op, url, options)) {
    pieces.push(piece);
    size += piece.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return readMemory(op, bytes, nameOf(url));
}

/**
 * What is at an address, as it arrives.
 *
 * @throws {FileError} when the server refuses or cannot be reached, or the connection breaks
 */
export async function* fetchPieces(
  op: string,
  url: URL,
  { signal, onProgress }: LoadOptions,
): AsyncGenerator<Uint8Array> {
  const failed = (cause: unknown): Promise<never> => {
    signal?.throwIfAborted();
    return Promise.reject(unreachable(op, url, cause));
  };
  const response = await fetch(url, { ...(signal && { signal }) }).catch(failed);
  if (!response.ok) {
    const hint = "Check the address, and that the server lets it be read from here.";
    throw new FileError(op, "the address must answer with its content", nameOf(url), `HTTP ${response.status}`, hint);
  }
  if (response.body === null) return;
  const reader = response.body.getReader();
  const total = contentLength(response);
  let loaded = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(failed);
      if (done) return;
      signal?.throwIfAborted();
      loaded += value.length;
      onProgress?.({ loaded, ...(total !== undefined && { total }) });
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // a stream that has failed says so again
  }
}

/** The length that a server promises; of a compressed answer it is not the content's. */
function contentLength({ headers }: Response): number | undefined {
  const length = Number(headers.get("content-length") ?? NaN);
  return headers.has("content-encoding") || !Number.isSafeInteger(length) ? undefined : length;
}

/** An address in a sentence: those that hold their content are long. */
function nameOf({ href }: URL): string {
  return href.length > 200 ? `${href.slice(0, 199)}…` : href;
}

function unreachable(op: string, url: URL, cause: unknown): FileError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const hint = `Check the address and the connection. The system says: ${reason}.`;
  return new FileError(op, "the address must be reachable", nameOf(url), "no answer", hint, cause);
}
