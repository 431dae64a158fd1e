import { DTypeError, type NDArray, array, ones, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { bytesOf, numbersOf, refusal } from "../../testing.js";
import fixtures from "../fixtures/safetensors.json" with { type: "json" };
import { decodeSafetensors } from "./decode.js";
import { encodeSafetensors } from "./encode.js";

const headerOf = (bytes: Uint8Array): string => {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  return new TextDecoder().decode(bytes.subarray(8, 8 + length));
};

describe("encodeSafetensors", () => {
  it("writes what an independent writer writes, byte for byte: order, padding, escapes, all dtypes", () => {
    const real = (dtype: "bool" | "float64", name: keyof typeof fixtures.values): NDArray =>
      array(Float64Array.from(numbersOf(fixtures.values[name])), { dtype, shape: [2, 3] });
    const dtypes = {
      i8: "int8",
      u8: "uint8",
      i16: "int16",
      u16: "uint16",
      i32: "int32",
      u32: "uint32",
      f32: "float32",
      f64: "float64",
    } as const;
    const names = Object.keys(dtypes) as (keyof typeof dtypes)[];
    const tensors: Record<string, NDArray> = Object.fromEntries(
      names.map((name) => [name, real("float64", name).astype(dtypes[name])]),
    );
    tensors.bool = real("bool", "bool");
    tensors.c64 = decodeSafetensors(bytesOf(fixtures.files.canonical)).tensors.c64;
    tensors["größe.ß"] = array([1.5], { dtype: "float32" });
    tensors["0"] = zeros([0], { dtype: "uint8" });
    expect(encodeSafetensors(tensors, { to: '\n"ü', by: "hand" })).toEqual(bytesOf(fixtures.files.canonical));
  });

  it("writes an empty file as the reference implementation does", () => {
    expect(encodeSafetensors({})).toEqual(bytesOf(fixtures.files.empty));
    expect(headerOf(encodeSafetensors({}, {}))).toBe('{"__metadata__":{}}     ');
  });

  it("begins the elements at a multiple of 8, whatever the header's length", () => {
    for (let n = 1; n <= 8; n++) {
      const bytes = encodeSafetensors({ ["x".repeat(n)]: ones([1]) });
      expect(bytes.length % 8).toBe(0);
      expect(new Float64Array(bytes.buffer, bytes.length - 8, 1)[0]).toBe(1);
    }
  });

  it("orders names by code points, as UTF-8 does and UTF-16 does not", () => {
    const x = zeros([0], { dtype: "uint8" });
    const header = headerOf(encodeSafetensors({ "\u{1f600}": x, "\uffee": x, aa: x, a: x, "\u{1f600}b": x }));
    expect(Object.keys(JSON.parse(header) as object)).toEqual(["a", "aa", "\uffee", "\u{1f600}", "\u{1f600}b"]);
  });

  it("writes views in row-major order", () => {
    const x = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const views = { transposed: x.T, column: x.slice("...", 1), last: x.at(1), reversed: x.slice("::-1", "::-1") };
    const { tensors } = decodeSafetensors(encodeSafetensors(views));
    expect(Object.fromEntries(Object.entries(tensors).map(([name, view]) => [name, view.toArray()]))).toEqual({
      transposed: [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
      column: [2, 5],
      last: [4, 5, 6],
      reversed: [
        [6, 5, 4],
        [3, 2, 1],
      ],
    });
  });

  it("refuses complex128, which the format has not", () => {
    const tensors = { z: zeros([2], { dtype: "complex128" }) };
    expect(() => encodeSafetensors(tensors)).toThrow(DTypeError);
    expect(refusal(() => encodeSafetensors(tensors))).toBe(
      "DTypeError: encodeSafetensors: safetensors must have the dtype of every tensor; got z complex128. Store the real and the imaginary part.",
    );
  });

  it.each([
    [
      "__metadata__",
      `a tensor's name must not be the format's own; got "__metadata__". Pass metadata as the second argument.`,
    ],
    ["__proto__", `a tensor's name must be safe as a key of an object; got "__proto__". Rename it.`],
    ["\ud800", `a tensor's name must be of whole characters; got "\\ud800". Remove the half surrogate pair.`],
  ])("refuses the name %j", (name, problem) => {
    const tensors = Object.fromEntries([[name, ones([1])]]); // an own member, whatever its name
    expect(refusal(() => encodeSafetensors(tensors))).toBe(`ValueError: encodeSafetensors: ${problem}`);
  });

  it("refuses metadata that is not text", () => {
    const metadata = { epochs: 3 } as unknown as Record<string, string>;
    expect(refusal(() => encodeSafetensors({}, metadata))).toBe(
      'ValueError: encodeSafetensors: metadata must hold strings, in "epochs" too; got number. Write it as text: JSON.stringify(value).',
    );
  });
});
