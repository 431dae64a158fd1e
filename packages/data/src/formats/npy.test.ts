import { type NDArray, array, arrayEqual, ones, zeros } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, damaged, numbersOf, refusal, valuesOf, viewed } from "../testing.js";
import fixtures from "./fixtures/npy.json" with { type: "json" };
import { decodeNpy, encodeNpy } from "./npy.js";

const dtypes: Readonly<Record<string, string>> = {
  b1: "bool",
  i1: "int8",
  u1: "uint8",
  i2: "int16",
  u2: "uint16",
  i4: "int32",
  u4: "uint32",
  f4: "float32",
  f8: "float64",
  c8: "complex64",
  c16: "complex128",
  f2: "float64",
  i8: "float64",
  u8: "float64",
};
const held = fixtures.written.filter(({ values }) => !/9007199254740993|18446744073709551615/.test(values));
const rounded = (descr: string, values: string): number[] =>
  /f4|c8/.test(descr) ? numbersOf(values).map(Math.fround) : numbersOf(values);

describe("decodeNpy", () => {
  it.each(held)(
    "reads what NumPy wrote: $descr, $order order, version $version, [$shape]",
    ({ descr, shape, values, bytes }) => {
      const x = decodeNpy(bytesOf(bytes), { convert: "float64" });
      expect(x.dtype).toBe(dtypes[descr.slice(1)]);
      expect(x.shape).toEqual(numbersOf(shape));
      expect(valuesOf(x)).toEqual(rounded(descr, values));
    },
  );

  it("reads Fortran order as a view: the elements lie as in the file", () => {
    const entry = held.find(({ descr, order }) => descr === "<f8" && order === "F");
    const x = decodeNpy(bytesOf(entry?.bytes ?? ""));
    expect(valuesOf(x.T)).toEqual([0, -65504, -0, Infinity, 0.1, NaN]);
  });

  it.each(fixtures.written.filter((entry) => !held.includes(entry)))(
    "refuses $values, which float64 cannot hold",
    ({ bytes }) => {
      expect(refusal(() => decodeNpy(bytesOf(bytes), { convert: "float64" }))).toMatch(
        /^FormatError: decodeNpy: every u?int64 must be exact in float64; got an integer beyond 2⁵³ at byte 136\. Convert to a wider dtype\.$/,
      );
    },
  );

  it("refuses numbers that Linnet has not unless they are converted", () => {
    const entry = fixtures.written.find(({ descr }) => descr === "<i8");
    expect(refusal(() => decodeNpy(bytesOf(entry?.bytes ?? "")))).toBe(
      'FormatError: decodeNpy: every dtype must be one that Linnet has, or be converted; got int64 at byte 20. Choose what it becomes: { convert: { int64: "int32" } }.',
    );
  });

  const known = "b1, i1, u1, i2, u2, i4, u4, i8, u8, f2, f4, f8, c8, c16";
  const structured = (at: number): string =>
    `the dtype must be of one number; got a structured dtype at byte ${at}. Save each field as an array of its own.`;
  const other = (descr: string): string =>
    `the dtype must be one of ${known}, with its byte order; got '${descr}' at byte 20. Convert it with NumPy: x.astype('f8').`;
  const problems = [
    structured(20),
    structured(22),
    ...["<U4", "|S5", "|O", "<M8[D]", "<f16", "<m8[s]", "|V4"].map(other),
  ];

  it.each(problems.map((problem, i) => ({ problem, bytes: fixtures.refused[i] })))(
    "refuses: $problem",
    ({ problem, bytes }) => {
      expect(refusal(() => decodeNpy(bytesOf(bytes)))).toBe(`FormatError: decodeNpy: ${problem}`);
    },
  );
});

