import { Gunzip } from "fflate";

/** A gzip file's header, for content without a name or a time. */
const HEADER: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
/** A gzip file's trailer, which fflate does not look at. */
const TRAILER = 8;
/** Bytes inflated at once: a few first, since what is wrong shows early, then as many as become 17 MB at most. */
const FIRST = 2 ** 9;
const SLICE = 2 ** 14;

/**
 * What a raw deflate stream holds, piece by piece, inflated when it is asked for.
 *
 * @param damaged makes the error for a stream that is not whole, or goes on after its end
 * @remarks fflate tells the end of a stream only where it expects another: the stream is read as a member of a gzip file that an
 *   empty one follows, which has to be found in its place.
 * @see RFC 1951 (deflate), RFC 1952 (gzip)
 */
export function* inflated(stream: Uint8Array, damaged: (cause: unknown) => Error): Generator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let end: number | undefined;
  const engine = new Gunzip((piece) => pieces.push(piece));
  engine.onmember = (at) => (end ??= at);
  const push = (bytes: Uint8Array): Uint8Array[] => {
    try {
      engine.push(bytes);
    } catch (cause) {
      throw damaged(cause);
    }
    return pieces.splice(0);
  };
  push(HEADER);
  for (let at = 0, slice = FIRST; at < stream.length; at += slice, slice = Math.min(2 * slice, SLICE)) {
    yield* push(stream.subarray(at, at + slice));
  }
  const rest = push(Uint8Array.of(...new Uint8Array(TRAILER), ...HEADER));
  const whole = end === HEADER.length + stream.length + TRAILER && rest.every((piece) => piece.length === 0);
  if (!whole) throw damaged("another end");
}
