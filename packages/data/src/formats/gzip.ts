import { FormatError } from "../errors.js";

/** Deflate makes of a byte at most this many. */
const EXPANSION = 1032;

/** Whether bytes begin as a gzip file does. @see RFC 1952, section 2.3.1 */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What a gzip file holds, given up as soon as it is longer than its own beginning says.
 *
 * @param headerSize bytes of content that `lengthOf` has to see, or all there are
 * @param lengthOf how long content is that begins so
 * @throws {FormatError} for damaged streams, and for content of any other length; nothing is allocated on a header's word
 * @see RFC 1951 (deflate), RFC 1952 (gzip)
 */
export async function gunzip(
  op: string,
  bytes: Uint8Array,
  headerSize: number,
  lengthOf: (beginning: Uint8Array) => number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let length: number | undefined;
  for await (const chunk of decompressed(op, bytes)) {
    chunks.push(chunk);
    total += chunk.length;
    if (length === undefined && total >= headerSize) {
      length = lengthOf(joined(chunks, total));
      requireAttainable(op, length, bytes.length);
    }
    if (length !== undefined && total > length) throw wrongLength(op, length, "more", length);
  }
  const content = joined(chunks, total);
  const expected = length ?? lengthOf(content);
  if (total !== expected) throw wrongLength(op, expected, `${total}`, Math.min(total, expected));
  return content;
}

/** The content in pieces. */
async function* decompressed(op: string, bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(); // files are read into plain buffers
  const reader = stream.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => Promise.reject(damaged(op, cause)));
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // a stream that has failed says so again
  }
}

function requireAttainable(op: string, length: number, compressed: number): void {
  if (length <= EXPANSION * compressed) return;
  throw wrongLength(op, length, `at most ${EXPANSION * compressed}`, 0);
}

function wrongLength(op: string, expected: number, got: string, at: number): FormatError {
  const hint = "The file may be damaged.";
  return new FormatError(op, `the header's ${expected} bytes must be what gzip holds`, got, at, hint);
}

function damaged(op: string, cause: unknown): FormatError {
  const got = cause instanceof Error ? cause.message : String(cause);
  return new FormatError(op, "the gzip stream must be whole", got, 0, "The file may be truncated or damaged.");
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
