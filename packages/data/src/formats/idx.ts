import type { NDArray } from "@linnet/core";
import { FormatError } from "../errors.js";
import { type Bytes, asBytes } from "./bytes.js";
import { MAX_NDIM, decodeElements, sizeOf } from "./elements.js";
import { type Encoding, bytesPerElement } from "./encoding.js";
import { isGzip } from "./gzip.js";

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
  const { encoding, shape, at, length } = readHeader(op, file);
  const present = file.length - at;
  if (present !== length) throw wrongLength(op, { encoding, shape, at, length }, present);
  return decodeElements(op, file.subarray(at), { encoding, shape, bigEndian: true, at, declaredAt: 2 }, undefined);
}

/** How long the file is that begins so. @throws {FormatError} as `decodeIdx` */
export function idxLength(op: string, beginning: Uint8Array): number {
  const { at, length } = readHeader(op, beginning);
  return at + length;
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
  if (file[0] !== 0 || file[1] !== 0) {
    throw new FormatError(
      op,
      "the file must begin with two zero bytes",
      "others",
      0,
      "Check that this is an IDX file.",
    );
  }
  const encoding = encodings.get(file[2]);
  if (encoding === undefined) {
    const expected = `the type code must be one of ${[...encodings.keys()].map(hex).join(", ")}`;
    throw new FormatError(op, expected, hex(file[2]), 2, "Check that this is an IDX file.");
  }
  const shape = dimensions(op, file);
  const size = sizeOf(shape);
  if (size === undefined) {
    throw new FormatError(
      op,
      "the shape must be one that can be counted",
      `[${shape.join(", ")}]`,
      4,
      "The file may be damaged.",
    );
  }
  return { encoding, shape, at: 4 + 4 * shape.length, length: size * bytesPerElement[encoding] };
}

function wrongLength(op: string, { encoding, shape, at, length }: Header, present: number): FormatError {
  const hint = present < length ? "The file may be truncated." : "The file may be damaged.";
  const expected = `${length} bytes of elements must follow (${encoding} [${shape.join(", ")}])`;
  return new FormatError(op, expected, `${present} bytes`, at, hint);
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
