import { ValueError } from "@linnet/core";
import type { elements } from "@linnet/core/extend";
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
  target: TypedArray,
  to: ConvertedDType,
  at: number,
): void {
  const width = bytesPerElement[from];
  const lost = width === 2 ? fillFromHalves(bytes, valuesOfHalves(from), target) : fillFromWords(bytes, from, target);
  if (lost === undefined) return;
  const got = lost.value === undefined ? "an integer beyond 2⁵³" : String(lost.value);
  const expected = `every ${from} must be exact in ${to}`;
  throw new FormatError(op, expected, got, at + lost.index * width, "Convert to a wider dtype.");
}

type TypedArray = ReturnType<typeof elements>;

/** The first value that is not exact; `undefined` where no double is equal to it. */
interface Lost {
  readonly index: number;
  readonly value: number | undefined;
}

function fillFromHalves(bytes: Uint8Array, values: Float32Array, target: TypedArray): Lost | undefined {
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  for (let i = 0; i < halves.length; i++) target[i] = values[halves[i]];
  if (target instanceof Float32Array || target instanceof Float64Array) return undefined; // they hold them all
  const index = halves.findIndex((half, i) => target[i] !== values[half]);
  return index < 0 ? undefined : { index, value: values[halves[index]] };
}

/** Integers of two words: high·2³² + low, which is exact when low comes back out of the sum. */
function fillFromWords(bytes: Uint8Array, from: ForeignDType, target: TypedArray): Lost | undefined {
  const lows = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const highs = from === "int64" ? new Int32Array(bytes.buffer, bytes.byteOffset, lows.length) : lows;
  for (let i = 0; i < lows.length / 2; i++) {
    const low = lows[2 * i];
    const upper = highs[2 * i + 1] * 2 ** 32;
    const value = upper + low;
    target[i] = value;
    const exact = value - upper === low;
    if (!exact || target[i] !== value) return { index: i, value: exact ? value : undefined };
  }
  return undefined;
}

/** What each pattern of 16 bits means, made when it is asked for. */
function valuesOfHalves(from: ForeignDType): Float32Array {
  if (from === "float16")
    return (float16Values ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => float16Value(bits)));
  return (bfloat16Values ??= new Float32Array(Uint32Array.from({ length: 2 ** 16 }, (_, bits) => bits << 16).buffer));
}

let float16Values: Float32Array | undefined;
/** The upper halves of float32. */
let bfloat16Values: Float32Array | undefined;

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
function float16Value(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
