import { ValueError } from "@linnet/core";
import { FormatError } from "../errors.js";
import { type ForeignDType, bytesPerElement } from "./encoding.js";

/** What a foreign dtype can become. */
export type ConvertedDType = "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

/**
 * The dtype that elements of dtypes which Linnet has not (`float16`, `bfloat16`, `int64`, `uint64`) become: one for all,
 * or one for each that occurs. A value that the chosen dtype cannot hold exactly is an error, never rounded.
 */
export type Convert = ConvertedDType | { readonly [F in ForeignDType]?: ConvertedDType };

const targets: readonly string[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"];

const suggestions: Readonly<Record<ForeignDType, ConvertedDType>> = {
  float16: "float32",
  bfloat16: "float32",
  int64: "int32",
  uint64: "uint32",
};

/**
 * The dtype chosen for `from`.
 *
 * @param at where the file declares `from`
 * @throws {FormatError} when none is chosen
 * @throws {ValueError} when the choice is not a dtype to convert to
 */
export function chosenDType(op: string, from: ForeignDType, convert: Convert | undefined, at: number): ConvertedDType {
  const chosen = typeof convert === "object" ? convert[from] : convert;
  if (chosen === undefined) {
    const hint = `Choose what it becomes: { convert: { ${from}: "${suggestions[from]}" } }.`;
    throw new FormatError(op, "every dtype must be one that Linnet has, or be converted", from, at, hint);
  }
  if (!targets.includes(chosen)) {
    throw new ValueError(op, `convert must name one of ${targets.join(", ")}`, `"${String(chosen)}"`);
  }
  return chosen;
}

/**
 * Writes the numbers stored in `bytes` to `target`, each exactly.
 *
 * @param bytes little-endian, aligned to its elements
 * @param target of dtype `to`, with room for them
 * @param at where `bytes` begins in its file
 * @throws {FormatError} at the first value that `to` cannot hold
 */
export function convertElements(
  op: string,
  bytes: Uint8Array,
  from: ForeignDType,
  target: NumberList,
  to: string,
  at: number,
): void {
  const read = readers[from](bytes);
  const width = bytesPerElement[from];
  for (let i = 0; i < bytes.length / width; i++) {
    const value = read(i);
    if (value !== undefined) target[i] = value;
    if (value === undefined || (target[i] !== value && !Object.is(target[i], value))) {
      const got = value === undefined ? "an integer beyond 2⁵³" : String(value);
      throw new FormatError(
        op,
        `every ${from} must be exact in ${to}`,
        got,
        at + i * width,
        "Convert to a wider dtype.",
      );
    }
  }
}

/** A typed array, as far as it is used. */
interface NumberList {
  [index: number]: number;
}

/** Reads the element at an index; `undefined` when no double is equal to it. */
type Reader = (index: number) => number | undefined;

const readers: Readonly<Record<ForeignDType, (bytes: Uint8Array) => Reader>> = {
  float16(bytes) {
    const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    return (i) => float16Value(halves[i]);
  },
  bfloat16(bytes) {
    const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    const single = new Float32Array(1);
    const bits = new Uint32Array(single.buffer);
    return (i) => {
      bits[0] = halves[i] << 16; // the upper half of a float32
      return single[0];
    };
  },
  int64(bytes) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    return (i) => exactSum(words[2 * i + 1], words[2 * i] >>> 0);
  },
  uint64(bytes) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    return (i) => exactSum(words[2 * i + 1], words[2 * i]);
  },
};

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
function float16Value(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** high·2³² + low where that is exact, which it is when low comes back out of the sum. */
function exactSum(high: number, low: number): number | undefined {
  const value = high * 2 ** 32 + low;
  return value - high * 2 ** 32 === low ? value : undefined;
}
