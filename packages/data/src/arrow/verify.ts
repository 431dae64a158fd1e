import { Flatbuffer } from "./flatbuffer.js";

/** Kinds of messages, and slots of their tables. @see `Message.fbs` and `Schema.fbs` of Apache Arrow */
export const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
const CONTINUATION = -1;
/** Bits of a byte: no element of a column takes less than one. */
const PER_BYTE = 8;

/**
 * Looks through the messages of an Arrow file or stream before `apache-arrow` reads it, which believes what they say: lengths that
 * lead back, or to elements without end, would keep it busy for ever.
 *
 * @param start where the first message is
 * @returns where messages begin, and of which kind they are
 * @throws {RangeError} when a message, a table or a vector is not inside, or there are more elements than bits
 * @see https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
 */
export function verifyMessages(bytes: Uint8Array, start: number): ReadonlyMap<number, number> {
  const kinds = new Map<number, number>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  while (at + 4 <= bytes.length) {
    const begin = at;
    let length = view.getInt32(at, true);
    at += 4;
    if (length === CONTINUATION) {
      length = view.getInt32(at, true);
      at += 4;
    }
    if (length === 0) return kinds;
    if (length < 0 || at + length > bytes.length) throw new RangeError(`a message of ${length} bytes is not inside`);
    const { kind, body } = verifyMessage(new Flatbuffer(bytes.subarray(at, at + length)), bytes.length);
    kinds.set(begin, kind);
    at += length;
    if (!(body >= 0 && at + body <= bytes.length)) throw new RangeError(`a body of ${body} bytes is not inside`);
    at += body;
  }
  return kinds;
}

/** Looks through what a file has behind its messages: where those of each kind are. */
export function verifyFooter(bytes: Uint8Array, kinds: ReadonlyMap<number, number>): void {
  const end = bytes.length - 10; // its length and the magic word follow
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(end, true);
  if (length <= 0 || length > end) throw new RangeError(`a footer of ${length} bytes is not inside`);
  const buffer = new Flatbuffer(bytes.subarray(end - length, end));
  const footer = buffer.root();
  verifySchema(buffer, buffer.child(footer, 1));
  for (const [slot, kind] of [
    [2, DICTIONARY_BATCH],
    [3, RECORD_BATCH],
  ]) {
    const blocks = buffer.vector(footer, slot, 24);
    for (let i = 0; i < blocks.length; i++) {
      const offset = buffer.wide(blocks.at + 24 * i);
      if (kinds.get(offset) !== kind) throw new RangeError(`a message of kind ${kind} is not at ${offset}`);
    }
  }
}

/** Answers what a message is, and the length of its body. */
function verifyMessage(buffer: Flatbuffer, fileLength: number): { readonly kind: number; readonly body: number } {
  const message = buffer.root();
  const kind = buffer.byte(buffer.field(message, 1));
  const header = buffer.child(message, 2);
  if (kind === SCHEMA) verifySchema(buffer, header);
  else if (header !== undefined && kind === RECORD_BATCH) verifyBatch(buffer, header, fileLength);
  else if (header !== undefined && kind === DICTIONARY_BATCH) {
    const batch = buffer.child(header, 1);
    if (batch !== undefined) verifyBatch(buffer, batch, fileLength);
  } else throw new RangeError(`a message of kind ${kind} is not known`);
  return { kind, body: buffer.wide(buffer.field(message, 3)) };
}

function verifySchema(buffer: Flatbuffer, schema: number | undefined): void {
  if (schema === undefined) throw new RangeError("a schema is missing");
  for (const field of buffer.tables(schema, 1)) verifyField(buffer, field);
  buffer.tables(schema, 2);
}

function verifyField(buffer: Flatbuffer, field: number): void {
  buffer.vector(field, 0, 1);
  for (const child of buffer.tables(field, 5)) verifyField(buffer, child);
  buffer.tables(field, 6);
}

/** Counts of elements are bounded by the file's bits; those of compressed bodies are known only once they are open. */
function verifyBatch(buffer: Flatbuffer, batch: number, fileLength: number): void {
  const nodes = buffer.vector(batch, 1, 16);
  buffer.vector(batch, 2, 16);
  buffer.vector(batch, 4, 8);
  const most = buffer.field(batch, 3) === undefined ? PER_BYTE * fileLength : 2 ** 31;
  const require = (count: number, bound: number): void => {
    if (!(count >= 0 && count <= bound)) throw new RangeError(`${count} elements are not inside`);
  };
  require(buffer.wide(buffer.field(batch, 0)), most);
  for (let i = 0; i < nodes.length; i++) {
    const length = buffer.wide(nodes.at + 16 * i);
    require(length, most);
    require(buffer.wide(nodes.at + 16 * i + 8), length);
  }
}
