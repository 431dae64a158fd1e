import { JsonReader, type Scalar, mark } from "../json/reader.js";

/** A JSON value; an object keeps the order of its members and where each stands. */
export type Json = Scalar | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Member>;
export interface Member {
  readonly value: Json;
  /** Where the name stands, in bytes from the start of the file. */
  readonly at: number;
}

/** Deeper than any header; keeps hostile nesting off the call stack. */
const MAX_DEPTH = 16;

/**
 * Parses UTF-8 JSON as `JSON.parse` does, and refuses what that hides: a name given twice (RFC 8259 §4 leaves its
 * meaning open, and a file should not say one thing to one reader and another to the next), and numbers that would change.
 *
 * @param base where `bytes` begins in its file
 * @throws {FormatError} at the byte where the text stops being JSON
 */
export function parseJson(op: string, bytes: Uint8Array, base: number): Json {
  const reader = new JsonReader(op, bytes, { at: base, subject: "the header", hint: "The file may be damaged." });
  const value = valueIn(reader, base, 0);
  reader.end();
  return value;
}

function valueIn(reader: JsonReader, base: number, depth: number): Json {
  if (depth > MAX_DEPTH) reader.fail(`nested at most ${MAX_DEPTH} deep`);
  if (reader.next(mark.object)) {
    const members = new Map<string, Member>();
    reader.members((name, at) => {
      if (members.has(name)) reader.fail("each name once", `a second ${JSON.stringify(name)}`, at);
      members.set(name, { value: valueIn(reader, base, depth + 1), at: base + at });
    });
    return members;
  }
  if (!reader.next(mark.list)) return reader.scalar();
  const items: Json[] = [];
  reader.items(() => items.push(valueIn(reader, base, depth + 1)));
  return items;
}
