import { isDeepStrictEqual } from "node:util";
import { type DType, type NDArray, array, arrayEqual } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, damaged, numbersOf, refusal, valuesOf } from "../../testing.js";
import type { Convert } from "../convert.js";
import fixtures from "../fixtures/safetensors.json" with { type: "json" };
import { decodeSafetensors } from "./decode.js";
import { encodeSafetensors } from "./encode.js";

type File = keyof typeof fixtures.files;
const decodeX = (file: File, convert?: Convert): NDArray =>
  decodeSafetensors(bytesOf(fixtures.files[file]), { convert }).tensors.x;

describe("decodeSafetensors", () => {
  it("reads what an independent writer wrote, in every dtype", () => {
    const { tensors, metadata } = decodeSafetensors(bytesOf(fixtures.files.canonical));
    expect(metadata).toEqual({ by: "hand", to: '\n"ü' });
    const read = Object.entries(tensors).map(([name, x]) => [name, x.dtype, x.shape]);
    expect(read).toEqual(
      [
        ["f64", "float64", [2, 3]],
        ["c64", "complex64", [2, 3]],
        ["f32", "float32", [2, 3]],
        ["größe.ß", "float32", [1]],
        ["u32", "uint32", [2, 3]],
        ["i32", "int32", [2, 3]],
        ["u16", "uint16", [2, 3]],
        ["i16", "int16", [2, 3]],
        ["i8", "int8", [2, 3]],
        ["0", "uint8", [0]],
        ["u8", "uint8", [2, 3]],
        ["bool", "bool", [2, 3]],
      ].sort(byIntegerKeysFirst),
    );
    for (const [name, text] of Object.entries(fixtures.values))
      expect(valuesOf(tensors[name])).toEqual(numbersOf(text));
  });

  it("reads other writers' spaces, order, further fields and unaligned elements", () => {
    const { tensors, metadata } = decodeSafetensors(bytesOf(fixtures.files.loose));
    expect(metadata).toEqual({ café: "😀" });
    expect(tensors.scalar.item()).toBe(7);
    expect(tensors.d.toArray()).toEqual([0.1, -2]);
    expect(tensors.f.toArray()).toEqual([[1], [2], [3]]);
  });

  it("reads bytes wherever they lie, and keeps none of them", () => {
    const file = bytesOf(fixtures.files.canonical);
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    const { tensors } = decodeSafetensors(shifted.subarray(3));
    shifted.fill(0);
    expect(valuesOf(tensors.f64)).toEqual(numbersOf(fixtures.values.f64));
    expect(valuesOf(decodeSafetensors(file.buffer as ArrayBuffer).tensors.i16)).toEqual(numbersOf(fixtures.values.i16));
  });

  it("refuses what is not bytes", () => {
    const text = "model.safetensors" as unknown as Uint8Array;
    expect(refusal(() => decodeSafetensors(text))).toBe(
      "ValueError: decodeSafetensors: bytes must be a Uint8Array or an ArrayBuffer; got model.safetensors. A Blob has arrayBuffer(), a Response too.",
    );
  });

  it("refuses a bool that is neither 0 nor 1", () => {
    const file = encodeSafetensors(decodeSafetensors(bytesOf(fixtures.files.canonical)).tensors);
    file[file.length - 4] = 2; // bools come last
    expect(refusal(() => decodeSafetensors(file))).toBe(
      `FormatError: decodeSafetensors: a bool must be 0 or 1; got 2 at byte ${file.length - 4}. The file may be damaged.`,
    );
  });
});

/** Objects list keys that look like integers first. */
function byIntegerKeysFirst([a]: unknown[], [b]: unknown[]): number {
  return Number(b === "0") - Number(a === "0");
}

