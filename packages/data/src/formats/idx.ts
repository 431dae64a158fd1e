import { DTypeError, type NDArray, ValueError } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";
import { FormatError } from "../errors.js";
import { turnBytes } from "./byte-order.js";
import { type Bytes, asBytes } from "./bytes.js";
import { MAX_NDIM, type StoredArray, decodeElements, encodeElements, sizeOf } from "./elements.js";
import { type Encoding, bytesPerElement } from "./encoding.js";
import { isGzip } from "./gzip.js";
import { seemsToBe } from "./seems.js";

/** The format's type codes. */
const encodings: ReadonlyMap<number, Encoding> = /* @__PURE__ */ new Map<number, Encoding>([
  [0x08, "uint8"],
  [0x09, "int8"],
  [0x0b, "int16"],
  [0x0c, "int32"],
  [0x0d, "float32"],
  [0x0e, "float64"],
]);

/**
 * The array in the bytes of an IDX file, the format of MNIST: two zero bytes, a type code, the number of axes, the
 * dimensions as 32-bit integers, the elements in row-major order, all big-endian.
 *
 * @throws {FormatError} when the bytes are not such a file in every detail
 * @see Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*, "File formats"
 * @example
 * const images = decodeIdx(bytes); // uint8 [60000, 28, 28]
 */
export function decodeIdx(bytes: Bytes): NDArray {
  const op = "decodeIdx";
  const file = asBytes(op, bytes);
  if (isGzip(file)) {
    const hint = 'Decompress it first: new DecompressionStream("gzip"). In Node loadIdx reads it as it is.';
    throw new FormatError(op, "the file must begin with two zero bytes", "gzip's mark", 0, hint);
  }
  return decodeIdxFile(op, file);
}

/** The array in a file's bytes. @throws {FormatError} as `decodeIdx` */
export function decodeIdxFile(op: string, file: Uint8Array): NDArray {
  const stored = parseIdxHeader(op, file, file.length);
  return decodeElements(op, file.subarray(stored.at), stored, undefined);
}

/** How long the file is that begins so. @throws {FormatError} as `decodeIdx` */
export function idxLength(op: string, beginning: Uint8Array): number {
  const { at, length } = readHeader(op, beginning);
  return at + length;
}

/**
 * The header of a file of `size` bytes, checked against it.
 *
 * @param beginning {@link LONGEST_HEADER} bytes, or all there are
 */
export function parseIdxHeader(op: string, beginning: Uint8Array, size: number): StoredArray {
  const { encoding, shape, at, length } = readHeader(op, beginning);
  const present = size - at;
  if (present !== length) {
    const hint = present < length ? "The file may be truncated." : "The file may be damaged.";
    const expected = `${length} bytes of elements must follow (${encoding} [${shape.join(", ")}])`;
    throw new FormatError(op, expected, `${present} bytes`, at, hint);
  }
  return { encoding, shape, bigEndian: true, at, declaredAt: 2 };
}

/**
 * An array as the bytes of an IDX file: big-endian, in row-major order.
 *
 * @param x of dtype uint8, int8, int16, int32, float32 or float64, which the format has
 * @throws {DTypeError} for any other
 * @throws {ValueError} unless `x` is an array of at most 64 axes
 * @example
 * decodeIdx(encodeIdx(x)); // x
 */
export function encodeIdx(x: NDArray): Uint8Array<ArrayBuffer> {
  return encodeIdxFile("encodeIdx", x);
}

/** `encodeIdx` under the name of the operation that was called. */
export function encodeIdxFile(op: string, x: NDArray): Uint8Array<ArrayBuffer> {
  const { shape } = requireArray(op, "x", x).layout;
  const code = [...encodings].find(([, encoding]) => encoding === x.dtype)?.[0];
  if (code === undefined) {
    const hint = "Convert it first: x.astype(…).";
    throw new DTypeError(
      op,
      `IDX must have the dtype: one of ${[...encodings.values()].join(", ")}`,
      { x: x.dtype },
      hint,
    );
  }
  if (shape.length > MAX_NDIM) throw new ValueError(op, `x must have at most ${MAX_NDIM} axes`, shape.length);
  const at = 4 + 4 * shape.length;
  const elements = encodeElements(x);
  const bytes = new Uint8Array(at + elements.length);
  bytes.set([0, 0, code, shape.length]);
  bytes.set(elements, at);
  new Uint32Array(bytes.buffer, 4, shape.length).set(shape);
  turnBytes(bytes.subarray(4, at), 4);
  turnBytes(bytes.subarray(at), 2 ** x.type.shift);
  return bytes;
}

/** No header is longer. */
export const LONGEST_HEADER: number = 4 + 4 * MAX_NDIM;

interface Header {
  readonly encoding: Encoding;
  readonly shape: readonly number[];
  /** Where the elements begin, and how many bytes they take. */
  readonly at: number;
  readonly length: number;
}

function readHeader(op: string, file: Uint8Array): Header {
  const hint = "Check that this is an IDX file.";
  if (file[0] !== 0 || file[1] !== 0) {
    throw new FormatError(op, "the file must begin with two zero bytes", seemsToBe(file, "others"), 0, hint);
  }
  const encoding = encodings.get(file[2]);
  if (encoding === undefined) {
    const expected = `the type code must be one of ${[...encodings.keys()].map(hex).join(", ")}`;
    throw new FormatError(op, expected, hex(file[2]), 2, hint);
  }
  const shape = dimensions(op, file);
  const size = sizeOf(shape);
  if (size === undefined) {
    const expected = "the shape must be one that can be counted";
    throw new FormatError(op, expected, `[${shape.join(", ")}]`, 4, "The file may be damaged.");
  }
  return { encoding, shape, at: 4 + 4 * shape.length, length: size * bytesPerElement[encoding] };
}

function dimensions(op: string, file: Uint8Array): readonly number[] {
  const ndim = file[3];
  if (ndim > MAX_NDIM)
    throw new FormatError(op, `there must be at most ${MAX_NDIM} axes`, String(ndim), 3, "The file may be damaged.");
  const end = 4 + 4 * ndim;
  if (!(file.length >= end)) {
    throw new FormatError(
      op,
      "the dimensions must follow the type code",
      "its end",
      file.length,
      "The file may be truncated.",
    );
  }
  const view = new DataView(file.buffer, file.byteOffset, end);
  return Array.from({ length: ndim }, (_, i) => view.getUint32(4 + 4 * i));
}

function hex(byte: number | undefined): string {
  return byte === undefined ? "its end" : `0x${byte.toString(16).padStart(2, "0")}`;
}
