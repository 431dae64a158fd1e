import { decompress } from "#platform";
import { FormatError } from "../errors.js";
import { EXPANSION } from "./expansion.js";

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
  for await (const chunk of gunzipped(op, once(bytes))) {
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

/**
 * What a gzip stream holds, piece by piece, as it arrives: the reader says when it has seen enough, and nothing is made
 * before it asks for it.
 *
 * @param pieces of the stream, of any length; what they throw is thrown as it is
 * @throws {FormatError} when the stream is damaged or ends too soon
 * @remarks A byte becomes at most 1032 (deflate), which no length bounds: whoever keeps pieces counts them. A file of several
 *   members (of `bgzip`, or of files put one after the other) is read in Node; browsers refuse what follows the first.
 * @see RFC 1952 (gzip); https://compression.spec.whatwg.org
 */
export function gunzipped(op: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return decompress("gzip", pieces, (cause) => damaged(op, cause));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
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