describe("encodeNpy", () => {
  const comparable = held.filter(
    ({ descr, order, version }) => order === "C" && version === 1 && !/^>|[iu]8$|f2$/.test(descr),
  );

  it.each(comparable)("writes what NumPy writes, byte for byte: $descr [$shape]", ({ bytes }) => {
    expect(encodeNpy(decodeNpy(bytesOf(bytes)))).toEqual(bytesOf(bytes));
  });

  it("is undone by decodeNpy, whatever the shape", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 6 }), (shape) => {
        const size = shape.reduce((product, n) => product * n, 1);
        const x: NDArray = array(
          Float64Array.from({ length: size }, (_, i) => i),
          { shape },
        );
        const file = encodeNpy(x);
        expect((file.length - 8 * size) % 64).toBe(0);
        expect(arrayEqual(decodeNpy(file), x)).toBe(true);
      }),
    );
  });

  const fortran = held.filter(
    ({ descr, order, version }) => order === "F" && version === 1 && !/^>|[iu]8$|f2$/.test(descr),
  );

  it.each(fortran)("writes what NumPy writes in Fortran order, byte for byte: $descr [$shape]", ({ bytes }) => {
    const x = decodeNpy(bytesOf(bytes));
    expect(encodeNpy(x, { fortranOrder: true })).toEqual(bytesOf(bytes));
  });

  it("is undone by decodeNpy for every dtype and layout: views, transposes, steps, none and empty axes, either order", () => {
    fc.assert(
      fc.property(viewed, fc.boolean(), (x, fortranOrder) => {
        const back = decodeNpy(encodeNpy(x, { fortranOrder }));
        expect([back.dtype, back.shape]).toEqual([x.dtype, x.shape]);
        expect(valuesOf(back)).toEqual(valuesOf(x));
      }),
    );
  });

  it("refuses what is no array, and options that are none", () => {
    const untyped = encodeNpy as (...args: readonly unknown[]) => unknown;
    expect(refusal(() => untyped([1, 2]))).toBe(
      "ValueError: encodeNpy: x must be an NDArray; got a list. Make one with array(…).",
    );
    expect(refusal(() => untyped(ones([2]), "F"))).toBe(
      'ValueError: encodeNpy: options must be an object; got "F". Give them by name: { name: value }.',
    );
  });
});

