import { FormatError } from "../errors.js";
import type { FileReader } from "../platform/file.js";
import { readBytes } from "../source/progress.js";
import { MAX_NDIM, sizeOf } from "./elements.js";
import { type Encoding, bytesPerElement } from "./encoding.js";
import { LOOK, seemsToBe } from "./seems.js";

/** What the header of an npy file says, checked for itself. */
export interface NpyHeader {
  readonly encoding: Encoding;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  readonly size: number;
  /** Where the elements begin. */
  readonly at: number;
  /** Where the dtype is declared. */
  readonly declaredAt: number;
}

/** NumPy's type codes, without the byte order. */
const encodings: ReadonlyMap<string, Encoding> = /* @__PURE__ */ new Map<string, Encoding>([
  ["b1", "bool"],
  ["i1", "int8"],
  ["u1", "uint8"],
  ["i2", "int16"],
  ["u2", "uint16"],
  ["i4", "int32"],
  ["u4", "uint32"],
  ["i8", "int64"],
  ["u8", "uint64"],
  ["f2", "float16"],
  ["f4", "float32"],
  ["f8", "float64"],
  ["c8", "complex64"],
  ["c16", "complex128"],
]);

const MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // "\x93NUMPY"
/** Long enough for every header that can be read; longer ones belong to structured dtypes. */
const MAX_HEADER = 2 ** 16;
const TRUNCATED = "The file may be truncated.";
const DAMAGED = "The file may be damaged.";

/** Bytes before the header, of the versions whose header may be longest. No whole file is shorter. */
const PREFIX = 12;
/** No header ends later. */
export const LONGEST_NPY_HEADER: number = PREFIX + MAX_HEADER;

/**
 * Reads the header of an npy file of version 1, 2 or 3.
 *
 * @param file its bytes; those up to the end of its header, or all there are, will do
 * @param size of the file
 * @throws {FormatError} at the first byte that is wrong
 */
export function parseNpyHeader(op: string, file: Uint8Array, size: number = file.length): NpyHeader {
  const [start, end] = headerPlace(op, file, size);
  return describe(op, parseDict(op, file.subarray(start, end), start), end);
}

/** Reads the header of an npy file that is open, and nothing beyond it. @throws {FormatError} as `parseNpyHeader` */
export async function readNpyHeader(op: string, file: FileReader): Promise<NpyHeader> {
  const prefix = await readBytes(file, 0, Math.min(PREFIX, file.size));
  const end = isNpy(prefix) ? headerPlace(op, prefix, file.size)[1] : LOOK;
  const rest = await readBytes(file, prefix.length, Math.max(0, Math.min(end, file.size) - prefix.length));
  const bytes = new Uint8Array(prefix.length + rest.length);
  bytes.set(prefix);
  bytes.set(rest, prefix.length);
  return parseNpyHeader(op, bytes, bytes.length < end ? bytes.length : file.size);
}

/** Bytes that the elements take. */
export function elementBytes({ size, encoding }: NpyHeader): number {
  return size * bytesPerElement[encoding];
}

/** @throws {FormatError} unless a file of `fileSize` bytes ends with its elements */
export function requireNpyEnd(op: string, header: NpyHeader, fileSize: number): void {
  const length = elementBytes(header);
  const present = fileSize - header.at;
  if (present === length) return;
  const hint = present < length ? TRUNCATED : "It may hold several arrays: split it.";
  const expected = `${length} bytes of elements must follow the header (${header.encoding} [${header.shape.join(", ")}])`;
  throw new FormatError(op, expected, `${present} bytes`, header.at, hint);
}

function isNpy(file: Uint8Array): boolean {
  return MAGIC.every((byte, i) => file[i] === byte);
}

/** First byte of the dict, and the byte after its last, which is in the file. */
function headerPlace(op: string, file: Uint8Array, size: number): readonly [number, number] {
  if (!isNpy(file)) {
    const got = seemsToBe(file, "other bytes");
    throw new FormatError(op, 'the file must begin with "\\x93NUMPY"', got, 0, "Check that this is an npy file.");
  }
  const versionAt = MAGIC.length;
  const [major, minor] = [file[versionAt], file[versionAt + 1]];
  if (!(major >= 1 && major <= 3) || minor !== 0) {
    const got = major === undefined || minor === undefined ? "its end" : `${major}.${minor}`;
    throw new FormatError(op, "the version must be 1.0, 2.0 or 3.0", got, versionAt, DAMAGED);
  }
  const lengthBytes = major === 1 ? 2 : 4;
  const start = versionAt + 2 + lengthBytes;
  if (file.length < start)
    throw new FormatError(op, "the header's length must follow", "its end", file.length, TRUNCATED);
  const view = new DataView(file.buffer, file.byteOffset, start);
  const length = major === 1 ? view.getUint16(start - 2, true) : view.getUint32(start - 4, true);
  const got = `${length} bytes`;
  if (length > MAX_HEADER) {
    const expected = `the header must have at most ${MAX_HEADER} bytes`;
    throw new FormatError(op, expected, got, start - lengthBytes, DAMAGED);
  }
  if (length > size - start) {
    const expected = `the header must end inside the file (${size} bytes)`;
    throw new FormatError(op, expected, got, start - lengthBytes, TRUNCATED);
  }
  return [start, start + length];
}

