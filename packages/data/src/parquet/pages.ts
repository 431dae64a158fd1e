import type { Compressors, ColumnMetaData } from "hyparquet";
import { walkDeltas, walkRuns } from "./runs.js";
import { type ThriftStruct, ThriftReader } from "./thrift.js";

/** Kinds of pages. */
const DATA = 0;
const DICTIONARY = 2;
const DATA_2 = 3;
/** Encodings of values. */
const WITH_RUNS: readonly number[] = [2, 3, 8];
const DELTAS = 5;
const DELTA_LENGTHS = 6;
const DELTA_TEXTS = 7;

/**
 * Looks through the pages of a column's chunk before hyparquet reads it, which believes what they say: runs and counts without end,
 * and lengths that lead back, would keep it busy for ever.
 *
 * @param rows of the chunk's group
 * @param optional whether a value may be missing
 * @throws {RangeError} when a page is not inside the chunk, or holds more than its group
 * @see https://parquet.apache.org/docs/file-format/data-pages/
 */
export function verifyPages(
  bytes: Uint8Array,
  { codec, type }: ColumnMetaData,
  rows: number,
  optional: boolean,
  compressors: Compressors,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const open = codec === "UNCOMPRESSED" ? (page: Uint8Array) => page : compressors[codec];
  let at = 0;
  for (let seen = 0; seen < rows && at < bytes.length - 1;) {
    const reader = new ThriftReader(view, at);
    const header = reader.struct();
    const [kind, inflated, size] = [1, 2, 3].map((id) => Number(header.get(id)));
    const end = reader.at + size;
    if (!(size >= 0 && inflated >= 0 && end <= bytes.length))
      throw new RangeError(`a page of ${size} bytes is not inside`);
    const page = bytes.subarray(reader.at, end);
    at = end;
    if (kind === DICTIONARY) requireCount(part(header, 7), inflated);
    else if (kind === DATA || kind === DATA_2) {
      const details = part(header, kind === DATA ? 5 : 8);
      const count = requireCount(details, rows - seen);
      seen += count;
      if (kind === DATA && open !== undefined) {
        verifyValues(open(page, inflated), details, type, count, optional);
      } else if (kind === DATA_2) verifySecond(page, details, inflated, type, count, optional, open);
    } else throw new RangeError(`a page of kind ${kind} is not known`);
  }
}

function part(header: ThriftStruct, id: number): ThriftStruct {
  const found = header.get(id);
  if (found === undefined || typeof found !== "object") throw new RangeError("a page's details are missing");
  return found;
}

function requireCount(details: ThriftStruct, most: number): number {
  const count = Number(details.get(1));
  if (count >= 0 && count <= most) return count;
  throw new RangeError(`${count} values are not among ${most}`);
}

/** A page of version 1: levels and values, compressed together. */
function verifyValues(page: Uint8Array, details: ThriftStruct, type: string, count: number, optional: boolean): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let [at, present] = [0, count];
  if (optional) {
    present = walkRuns(view, 4, 1, count);
    at = 4 + view.getUint32(0, true);
  }
  verifyEncoded(view, at, Number(details.get(2)), type, present);
}

/** A page of version 2: levels, and values that may be compressed. */
function verifySecond(
  page: Uint8Array,
  details: ThriftStruct,
  inflated: number,
  type: string,
  count: number,
  optional: boolean,
  open: ((input: Uint8Array, length: number) => Uint8Array) | undefined,
): void {
  const [levels, repetitions] = [Number(details.get(5)), Number(details.get(6))];
  if (!(levels >= 0 && repetitions === 0 && levels <= page.length && levels <= inflated)) {
    throw new RangeError("levels are not inside their page");
  }
  if (Number(details.get(3)) !== count) throw new RangeError("rows are not as many as values");
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const present = optional ? walkRuns(view, 0, 1, count) : count;
  const rest = page.subarray(levels);
  const values = details.get(7) === false ? rest : open?.(rest, inflated - levels);
  if (values === undefined) return; // hyparquet says which compressor is missing
  verifyEncoded(
    new DataView(values.buffer, values.byteOffset, values.byteLength),
    0,
    Number(details.get(4)),
    type,
    present,
  );
}

function verifyEncoded(view: DataView, at: number, encoding: number, type: string, count: number): void {
  if (count === 0) return;
  if (WITH_RUNS.includes(encoding)) {
    const bools = type === "BOOLEAN";
    const width = bools ? 1 : view.getUint8(at);
    if (width > 32) throw new RangeError(`an index of ${width} bits is none`);
    if (width > 0) walkRuns(view, at + (bools ? 4 : 1), width, count);
  } else if (encoding === DELTAS || encoding === DELTA_LENGTHS || encoding === DELTA_TEXTS) {
    const end = walkDeltas(view, at, count);
    if (encoding === DELTA_TEXTS) walkDeltas(view, end, count);
  }
}
