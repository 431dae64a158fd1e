import type { AsyncBuffer, Compressors, FileMetaData } from "hyparquet";
import type { Refuse } from "../columnar/refuse.js";
import { FormatError } from "../errors.js";
import type { FileReader } from "../platform/file.js";
import { readBytes } from "../source/progress.js";

/** Snappy makes of a byte at most this many: a copy of 64 is named by three. */
const SNAPPY_EXPANSION = 64;
/** Rows that a byte of a file may stand for: columns of one value take next to none. */
const ROWS_PER_BYTE = 8192;

/** A file as hyparquet reads it: what lies beyond it is refused before there is room for it. */
export interface HeldBuffer extends AsyncBuffer {
  /** Bytes of the file, which are kept until others are held: hyparquet reads what has been looked through. */
  hold(start: number, end: number): Promise<Uint8Array>;
}

export function heldBufferOf(op: string, file: FileReader): HeldBuffer {
  let held = { start: 0, bytes: new Uint8Array(0) };
  return {
    byteLength: file.size,
    async hold(start, end) {
      if (!(start >= 0 && start <= end && end <= file.size)) {
        const got = `bytes ${start} to ${end} of ${file.size}`;
        throw new FormatError(op, "a column's data must be inside the file", got, 0, "The file may be damaged.");
      }
      held = { start, bytes: await readBytes(file, start, end - start) };
      return held.bytes;
    },
    slice(start, end = file.size) {
      const part = partOf(this, start, end);
      part.catch(() => undefined); // hyparquet asks for several at once, and forgets the others when one fails
      return part;
    },
  };

  async function partOf(buffer: HeldBuffer, start: number, end: number): Promise<ArrayBuffer> {
    const inside = start >= held.start && end <= held.start + held.bytes.length && start <= end;
    const bytes = inside ? held.bytes.subarray(start - held.start, end - held.start) : await buffer.hold(start, end);
    return new Uint8Array(bytes).buffer;
  }
}

/** The decompressors, each of which is asked only for what its input can hold. */
export function boundedCompressors(
  op: string,
  snappy: (input: Uint8Array, output: Uint8Array) => void,
  others: Compressors | undefined,
): Compressors {
  return {
    SNAPPY(input, outputLength) {
      if (outputLength > SNAPPY_EXPANSION * input.length) {
        const expected = `a page of ${input.length} bytes must hold what its header says`;
        throw new FormatError(op, expected, `${outputLength} bytes`, 0, "The file may be damaged.");
      }
      const output = new Uint8Array(outputLength);
      snappy(input, output);
      return output;
    },
    ...others,
  };
}

/**
 * Whether the parts of the metadata agree: on the number of rows, which the file can hold, and on the schema.
 *
 * @throws what `refuse` makes of it
 */
export function requireMetadata(metadata: FileMetaData, size: number, refuse: Refuse): void {
  const rows = Number(metadata.num_rows);
  const sum = metadata.row_groups.reduce((total, group) => total + Number(group.num_rows), 0);
  if (!(rows >= 0) || sum !== rows || metadata.row_groups.some((group) => Number(group.num_rows) < 0)) {
    throw refuse("groups must have the file's rows", `${sum} of ${rows}`, "The file may be damaged.");
  }
  const children = metadata.schema.reduce((total, { num_children: count = 0 }) => total + count, 0);
  if (children !== metadata.schema.length - 1 || metadata.schema.some(({ num_children: count = 0 }) => count < 0)) {
    throw refuse("the schema must be a tree", `${children} children`, "The file may be damaged.");
  }
  if (rows > ROWS_PER_BYTE * size) {
    throw refuse(`rows must be at most ${ROWS_PER_BYTE} a byte of the file`, String(rows), "The file may be damaged.");
  }
}
