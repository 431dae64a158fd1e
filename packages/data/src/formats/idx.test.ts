import { type NDArray, ones } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, refusal, valuesOf, viewed } from "../testing.js";
import { decodeIdx, encodeIdx } from "./idx.js";

/** A file of a type code, dimensions, and the elements as a DataView's method writes them. */
function file(
  code: number,
  shape: readonly number[],
  width: number,
  write: (view: DataView, at: number, i: number) => void,
): Uint8Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const view = new DataView(new ArrayBuffer(4 + 4 * shape.length + width * size));
  view.setUint8(2, code);
  view.setUint8(3, shape.length);
  shape.forEach((n, i) => view.setUint32(4 + 4 * i, n));
  for (let i = 0; i < size; i++) write(view, 4 + 4 * shape.length + width * i, i);
  return new Uint8Array(view.buffer);
}

const images = file(0x08, [2, 3], 1, (view, at, i) => view.setUint8(at, 50 * i));
const refuse = (bytes: Uint8Array): string => refusal(() => decodeIdx(bytes)).replace("FormatError: decodeIdx: ", "");

describe("decodeIdx", () => {
  it.each([
    ["uint8", images, [0, 50, 100, 150, 200, 250]],
    ["int8", file(0x09, [3], 1, (view, at, i) => view.setInt8(at, i - 1)), [-1, 0, 1]],
    ["int16", file(0x0b, [3], 2, (view, at, i) => view.setInt16(at, 300 * (i - 1))), [-300, 0, 300]],
    ["int32", file(0x0c, [3], 4, (view, at, i) => view.setInt32(at, 70_000 * (i - 1))), [-70_000, 0, 70_000]],
    ["float32", file(0x0d, [3], 4, (view, at, i) => view.setFloat32(at, i / 2)), [0, 0.5, 1]],
    ["float64", file(0x0e, [3], 8, (view, at, i) => view.setFloat64(at, i / 10)), [0, 0.1, 0.2]],
  ] as const)("reads big-endian %s", (dtype, bytes, values) => {
    const x = decodeIdx(bytes);
    expect(x.dtype).toBe(dtype);
    expect(valuesOf(x)).toEqual(values);
  });

  it("reads shapes of any number of axes, none and empty ones included", () => {
    expect(decodeIdx(images).toArray()).toEqual([
      [0, 50, 100],
      [150, 200, 250],
    ]);
    expect(decodeIdx(file(0x08, [], 1, (view, at) => view.setUint8(at, 7))).item()).toBe(7);
    expect(decodeIdx(file(0x0e, [0, 28, 28], 8, () => undefined)).shape).toEqual([0, 28, 28]);
  });

  it.each([
    [
      new Uint8Array(0),
      "the file must begin with two zero bytes; got an empty file at byte 0. Check that this is an IDX file.",
    ],
    [
      Uint8Array.of(0x1f, 0x8b, 8),
      'the file must begin with two zero bytes; got gzip\'s mark at byte 0. Decompress it first: new DecompressionStream("gzip"). In Node loadIdx reads it as it is.',
    ],
    [
      images.subarray(0, 2),
      "the type code must be one of 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e; got its end at byte 2. Check that this is an IDX file.",
    ],
    [
      images.with(2, 0x0a),
      "the type code must be one of 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e; got 0x0a at byte 2. Check that this is an IDX file.",
    ],
    [
      images.subarray(0, 3),
      "the dimensions must follow the type code; got its end at byte 3. The file may be truncated.",
    ],
    [
      images.subarray(0, 11),
      "the dimensions must follow the type code; got its end at byte 11. The file may be truncated.",
    ],
    [images.with(3, 200), "there must be at most 64 axes; got 200 at byte 3. The file may be damaged."],
    [
      images.with(4, 255),
      "the shape must be one that can be counted; got [4278190082, 3] at byte 4. The file may be damaged.",
    ],
    [
      images.subarray(0, 17),
      "6 bytes of elements must follow (uint8 [2, 3]); got 5 bytes at byte 12. The file may be truncated.",
    ],
    [
      Uint8Array.of(...images, 0),
      "6 bytes of elements must follow (uint8 [2, 3]); got 7 bytes at byte 12. The file may be damaged.",
    ],
  ])("refuses a damaged file (%#)", (bytes, problem) => {
    expect(refuse(bytes)).toBe(problem);
  });

  it("says what a file seems to be that is none", () => {
    expect(refuse(new TextEncoder().encode("a,b\n1,2\n"))).toBe(
      "the file must begin with two zero bytes; got what seems to be text, as CSV files are at byte 0. Check that this is an IDX file.",
    );
  });

  it("reads right or refuses by FormatError, however the file is damaged", () => {
    const verdict = (bytes: Uint8Array): string => {
      const outcome = refusal(() => decodeIdx(bytes));
      if (outcome !== "accepted") return outcome;
      const x = decodeIdx(bytes);
      return x.toTypedArray().byteLength === bytes.length - 4 - 4 * x.ndim ? "right" : "wrong";
    };
    fc.assert(
      fc.property(damaged([images], 12), (bytes) => {
        expect(verdict(bytes)).toMatch(/^right$|^FormatError: decodeIdx: .* at byte \d+\. .*$/);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("encodeIdx", () => {
  const held = viewed.filter(({ dtype }) => ["uint8", "int8", "int16", "int32", "float32", "float64"].includes(dtype));

  it("is undone by decodeIdx, whatever the dtype and layout", () => {
    fc.assert(
      fc.property(held, (x) => {
        const back = decodeIdx(encodeIdx(x));
        expect([back.dtype, back.shape]).toEqual([x.dtype, x.shape]);
        expect(valuesOf(back)).toEqual(valuesOf(x));
      }),
    );
  });

  it("writes what a DataView writes, byte for byte", () => {
    expect(encodeIdx(decodeIdx(images))).toEqual(images);
    const halves = file(0x0b, [3], 2, (view, at, i) => view.setInt16(at, 300 * (i - 1)));
    const doubles = file(0x0e, [2, 1], 8, (view, at, i) => view.setFloat64(at, i / 3));
    for (const bytes of [halves, doubles]) expect(encodeIdx(decodeIdx(bytes))).toEqual(bytes);
  });

  it.each(["bool", "uint16", "uint32", "complex64"] as const)("refuses %s, which the format has not", (dtype) => {
    expect(refusal(() => encodeIdx(ones([2], { dtype })))).toBe(
      `DTypeError: encodeIdx: IDX must have the dtype: one of uint8, int8, int16, int32, float32, float64; got x ${dtype}. Convert it first: x.astype(…).`,
    );
  });

  it("refuses what is no array", () => {
    expect(refusal(() => encodeIdx([1] as unknown as NDArray))).toBe(
      "ValueError: encodeIdx: x must be an NDArray; got a list. Make one with array(…).",
    );
  });
});
