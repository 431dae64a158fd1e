import { nextTask } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import type { FileReader } from "../../platform/file.js";
import { gunzipped, isGzip } from "../gzip.js";

/** Bytes that are read and cut into fields at once: few enough to stay, with their fields, in a processor's cache. */
export const PIECE: number = 2 ** 18;

/** A file from its beginning, in pieces. */
export async function* piecesOfFile(file: FileReader): AsyncGenerator<Uint8Array> {
  for (let at = 0; ;) {
    const piece = new Uint8Array(PIECE);
    const read = await file.readInto(piece, at);
    if (read === 0) return;
    at += read;
    yield read === PIECE ? piece : piece.subarray(0, read);
  }
}

/**
 * Pieces as UTF-8: what is gzipped is unpacked, what is in another encoding is written anew. Where it takes long, the event loop
 * has its turn, so that somebody can abort.
 *
 * @throws {FormatError} for a damaged gzip stream, and for text that is not in its encoding
 */
export async function* textPieces(
  op: string,
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let turn = performance.now();
  for await (const piece of transcoded(op, unpacked(op, pieces), encoding)) {
    if (performance.now() - turn > PATIENCE) {
      await nextTask();
      turn = performance.now();
    }
    for (let at = 0; at < piece.length; at += PIECE) {
      signal?.throwIfAborted();
      yield piece.subarray(at, at + PIECE);
    }
  }
}

/** Milliseconds of work between two turns of the event loop. */
const PATIENCE = 16;

async function* unpacked(op: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const rest = pieces[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done === true) return;
  const all = chained(first.value, rest);
  yield* isGzip(first.value) ? gunzipped(op, all) : all;
}

async function* chained(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (;;) {
      const { done, value } = await rest.next();
      if (done === true) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* transcoded(
  op: string,
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === "utf-8") return yield* pieces;
  const transcoder = new Transcoder(op, encoding);
  for await (const piece of pieces) yield transcoder.take(piece);
  yield transcoder.end();
}

/** Text in another encoding as UTF-8, piece by piece. */
export class Transcoder {
  private readonly decoder: TextDecoder;
  private readonly encoder = new TextEncoder();
  private at = 0;

  constructor(
    private readonly op: string,
    private readonly encoding: string,
  ) {
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  /** @throws {FormatError} for bytes that are not in the encoding */
  take(piece: Uint8Array): Uint8Array {
    const bytes = this.transcode(piece, true);
    this.at += piece.length;
    return bytes;
  }

  end(): Uint8Array {
    return this.transcode(new Uint8Array(0), false);
  }

  /** The piece is copied: browsers decode no memory that threads share. */
  private transcode(piece: Uint8Array, stream: boolean): Uint8Array {
    try {
      return this.encoder.encode(this.decoder.decode(new Uint8Array(piece), { stream }));
    } catch {
      const got = stream ? "other bytes, in what follows," : "an end within a character";
      throw new FormatError(this.op, `text must be ${this.encoding}`, got, this.at, "Check the encoding.");
    }
  }
}
