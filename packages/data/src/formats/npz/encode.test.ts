import { type NDArray, array, broadcastTo, ones, zeros } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, refusal, valuesOf } from "../../testing.js";
import fixtures from "../fixtures/npz.json" with { type: "json" };
import { LONGEST_END, findDirectory } from "../zip/end-record.js";
import { writeZip } from "../zip/write.js";
import { decodeNpz } from "./decode.js";
import { encodeNpz } from "./encode.js";

const fixture = (title: string): Uint8Array =>
  bytesOf(fixtures.archives.find((archive) => archive.title === title)?.bytes ?? "");

const name = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .filter((text) => text !== "__proto__" && !text.includes("\0") && !/\p{Surrogate}/u.test(text));
const small = fc
  .tuple(fc.array(fc.nat(3), { maxLength: 3 }), fc.constantFrom("float64", "float32", "int32", "uint8", "bool"))
  .map(([shape, dtype]): NDArray => {
    const size = shape.reduce((product, n) => product * n, 1);
    return array(
      Float64Array.from({ length: size }, (_, i) => (dtype === "bool" ? i % 2 : i * 3)),
      { shape },
    ).astype(dtype);
  });

describe("encodeNpz", () => {
  it.each(["names, stored", "nothing"])("writes what np.savez writes, byte for byte: %s", (title) => {
    expect(encodeNpz(decodeNpz(fixture(title)))).toEqual(fixture(title));
  });

  it("is undone by decodeNpz, whatever the names, shapes and dtypes, deflated or not", () => {
    fc.assert(
      fc.property(fc.dictionary(name, small, { maxKeys: 5 }), fc.boolean(), (arrays, compress) => {
        const bytes = encodeNpz(arrays, { compress });
        expect(encodeNpz(arrays, { compress })).toEqual(bytes);
        const got = decodeNpz(bytes);
        expect(Object.keys(got)).toEqual(Object.keys(arrays));
        for (const [key, x] of Object.entries(arrays)) {
          expect([got[key].dtype, got[key].shape]).toEqual([x.dtype, x.shape]);
          expect(valuesOf(got[key])).toEqual(valuesOf(x));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("deflates what repeats", () => {
    const x = zeros([1000]);
    expect(encodeNpz({ x }).length).toBeGreaterThan(8000);
    expect(encodeNpz({ x }, { compress: true }).length).toBeLessThan(400);
  });

  it("writes zip64 where there are more entries than 16 bits count", () => {
    const content = new Uint8Array(0);
    const bytes = writeZip(
      Array.from({ length: 65_535 }, (_, i) => ({ name: `x${i}`, content })),
      false,
    );
    const directory = findDirectory("read", bytes.subarray(-LONGEST_END), bytes.length);
    expect(directory.count).toBe(65_535);
    expect(directory.at + directory.length).toBe(bytes.length - 22 - 20 - 56);
  });

  it.each([
    ["__proto__", 'names must be safe as keys of an object; got "__proto__". Rename it.'],
    ["a\0b", 'names must be without zero bytes, which end them for other readers; got "a\0b". Rename it.'],
    ["\ud800", 'names must be whole characters; got "\ud800". Rename it.'],
  ])("refuses the name %j", (key, problem) => {
    expect(refusal(() => encodeNpz(Object.fromEntries([[key, ones([1])]])))).toBe(`ValueError: encodeNpz: ${problem}`);
  });

  it("refuses what are no named arrays, and more than an archive holds", () => {
    const untyped = encodeNpz as (...args: readonly unknown[]) => Uint8Array;
    expect(refusal(() => untyped([ones([1])]))).toBe(
      "ValueError: encodeNpz: arrays must be a record of arrays; got a list. Name each: { x, y }.",
    );
    expect(refusal(() => untyped({ x: [1] }))).toBe(
      "ValueError: encodeNpz: x must be an NDArray; got a list. Make one with array(…).",
    );
    expect(refusal(() => untyped({ x: ones([1]) }, { compress: 9 }))).toBe(
      "ValueError: encodeNpz: compress must be true or false; got 9.",
    );
    expect(refusal(() => encodeNpz({ ["é".repeat(40_000)]: ones([1]) }))).toMatch(
      /^ValueError: encodeNpz: names must have at most 65531 bytes in UTF-8; got /,
    );
    const large = broadcastTo(array(0), [2 ** 15, 2 ** 15]);
    expect(refusal(() => encodeNpz({ large }))).toBe(
      "ValueError: encodeNpz: an archive must be shorter than 4 GiB; got 8.0 GiB. Save the arrays in several files.",
    );
  });
});
