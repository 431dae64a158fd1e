import type { NDArray } from "@linnet/core";
import { dense, elements } from "@linnet/core/extend";
import type { Convert } from "./convert.js";
import type { Encoding } from "./encoding.js";
import { Filling, PORTION } from "./filling.js";

/** An array as a file describes it, its description checked. */
export interface StoredArray {
  readonly encoding: Encoding;
  readonly shape: readonly number[];
  readonly bigEndian: boolean;
  /** Where the elements begin, in bytes from the start of the file. */
  readonly at: number;
  /** Where the file declares the encoding. */
  readonly declaredAt: number;
}

/**
 * The array whose elements are `bytes`, in row-major order. The bytes are copied.
 *
 * @param bytes as many as shape and encoding take
 * @throws {FormatError} for a bool that is neither 0 nor 1, and for what cannot be converted without loss
 */
export function decodeElements(
  op: string,
  bytes: Uint8Array,
  stored: StoredArray,
  convert: Convert | undefined,
): NDArray {
  const filling = new Filling(op, stored, convert);
  for (let at = 0; at < bytes.length; at += PORTION) filling.put(bytes.subarray(at, at + PORTION), at);
  return filling.array;
}

/** The elements of `x` in row-major order, as little-endian bytes: to be copied before anything else is allocated. */
export function encodeElements(x: NDArray): Uint8Array {
  const width = 2 ** x.type.shift;
  const source = dense(x);
  const { buffer, byteOffset } = elements(source.storage, source.type);
  return new Uint8Array(buffer, byteOffset + source.offset * width, source.size * width);
}

/**
 * The number of elements of a shape.
 *
 * @returns `undefined` when a dimension is not a count below 2³¹, or the elements are more than can be counted
 */
export function sizeOf(shape: readonly number[]): number | undefined {
  let size = 1;
  for (const n of shape) {
    if (!isCount(n) || n >= 2 ** 31) return undefined;
    size *= n;
    if (size > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return size;
}

/** Whether `n` is a non-negative integer that a double counts exactly. */
export function isCount(n: unknown): n is number {
  return Number.isSafeInteger(n) && !Object.is(n, -0) && (n as number) >= 0; // a number: it is a safe integer
}

/** The most axes of a file's array, as NumPy's: keeps a hostile header from asking for a million. */
export const MAX_NDIM = 64;