describe("a damaged npy file", () => {
  /** A version 1 file of that header and so many bytes of data. */
  function file(header: string, data: number): Uint8Array {
    const start = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length % 256, header.length >> 8];
    return Uint8Array.from([...start, ...new TextEncoder().encode(header), ...new Uint8Array(data)]);
  }
  const refuse = (bytes: Uint8Array): string => refusal(() => decodeNpy(bytes)).replace("FormatError: decodeNpy: ", "");
  const dict = (shape: string, descr = "'<f8'", order = "False"): string =>
    `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const good = encodeNpy(ones([2]));

  it.each([
    [
      new Uint8Array(0),
      'the file must begin with "\\x93NUMPY"; got an empty file at byte 0. Check that this is an npy file.',
    ],
    [
      good.subarray(0, 5),
      'the file must begin with "\\x93NUMPY"; got other bytes at byte 0. Check that this is an npy file.',
    ],
    [good.subarray(0, 6), "the version must be 1.0, 2.0 or 3.0; got its end at byte 6. The file may be damaged."],
    [good.with(6, 4), "the version must be 1.0, 2.0 or 3.0; got 4.0 at byte 6. The file may be damaged."],
    [good.subarray(0, 9), "the header's length must follow; got its end at byte 9. The file may be truncated."],
    [
      good.with(6, 2),
      "the header must have at most 65536 bytes; got 662372470 bytes at byte 8. The file may be damaged.",
    ],
    [
      good.subarray(0, 99),
      "the header must end inside the file (99 bytes); got 118 bytes at byte 8. The file may be truncated.",
    ],
  ])("is refused (%#)", (bytes, problem) => {
    expect(refuse(bytes)).toBe(problem);
  });

  it.each([
    [
      "(2,)",
      15,
      "16 bytes of elements must follow the header (float64 [2]); got 15 bytes at byte 67. The file may be truncated.",
    ],
    [
      "(2,)",
      17,
      "16 bytes of elements must follow the header (float64 [2]); got 17 bytes at byte 67. It may hold several arrays: split it.",
    ],
    ["(2)", 16, "shape must be a tuple of non-negative integers; got (2) at byte 60. The file may be damaged."],
    ["(2 2)", 16, "shape must be a tuple of non-negative integers; got (2 2) at byte 60. The file may be damaged."],
    [
      "(-2,)",
      16,
      'the header must be a Python dict: names with a string, a bool or a tuple; got "\'" at byte 51. The file may be damaged.',
    ],
    [
      "(4294967296,)",
      16,
      "shape must be one that can be counted; got (4294967296,) at byte 60. The file may be damaged.",
    ],
    [
      "(2000000000, 2000000000)",
      16,
      "shape must be one that can be counted; got (2000000000, 2000000000) at byte 60. The file may be damaged.",
    ],
    [`(${"1, ".repeat(65)})`, 8, "shape must have at most 64 axes; got 65 at byte 60. The file may be damaged."],
  ])("is refused for shape %s", (shape, data, problem) => {
    expect(refuse(file(dict(shape), data))).toBe(problem);
  });

  it.each([
    ["", 'the header must be a Python dict: "{" first; got its end at byte 10. The file may be damaged.'],
    ["[]", 'the header must be a Python dict: "{" first; got "[" at byte 10. The file may be damaged.'],
    ["{}", "the header must have 'descr'; got nothing at byte 12. The file may be damaged."],
    ["{'descr': '<f8'}", "the header must have 'fortran_order'; got descr at byte 26. The file may be damaged."],
    [
      "{'descr': '<f8', 'descr': '<f4'}",
      'the header must be a Python dict: descr once; got "\'" at byte 27. The file may be damaged.',
    ],
    [
      `${dict("(2,)")} x`,
      'the header must be a Python dict: nothing after it; got " " at byte 67. The file may be damaged.',
    ],
    [
      dict("(2,)", "'<f8'", "(1,)"),
      "fortran_order must be True or False; got (1,) at byte 44. The file may be damaged.",
    ],
    [
      dict("(2,)", "True"),
      `the dtype must be one of ${"b1, i1, u1, i2, u2, i4, u4, i8, u8, f2, f4, f8, c8, c16"}, with its byte order; got True at byte 20. Convert it with NumPy: x.astype('f8').`,
    ],
  ])("is refused for the header %j", (header, problem) => {
    expect(refuse(file(header, 16))).toBe(problem);
  });

  it("reads the integers of Python 2", () => {
    expect(decodeNpy(file(dict("(2L, 1L)"), 16)).shape).toEqual([2, 1]);
  });

  it("is read right or refused by FormatError, however it is damaged", () => {
    const originals = [
      ...fixtures.written.map(({ bytes }) => bytesOf(bytes)),
      ...fixtures.refused.map(bytesOf),
      encodeNpy(zeros([])),
    ];
    const verdict = (bytes: Uint8Array): string => {
      const outcome = refusal(() => decodeNpy(bytes, { convert: "float64" }));
      if (outcome !== "accepted") return outcome;
      const x = decodeNpy(bytes, { convert: "float64" });
      const dataBytes = bytes.length - 10 - new DataView(bytes.buffer).getUint16(8, true);
      const converted = /'[<>|=](f2|[iu]8)'/.test(new TextDecoder("latin1").decode(bytes));
      return converted || bytes[6] > 1 || x.toTypedArray().byteLength === dataBytes ? "right" : "wrong";
    };
    fc.assert(
      fc.property(damaged(originals, 80), (bytes) => {
        expect(verdict(bytes)).toMatch(/^right$|^FormatError: decodeNpy: .* at byte \d+\. .*$/s);
      }),
      { numRuns: 1500 },
    );
  });
});