describe("dtypes that Linnet has not", () => {
  const at = 8 + 1;

  it.each([
    ["float16", 'float16 at byte 9. Choose what it becomes: { convert: { float16: "float32" } }.'],
    ["bfloat16", 'bfloat16 at byte 9. Choose what it becomes: { convert: { bfloat16: "float32" } }.'],
    ["int64", 'int64 at byte 9. Choose what it becomes: { convert: { int64: "int32" } }.'],
    ["uint64", 'uint64 at byte 9. Choose what it becomes: { convert: { uint64: "uint32" } }.'],
  ] as const)("are refused unless converted: %s", (file, problem) => {
    expect(refusal(() => decodeX(file))).toBe(
      `FormatError: decodeSafetensors: every dtype must be one that Linnet has, or be converted; got ${problem}`,
    );
    expect(refusal(() => decodeX(file, {}))).toContain(`at byte ${at}`);
  });

  it.each(["float32", "float64"] as const)("float16 and bfloat16 are exact in %s", (dtype) => {
    const x = decodeX("float16", { float16: dtype });
    expect(x.dtype).toBe(dtype);
    expect(valuesOf(x)).toEqual([0, -0, 0.5, -65504, 2 ** -24, Infinity, NaN, 0x555 / 2 ** 12]);
    expect(valuesOf(decodeX("bfloat16", dtype))).toEqual([0, -0, 1, -3.140625, 2 ** -133, Infinity]);
  });

  it("int64 and uint64 become what holds each of them", () => {
    expect(valuesOf(decodeX("int64", { int64: "int32" }))).toEqual([0, -1, 2 ** 31 - 1, -(2 ** 31)]);
    expect(valuesOf(decodeX("int64Wide", "float64"))).toEqual([2 ** 53, -(2 ** 53), 2 ** 60, -(2 ** 63)]);
    expect(valuesOf(decodeX("uint64", { uint64: "uint32" }))).toEqual([0, 2 ** 32 - 1]);
  });

  it.each([
    ["int64", "float32", "every int64 must be exact in float32; got 2147483647 at byte 80"],
    ["int64", "uint8", "every int64 must be exact in uint8; got -1 at byte 72"],
    ["int64Wide", "int32", "every int64 must be exact in int32; got 9007199254740992 at byte 64"],
    ["int64Lost", "float64", "every int64 must be exact in float64; got an integer beyond 2⁵³ at byte 72"],
    ["uint64", "int32", "every uint64 must be exact in int32; got 4294967295 at byte 72"],
    ["uint64Lost", "float64", "every uint64 must be exact in float64; got an integer beyond 2⁵³ at byte 64"],
    ["float16", "int32", "every float16 must be exact in int32; got 0.5 at byte 68"],
    ["bfloat16", "int8", "every bfloat16 must be exact in int8; got -3.140625 at byte 70"],
  ] as const)("%s is refused as %s where a value would be lost", (file, dtype, problem) => {
    expect(refusal(() => decodeX(file, dtype))).toBe(
      `FormatError: decodeSafetensors: ${problem}. Convert to a wider dtype.`,
    );
  });

  it("refuses a conversion to no such dtype", () => {
    expect(refusal(() => decodeX("int64", "int64" as Convert))).toBe(
      'ValueError: decodeSafetensors: convert must name one of int8, uint8, int16, uint16, int32, uint32, float32, float64; got "int64".',
    );
  });
});

