import { type DType, type NDArray, permuteDims } from "@linnet/core";
import { requireArray, requireOptions } from "@linnet/core/extend";
import { FormatError } from "../errors.js";
import { type Bytes, asBytes } from "./bytes.js";
import type { Convert } from "./convert.js";
import { decodeElements, encodeElements } from "./elements.js";
import { bytesPerElement } from "./encoding.js";
import { parseNpyHeader } from "./npy-header.js";

export interface NpyOptions {
  /** What `f2`, `i8` and `u8` become; without it a file of such numbers is refused. */
  readonly convert?: Convert;
}

/**
 * The array in the bytes of an npy file (versions 1 to 3, either byte order, C or Fortran order).
 *
 * @returns an array of the file's shape; of a Fortran-ordered file, a transposed view
 * @throws {FormatError} when the bytes are not such a file in every detail; for structured, text and object dtypes
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @example
 * const x = decodeNpy(bytes, { convert: { int64: "int32" } });
 */
export function decodeNpy(bytes: Bytes, options?: NpyOptions): NDArray {
  const { convert } = requireOptions("decodeNpy", options);
  const op = "decodeNpy";
  const file = asBytes(op, bytes);
  const { shape, size, fortranOrder, at, ...stored } = parseNpyHeader(op, file);
  const length = size * bytesPerElement[stored.encoding];
  if (file.length - at !== length) {
    const hint = file.length - at < length ? "The file may be truncated." : "It may hold several arrays: split it.";
    const expected = `${length} bytes of elements must follow the header (${stored.encoding} [${shape.join(", ")}])`;
    throw new FormatError(op, expected, `${file.length - at} bytes`, at, hint);
  }
  const elements = file.subarray(at);
  if (!fortranOrder) return decodeElements(op, elements, { ...stored, shape, at }, convert);
  const reversed = decodeElements(op, elements, { ...stored, shape: shape.toReversed(), at }, convert);
  return permuteDims(reversed, shape.map((_, i) => i).reverse());
}

const codes: Readonly<Record<DType, string>> = {
  bool: "|b1",
  int8: "|i1",
  uint8: "|u1",
  int16: "<i2",
  uint16: "<u2",
  int32: "<i4",
  uint32: "<u4",
  float32: "<f4",
  float64: "<f8",
  complex64: "<c8",
  complex128: "<c16",
};

/** NumPy leaves room for the first dimension to grow to this many digits. */
const GROWTH_DIGITS = 21;

/**
 * An array as the bytes of an npy file: version 1, C order, little-endian, byte for byte what NumPy writes.
 *
 * @example
 * decodeNpy(encodeNpy(x)); // x
 */
export function encodeNpy(x: NDArray): Uint8Array<ArrayBuffer> {
  const { shape } = requireArray("encodeNpy", "x", x).layout;
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dict = `{'descr': '${codes[x.dtype as DType]}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const growth = shape.length === 0 ? 0 : GROWTH_DIGITS - String(shape[0]).length;
  const prefix = 10;
  const start = Math.ceil((prefix + dict.length + growth + 1) / 64) * 64;
  const header = `${dict.padEnd(start - prefix - 1)}\n`;
  const elements = encodeElements(x);
  const bytes = new Uint8Array(start + elements.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), prefix);
  bytes.set(elements, start);
  return bytes;
}
