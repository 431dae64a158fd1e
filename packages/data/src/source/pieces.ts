import { openSource } from "./source.js";
import type { Source } from "./source.js";
import { fetchPieces, isAddress } from "./fetched.js";
import type { LoadOptions } from "./progress.js";

/** Bytes of a piece of a file or Blob. */
const LENGTH = 2 ** 20;

/**
 * A source from its beginning to its end, in pieces, never as a whole in memory.
 *
 * @returns pieces of any length; each is the reader's own, and stays as it is
 * @throws as `openSource`
 */
export async function* piecesOf(op: string, source: Source, options: LoadOptions = {}): AsyncGenerator<Uint8Array> {
  if (isAddress(source)) return yield* fetchPieces(op, new URL(source), options);
  const file = await openSource(op, source, options);
  try {
    for (let at = 0; ;) {
      const piece = new Uint8Array(LENGTH);
      const read = await file.readInto(piece, at);
      if (read === 0) return;
      at += read;
      yield read === LENGTH ? piece : piece.subarray(0, read);
    }
  } finally {
    await file.close();
  }
}
