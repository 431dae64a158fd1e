/**
 * A stream decompressed, piece by piece, as fast as its reader asks.
 *
 * @param pieces of the compressed stream; what they throw is thrown as it is
 * @param damaged makes the error for a stream that is not whole, or goes on after its end
 * @see RFC 1951 (deflate), RFC 1952 (gzip)
 */
export type Decompress = (
  format: "gzip" | "deflate-raw",
  pieces: AsyncIterable<Uint8Array>,
  damaged: (cause: unknown) => Error,
) => AsyncGenerator<Uint8Array>;
