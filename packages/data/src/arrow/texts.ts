import type { Refuse } from "../columnar/refuse.js";
import { type Chunk, missingOf, tooShort } from "./chunk.js";

/** A mark of byte order is a letter as the others are; bytes that are no text are an error. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The texts of a chunk; a missing one is "".
 *
 * @throws what `refuse` makes of offsets that go back or beyond the bytes, and of bytes that are not UTF-8
 * @remarks A chunk of ASCII is decoded once and cut: its letters are its bytes.
 */
export function textsOf(name: string, chunk: Chunk, refuse: Refuse): string[] {
  const { length, valueOffsets, values } = chunk;
  if (length === 0) return [];
  if (valueOffsets === undefined || valueOffsets.length <= length) throw tooShort(name, refuse);
  const bytes = values instanceof Uint8Array ? values : new Uint8Array(0);
  const offsets = Float64Array.from({ length: length + 1 }, (_, i) => Number(valueOffsets[i]));
  if (offsets[0] < 0 || offsets.some((end, i) => i > 0 && end < offsets[i - 1]) || offsets[length] > bytes.length) {
    throw refuse(`column "${name}" must have texts one after the other`, "others", "The file may be damaged.");
  }
  const isMissing = missingOf(name, chunk, refuse);
  const [first, last] = [offsets[0], offsets[length]];
  const cut = cutter(name, bytes.subarray(first, last), refuse);
  return Array.from({ length }, (_, i) => (isMissing?.(i) ? "" : cut(offsets[i] - first, offsets[i + 1] - first)));
}

/** Texts by their bytes. */
function cutter(name: string, bytes: Uint8Array, refuse: Refuse): (start: number, end: number) => string {
  const decode = (part: Uint8Array): string => {
    try {
      return decoder.decode(part);
    } catch {
      throw refuse(`column "${name}" must be UTF-8`, "other bytes", "Encode it anew.");
    }
  };
  const all = decode(bytes);
  if (all.length === bytes.length) return (start, end) => all.slice(start, end);
  return (start, end) => decode(bytes.subarray(start, end));
}