interface Field {
  readonly text: string;
  /** Where the value begins. */
  readonly at: number;
}

/** The Python literal that NumPy writes: `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }` and spaces. */
function parseDict(op: string, bytes: Uint8Array, start: number): ReadonlyMap<string, Field> {
  const text = new TextDecoder("latin1").decode(new Uint8Array(bytes)); // browsers decode none from shared memory
  const fields = new Map<string, Field>();
  const fail = (expected: string, position: number): never => {
    const got = position < text.length ? JSON.stringify(text[position]) : "its end";
    throw new FormatError(op, `the header must be a Python dict: ${expected}`, got, start + position, DAMAGED);
  };
  const open = /\s*\{\s*/y;
  let position = open.test(text) ? open.lastIndex : fail('"{" first', 0);
  const field = /'(\w+)'\s*:\s*('[^'\\]*'|True|False|\([\d\sL,]*\)|\[)\s*,?\s*/y;
  for (; text[position] !== "}"; position = field.lastIndex) {
    field.lastIndex = position;
    const found = field.exec(text);
    if (found === null) return fail("names with a string, a bool or a tuple", position);
    const [whole, name, value] = found;
    if (fields.has(name)) return fail(`${name} once`, position);
    fields.set(name, { text: value, at: start + position + whole.indexOf(value, name.length + 2) });
    if (value === "[") break; // a structured dtype, refused by whoever reads the field
  }
  if (text[position] === "}" && text.slice(position + 1).trim() !== "") return fail("nothing after it", position + 1);
  return fields;
}

function describe(op: string, fields: ReadonlyMap<string, Field>, at: number): NpyHeader {
  const field = (name: string): Field => {
    const value = fields.get(name);
    if (value !== undefined) return value;
    throw new FormatError(
      op,
      `the header must have '${name}'`,
      `${[...fields.keys()].join(", ") || "nothing"}`,
      at,
      DAMAGED,
    );
  };
  const descr = field("descr");
  if (descr.text === "[") {
    const hint = "Save each field as an array of its own.";
    throw new FormatError(op, "the dtype must be of one number", "a structured dtype", descr.at, hint);
  }
  const [, order, code] = /^'([<>|=])(\w+)'$/.exec(descr.text) ?? [];
  const encoding = encodings.get(code);
  if (encoding === undefined) {
    const expected = `the dtype must be one of ${[...encodings.keys()].join(", ")}, with its byte order`;
    throw new FormatError(op, expected, descr.text, descr.at, "Convert it with NumPy: x.astype('f8').");
  }
  const fortran = field("fortran_order");
  if (fortran.text !== "True" && fortran.text !== "False") {
    throw new FormatError(op, "fortran_order must be True or False", fortran.text, fortran.at, DAMAGED);
  }
  const { shape, size } = parseShape(op, field("shape"));
  return {
    encoding,
    bigEndian: order === ">",
    fortranOrder: fortran.text === "True",
    shape,
    size,
    at,
    declaredAt: descr.at,
  };
}

/** A tuple of counts, `()` and `(3,)` included; Python 2 wrote `3L`. */
function parseShape(op: string, { text, at }: Field): { shape: readonly number[]; size: number } {
  if (!/^\(\s*(?:\d+L?\s*,\s*)*(?:\d+L?\s*)?\)$/.test(text) || /^\(\s*\d+L?\s*\)$/.test(text)) {
    throw new FormatError(op, "shape must be a tuple of non-negative integers", text, at, DAMAGED);
  }
  const shape = (text.match(/\d+/g) ?? []).map(Number);
  if (shape.length > MAX_NDIM)
    throw new FormatError(op, `shape must have at most ${MAX_NDIM} axes`, `${shape.length}`, at, DAMAGED);
  const size = sizeOf(shape);
  if (size === undefined) throw new FormatError(op, "shape must be one that can be counted", text, at, DAMAGED);
  return { shape, size };
}
