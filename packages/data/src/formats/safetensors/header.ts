import { FormatError } from "../../errors.js";
import { type Encoding, bytesPerElement } from "../encoding.js";
import { MAX_NDIM, type StoredArray, isCount, sizeOf } from "../elements.js";
import { seemsToBe } from "../seems.js";
import { dtypes } from "./dtypes.js";
import { type Json, type JsonObject, type Member, parseJson } from "./json.js";

/** Bytes before the header: its length, as a little-endian unsigned 64-bit integer. */
export const PREFIX = 8;
/** The longest header, as the reference implementation allows. */
export const MAX_HEADER = 100_000_000;

/** What the header says of one tensor, checked. */
export interface TensorEntry {
  readonly name: string;
  readonly encoding: Encoding;
  readonly shape: readonly number[];
  /** First byte of its elements and the byte after the last, from the start of the file. */
  readonly begin: number;
  readonly end: number;
  /** Where the header names it. */
  readonly declaredAt: number;
}

export interface Header {
  /** In the order of their bytes. */
  readonly entries: readonly TensorEntry[];
  readonly metadata: Readonly<Record<string, string>>;
}

const DAMAGED = "The file may be damaged.";
const TRUNCATED = "The file may be truncated.";

/** Where the elements of a tensor are, and what. */
export function storedOf({ encoding, shape, begin, declaredAt }: TensorEntry): StoredArray {
  return { encoding, shape, bigEndian: false, at: begin, declaredAt };
}

/**
 * The length of the header, which fits in the file.
 *
 * @param beginning at least eight bytes, or all there are
 * @param size of the file
 */
export function headerLength(op: string, beginning: Uint8Array, size: number): number {
  if (beginning.length < PREFIX) {
    const expected = "the file must begin with 8 bytes of header length";
    throw new FormatError(op, expected, seemsToBe(beginning, "its end"), beginning.length, TRUNCATED);
  }
  const view = new DataView(beginning.buffer, beginning.byteOffset, PREFIX);
  const length = view.getBigUint64(0, true);
  if (length > MAX_HEADER) {
    const hint = "Check that this is a safetensors file.";
    const got = seemsToBe(beginning, `${length} bytes`);
    throw new FormatError(op, `the header must have at most ${MAX_HEADER} bytes`, got, 0, hint);
  }
  if (Number(length) > size - PREFIX) {
    throw new FormatError(op, `the header must end inside the file (${size} bytes)`, `${length} bytes`, 0, TRUNCATED);
  }
  return Number(length);
}

/**
 * Reads and checks a header: afterwards the tensors are known to fill the rest of the file, without gap or overlap, each
 * with as many bytes as its shape and dtype take.
 *
 * @param bytes the header
 * @param size of the file
 * @throws {FormatError} at the first thing that is wrong
 */
export function parseHeader(op: string, bytes: Uint8Array, size: number): Header {
  const start = PREFIX + bytes.length;
  if (bytes[0] !== 0x7b) {
    const got = bytes.length === 0 ? "no header" : `byte 0x${bytes[0].toString(16).padStart(2, "0")}`;
    throw new FormatError(op, 'the header must begin with "{"', got, PREFIX, "Check that this is a safetensors file.");
  }
  const members = parseJson(op, bytes, PREFIX) as JsonObject; // it begins with {
  const entries: TensorEntry[] = [];
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, member] of members) {
    requireName(op, name, member.at);
    if (name === "__metadata__") metadata = parseMetadata(op, member);
    else entries.push(parseEntry(op, name, member, start));
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  requireTiling(op, entries, start, size);
  return { entries, metadata };
}

/** `__proto__` would set the prototype of a record of tensors, not a member. */
function requireName(op: string, name: string, at: number): void {
  if (name !== "__proto__") return;
  throw new FormatError(
    op,
    "names must be safe as keys of an object",
    '"__proto__"',
    at,
    "Rename it where it was saved.",
  );
}

function parseMetadata(op: string, { value, at }: Member): Readonly<Record<string, string>> {
  if (!(value instanceof Map)) throw new FormatError(op, "__metadata__ must be an object", show(value), at, DAMAGED);
  const metadata: Record<string, string> = {};
  for (const [key, member] of value as JsonObject) {
    requireName(op, key, member.at);
    if (typeof member.value !== "string") {
      const expected = `__metadata__ must hold strings, in ${show(key)} too`;
      throw new FormatError(op, expected, show(member.value), member.at, DAMAGED);
    }
    metadata[key] = member.value;
  }
  return metadata;
}

function parseEntry(op: string, name: string, { value, at }: Member, start: number): TensorEntry {
  const tensor = `tensor ${show(name)}`;
  const refuse = (expected: string, got: string, hint: string = DAMAGED): never => {
    throw new FormatError(op, `${tensor} must have ${expected}`, got, at, hint);
  };
  if (!(value instanceof Map)) return refuse("dtype, shape and data_offsets", show(value));
  const fields = value as JsonObject;

  const dtype = fields.get("dtype")?.value;
  const encoding = typeof dtype === "string" ? dtypes.get(dtype) : undefined;
  if (encoding === undefined) {
    return refuse(`a dtype of ${[...dtypes.keys()].join(", ")}`, show(dtype), "Convert it where it was saved.");
  }
  const shape = fields.get("shape")?.value;
  if (!isCounts(shape)) return refuse("a shape of non-negative integers", show(shape));
  if (shape.length > MAX_NDIM) return refuse(`at most ${MAX_NDIM} axes`, String(shape.length));
  const size = sizeOf(shape);
  if (size === undefined) return refuse("a shape that can be counted", show(shape));

  const offsets = fields.get("data_offsets")?.value;
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0] > offsets[1]) {
    return refuse("data_offsets [begin, end] with begin ≤ end", show(offsets));
  }
  const [begin, end] = offsets;
  const bytes = size * bytesPerElement[encoding];
  if (end - begin !== bytes) return refuse(`${bytes} bytes (${dtype} ${show(shape)})`, `${end - begin} bytes`);
  return { name, encoding, shape, begin: start + begin, end: start + end, declaredAt: at };
}

/** @param entries in the order of their bytes */
function requireTiling(op: string, entries: readonly TensorEntry[], start: number, size: number): void {
  let position = start;
  for (const { name, begin, end, declaredAt } of entries) {
    const tensor = `tensor ${show(name)}`;
    if (begin !== position) {
      const problem = begin < position ? "an overlap" : "a gap";
      const expected = `${tensor} must begin where the one before it ends, at data offset ${position - start}`;
      throw new FormatError(op, expected, `${begin - start} (${problem})`, declaredAt, DAMAGED);
    }
    if (end > size) {
      const expected = `${tensor} must end inside the file, at data offset ${size - start} or before`;
      throw new FormatError(op, expected, `${end - start}`, declaredAt, TRUNCATED);
    }
    position = end;
  }
  if (position === size) return;
  throw new FormatError(op, "the file must end with its last tensor", `${size - position} more`, position, DAMAGED);
}

function isCounts(value: Json | undefined): value is readonly number[] {
  return Array.isArray(value) && value.every(isCount);
}

/** A JSON value as an error shows it: short, whatever it is. */
function show(value: Json | undefined): string {
  if (value === undefined) return "none";
  if (value instanceof Map) return "an object";
  if (Array.isArray(value)) {
    const few = value.length <= 8 && !value.some(Array.isArray);
    return few ? `[${value.map(show).join(", ")}]` : `a list of ${value.length}`;
  }
  const text = JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
