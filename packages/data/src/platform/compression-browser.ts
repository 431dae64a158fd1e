import type { Decompress } from "./compression.js";

/** The platform's streams, fed slice by slice. */
export const decompress: Decompress = async function* (format, pieces, damaged) {
  const { readable, writable } = new DecompressionStream(format);
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  let failure: unknown;
  const fed = feed(writer, pieces).catch(async (cause: unknown) => {
    failure = cause;
    await writer.abort(cause).catch(() => undefined); // so that the reader hears of it
  });
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(async (cause: unknown) => {
        await fed;
        throw failure ?? damaged(cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // a stream that has failed says so again
    await fed;
  }
};

/** Bytes given to a decompressor at once: browsers make all that they hold before anybody has asked for it. */
const SLICE = 2 ** 14;

/**
 * Writes pieces to a decompressor, each when the one before it is taken.
 *
 * @throws what `pieces` throw; what the decompressor throws, its reader hears
 */
async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += SLICE) {
      const slice = piece.slice(at, at + SLICE); // a copy: streams take nothing that lies in shared memory
      const taken = await writer.write(slice).then(
        () => true,
        () => false,
      );
      if (!taken) return;
    }
  }
  await writer.close().catch(() => undefined);
}
