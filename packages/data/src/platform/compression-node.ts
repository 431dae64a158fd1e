import { Readable, pipeline } from "node:stream";
import { createGunzip, createInflateRaw } from "node:zlib";
import type { Decompress } from "./compression.js";

/** Bytes of a piece: of Node's own 16 kB, streams cost more than decompression does. */
const PIECE = 2 ** 18;

/** Node's zlib: in its pool of threads, and in pieces worth the turn. */
export const decompress: Decompress = async function* (format, pieces, damaged) {
  const engine = (format === "gzip" ? createGunzip : createInflateRaw)({ chunkSize: PIECE });
  let failure: { readonly cause: unknown } | undefined;
  let fed = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of pieces) {
        fed += piece.length;
        if (piece.length > 0) yield piece;
      }
    } catch (cause) {
      failure = { cause };
      throw cause;
    }
  }
  const source = Readable.from(counted());
  const closed = new Promise((resolve) => source.once("close", resolve));
  pipeline(source, engine, () => undefined); // the loop below hears of errors
  try {
    for await (const piece of engine) yield piece as Uint8Array; // a Buffer: no encoding is set
  } catch (cause) {
    throw failure ? failure.cause : damaged(cause);
  } finally {
    source.destroy();
    await closed;
  }
  if (engine.bytesWritten !== fed) throw damaged(`${fed - engine.bytesWritten} bytes after its end`);
};