describe("fuzzed safetensors", () => {
  const originals = Object.values(fixtures.files).map(bytesOf);
  const rightOrRefused = /^right$|^FormatError: decodeSafetensors: .* at byte \d+\..*$/;

  it("are read right or refused by FormatError: bytes flipped, cut, inserted", () => {
    fc.assert(
      fc.property(damaged(originals, 16), (file) => {
        expect(verdict(file)).toMatch(rightOrRefused);
      }),
      { numRuns: 1500 },
    );
  });

  it("are read right or refused by FormatError: headers that are still JSON, with other numbers, names and values", () => {
    const atom = /-?\d+|"(?:[^"\\]|\\.)*"|\[[^[\]]*\]/g;
    const put = fc.constantFrom(
      ..."0 1 -1 4 8 1.5 1e3 1e999 2147483648 9007199254740993 null {} [] [0] [0,8] [4294967296,4294967296]".split(" "),
      ...'"U8" "F64" "I64" "F4" "" "f64" "__proto__" "__metadata__" "shape" "data_offsets"'.split(" "),
    );
    const edit = fc.record({ which: fc.nat(), put });
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 3 }), (original, edits) => {
        const { header, data } = split(original);
        const text = edits.reduce((t, { which, put: value }) => {
          const found = [...t.matchAll(atom)];
          const { index = 0, 0: old = "" } = found[which % found.length] ?? [];
          return t.slice(0, index) + value + t.slice(index + old.length);
        }, header);
        expect(verdict(join(text, data))).toMatch(rightOrRefused);
      }),
      { numRuns: 1500 },
    );
  });
});

function split(file: Uint8Array): { header: string; data: Uint8Array } {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  return { header: new TextDecoder().decode(file.subarray(8, 8 + length)), data: file.subarray(8 + length) };
}

function join(header: string, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(header);
  const prefix = new Uint8Array(BigUint64Array.of(BigInt(text.length)).buffer);
  return Uint8Array.from([...prefix, ...text, ...data]);
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** How the file is refused; or whether it is read as JSON.parse and its offsets say, the decoder aside. */
function verdict(file: Uint8Array): string {
  const outcome = refusal(() => decodeSafetensors(file, { convert: "float64" }));
  if (outcome !== "accepted") return outcome;
  const { tensors, metadata } = decodeSafetensors(file, { convert: "float64" });
  const { header, data } = split(file);
  const { __metadata__ = {}, ...entries } = JSON.parse(header) as Record<string, Entry>;
  const sameNames = isDeepStrictEqual(Object.keys(tensors).toSorted(), Object.keys(entries).toSorted());
  const sameElements = Object.entries(entries).every(([name, { dtype, shape, data_offsets }]) => {
    const x = tensors[name];
    if (!isDeepStrictEqual(x.shape, shape)) return false;
    if (["F16", "BF16", "I64", "U64"].includes(dtype)) return x.dtype === "float64";
    return isDeepStrictEqual(split(encodeSafetensors({ x })).data, data.slice(...data_offsets));
  });
  return sameNames && sameElements && isDeepStrictEqual(metadata, __metadata__) ? "right" : "wrong";
}

describe("a round trip", () => {
  it("keeps every array and all metadata", () => {
    const name = fc.string({ unit: "grapheme", maxLength: 5 }).filter((s) => s !== "__proto__" && s !== "__metadata__");
    const dims = fc.array(fc.nat(3), { maxLength: 4 });
    const tensor = fc.tuple(dims, fc.constantFrom("uint8", "int32", "float32", "float64" as const), fc.nat(255));
    fc.assert(
      fc.property(
        fc.dictionary(name, tensor, { noNullPrototype: true }),
        fc.dictionary(name, name, { noNullPrototype: true }),
        (recipe, metadata) => {
          const tensors = Object.fromEntries(
            Object.entries(recipe).map(([key, [shape, dtype, seed]]) => [key, counted(shape, dtype, seed)]),
          );
          const back = decodeSafetensors(encodeSafetensors(tensors, metadata));
          expect(back.metadata).toEqual(metadata);
          expect(Object.keys(back.tensors).toSorted()).toEqual(Object.keys(tensors).toSorted());
          for (const key of Object.keys(tensors)) {
            expect(back.tensors[key].dtype).toBe(tensors[key].dtype);
            expect(arrayEqual(back.tensors[key], tensors[key])).toBe(true);
          }
        },
      ),
    );
  });
});

/** seed, seed + 1, … modulo 256. */
function counted(shape: readonly number[], dtype: DType, seed: number): NDArray {
  const size = shape.reduce((product, n) => product * n, 1);
  return array(
    Float64Array.from({ length: size }, (_, i) => (seed + i) % 256),
    { shape, dtype },
  );
}
