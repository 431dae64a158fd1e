import { type DType, type NDArray, permuteDims } from "@linnet/core";
import { requireArray, requireOptions } from "@linnet/core/extend";
import { type Bytes, asBytes } from "./bytes.js";
import type { Convert } from "./convert.js";
import { type StoredArray, decodeElements, encodeElements } from "./elements.js";
import { type NpyHeader, parseNpyHeader, requireNpyEnd } from "./npy-header.js";

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
  const op = "decodeNpy";
  const { convert } = requireOptions(op, options);
  return decodeNpyFile(op, asBytes(op, bytes), convert);
}

/** The array in a file's bytes. @throws {FormatError} as `decodeNpy` */
export function decodeNpyFile(op: string, file: Uint8Array, convert: Convert | undefined): NDArray {
  const header = parseNpyHeader(op, file);
  requireNpyEnd(op, header, file.length);
  return shapedAs(header, decodeElements(op, file.subarray(header.at), storedOf(header), convert));
}

/** The row-major array whose elements lie as those of a file do: of Fortran order, its transpose. */
export function storedOf({ shape, fortranOrder, ...header }: NpyHeader): StoredArray {
  return { ...header, shape: fortranOrder ? shape.toReversed() : shape };
}

/** The file's array, from the one of {@link storedOf}. */
export function shapedAs({ fortranOrder }: NpyHeader, stored: NDArray): NDArray {
  return fortranOrder ? reversed(stored) : stored;
}

/** With its axes in reverse order: a view. */
function reversed(x: NDArray): NDArray {
  return permuteDims(x, Array.from(x.layout.shape, (_, axis) => axis).reverse());
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

/** NumPy leaves room for the dimension that varies slowest to grow to this many digits. */
const GROWTH_DIGITS = 21;

export interface EncodeNpyOptions {
  /** Whether the first axis varies fastest; default false. A transposed array is then written without a copy of its own. */
  readonly fortranOrder?: boolean;
}

/**
 * An array as the bytes of an npy file: version 1, little-endian, byte for byte what NumPy writes. No header of Linnet's dtypes
 * needs a later version.
 *
 * @throws {ValueError} unless `x` is an array
 * @example
 * decodeNpy(encodeNpy(x)); // x
 */
export function encodeNpy(x: NDArray, options?: EncodeNpyOptions): Uint8Array<ArrayBuffer> {
  return encodeNpyFile("encodeNpy", x, options);
}

/** `encodeNpy` under the name of the operation that was called. */
export function encodeNpyFile(op: string, x: NDArray, options: EncodeNpyOptions | undefined): Uint8Array<ArrayBuffer> {
  const { shape } = requireArray(op, "x", x).layout;
  const fortran = (requireOptions(op, options).fortranOrder ?? false) && shape.length > 1;
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const order = fortran ? "True" : "False";
  const dict = `{'descr': '${codes[x.dtype as DType]}', 'fortran_order': ${order}, 'shape': (${tuple}), }`;
  const growing = fortran ? shape.at(-1) : shape[0];
  const growth = growing === undefined ? 0 : GROWTH_DIGITS - String(growing).length;
  const prefix = 10;
  const start = Math.ceil((prefix + dict.length + growth + 1) / 64) * 64;
  const header = `${dict.padEnd(start - prefix - 1)}\n`;
  const elements = encodeElements(fortran ? reversed(x) : x);
  const bytes = new Uint8Array(start + elements.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), prefix);
  bytes.set(elements, start);
  return bytes;
}
