import { fetchPieces } from "./fetched.js";
import { type LoadOptions, requireLoadOptions } from "./progress.js";
import { type Source, addressOf, inFile, openSource } from "./source.js";
import { readExactly } from "./progress.js";

/** Bytes of a piece of a file or Blob. */
const LENGTH = 2 ** 20;

/**
 * A source from its beginning to its end, in pieces, never as a whole in memory: of a file, what it held when it was opened.
 *
 * @returns pieces of any length; each is the reader's own, and stays as it is
 * @throws as `openSource`
 * @throws {FormatError} when a file has become shorter since it was opened
 */
export async function* piecesOf(op: string, source: Source, options: LoadOptions = {}): AsyncGenerator<Uint8Array> {
  requireLoadOptions(op, options);
  const url = addressOf(op, source);
  if (url !== undefined) return yield* fetchPieces(op, url, options);
  const file = await openSource(op, source, options);
  try {
    for (let at = 0; at < file.size; at += LENGTH) {
      const piece = new Uint8Array(Math.min(LENGTH, file.size - at));
      await readExactly(op, file, piece, at);
      yield piece;
    }
    file.finished?.();
  } catch (error) {
    throw inFile(error, file.path);
  } finally {
    await file.close();
  }
}
