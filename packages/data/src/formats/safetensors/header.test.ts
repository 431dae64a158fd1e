import { describe, expect, it } from "vitest";
import { refusal } from "../../testing.js";
import { decodeSafetensors } from "./decode.js";

/** A file of a header, as text or as the value that it stands for, and of that many bytes of data. */
function file(header: unknown, data: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const refuse = (bytes: Uint8Array): string => refusal(() => decodeSafetensors(bytes));
const op = "FormatError: decodeSafetensors:";
const damaged = "The file may be damaged.";
const f32 = (shape: unknown, begin: unknown, end: unknown): object => ({
  dtype: "F32",
  shape,
  data_offsets: [begin, end],
});

describe("the length of the header", () => {
  it.each([
    [0, "an empty file"],
    [1, "its end"],
    [7, "its end"],
  ])("must be there: a file of %d bytes is refused", (n, got) => {
    expect(refuse(new Uint8Array(n))).toBe(
      `${op} the file must begin with 8 bytes of header length; got ${got} at byte ${n}. The file may be truncated.`,
    );
  });

  it("must not exceed 100 MB, whatever the file's size: nothing of that size is allocated", () => {
    const bytes = new Uint8Array(16).fill(255);
    expect(refuse(bytes)).toBe(
      `${op} the header must have at most 100000000 bytes; got 18446744073709551615 bytes at byte 0. Check that this is a safetensors file.`,
    );
  });

  it("must not exceed the file", () => {
    const bytes = file({}, 0);
    bytes[0]++;
    expect(refuse(bytes)).toBe(
      `${op} the header must end inside the file (10 bytes); got 3 bytes at byte 0. The file may be truncated.`,
    );
  });

  it("must not be zero", () => {
    expect(refuse(new Uint8Array(8))).toBe(
      `${op} the header must begin with "{"; got no header at byte 8. Check that this is a safetensors file.`,
    );
  });
});

describe("the header", () => {
  it.each([
    ["[]", "byte 0x5b"],
    [" {}", "byte 0x20"],
    ["\u{feff}{}", "byte 0xef"],
    ["null", "byte 0x6e"],
  ])("must be an object from its first byte: %j is refused", (text, got) => {
    expect(refuse(file(text, 0))).toBe(
      `${op} the header must begin with "{"; got ${got} at byte 8. Check that this is a safetensors file.`,
    );
  });

  it("may end in spaces", () => {
    expect(decodeSafetensors(file("{}   ", 0))).toEqual({ tensors: {}, metadata: {} });
  });

  it("must name each tensor once", () => {
    const header =
      '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}';
    expect(refuse(file(header, 1))).toBe(
      `${op} the header must be JSON: each name once; got a second "a" at byte 61. ${damaged}`,
    );
  });

  it("must not name a tensor or a key of metadata __proto__", () => {
    const expected = `${op} names must be safe as keys of an object; got "__proto__" at byte`;
    expect(refuse(file('{"__proto__":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}', 0))).toBe(
      `${expected} 9. Rename it where it was saved.`,
    );
    expect(refuse(file('{"__metadata__":{"__proto__":"x"}}', 0))).toBe(`${expected} 25. Rename it where it was saved.`);
  });

  it.each([
    [["a"], '__metadata__ must be an object; got ["a"] at byte 9'],
    [null, "__metadata__ must be an object; got null at byte 9"],
    [{ a: 1 }, '__metadata__ must hold strings, in "a" too; got 1 at byte 25'],
    [{ a: { b: "c" } }, '__metadata__ must hold strings, in "a" too; got an object at byte 25'],
  ])("refuses __metadata__ %j", (metadata, problem) => {
    expect(refuse(file({ __metadata__: metadata }, 0))).toBe(`${op} ${problem}. ${damaged}`);
  });
});

describe("a tensor of the header", () => {
  const dtypes = "BOOL, U8, I8, I16, U16, I32, U32, F32, C64, F64, F16, BF16, I64, U64";

  it.each([
    [4, 0, "dtype, shape and data_offsets; got 4"],
    [[], 0, "dtype, shape and data_offsets; got []"],
    [f32("x", 0, 4), 4, 'a shape of non-negative integers; got "x"'],
    [f32([1, -1], 0, 4), 4, "a shape of non-negative integers; got [1, -1]"],
    [f32([1.5], 0, 6), 6, "a shape of non-negative integers; got [1.5]"],
    [f32(["1"], 0, 4), 4, 'a shape of non-negative integers; got ["1"]'],
    [f32([2 ** 53], 0, 4), 4, "a shape of non-negative integers; got [9007199254740992]"],
    [f32([2 ** 31], 0, 4), 4, "a shape that can be counted; got [2147483648]"],
    [
      f32([2 ** 30, 2 ** 30, 2 ** 30], 0, 4),
      4,
      "a shape that can be counted; got [1073741824, 1073741824, 1073741824]",
    ],
    [f32(new Array<number>(65).fill(1), 0, 4), 4, "at most 64 axes; got 65"],
    [f32([1], 4, 0), 4, "data_offsets [begin, end] with begin ≤ end; got [4, 0]"],
    [f32([1], -4, 0), 4, "data_offsets [begin, end] with begin ≤ end; got [-4, 0]"],
    [f32([1], 0, 4.5), 4, "data_offsets [begin, end] with begin ≤ end; got [0, 4.5]"],
    [
      { dtype: "F32", shape: [1], data_offsets: [0, 4, 8] },
      4,
      "data_offsets [begin, end] with begin ≤ end; got [0, 4, 8]",
    ],
    [{ dtype: "F32", shape: [1] }, 4, "data_offsets [begin, end] with begin ≤ end; got none"],
    [{ dtype: "F32", data_offsets: [0, 4] }, 4, "a shape of non-negative integers; got none"],
    [f32([2, 3], 0, 20), 20, "24 bytes (F32 [2, 3]); got 20 bytes"],
    [f32([0, 3], 0, 4), 4, "0 bytes (F32 [0, 3]); got 4 bytes"],
  ])("refuses %j", (entry, data, problem) => {
    expect(refuse(file({ a: entry }, data))).toBe(`${op} tensor "a" must have ${problem} at byte 9. ${damaged}`);
  });

  it.each(["F8_E4M3", "f32", "", "toString", 7, undefined])("refuses dtype %j", (dtype) => {
    const got = dtype === undefined ? "none" : JSON.stringify(dtype);
    expect(refuse(file({ a: { dtype, shape: [1], data_offsets: [0, 4] } }, 4))).toBe(
      `${op} tensor "a" must have a dtype of ${dtypes}; got ${got} at byte 9. Convert it where it was saved.`,
    );
  });

  it("is shown shortened in an error, however long its name", () => {
    const shown = `"${"x".repeat(39)}…`;
    expect(refuse(file({ ["x".repeat(5000)]: 1 }, 0))).toBe(
      `${op} tensor ${shown} must have dtype, shape and data_offsets; got 1 at byte 9. ${damaged}`,
    );
  });
});

describe("the tensors together", () => {
  const second = 8 + JSON.stringify({ a: f32([1], 0, 4) }).length;

  it("must not overlap", () => {
    expect(refuse(file({ a: f32([1], 0, 4), b: f32([1], 2, 6) }, 6))).toBe(
      `${op} tensor "b" must begin where the one before it ends, at data offset 4; got 2 (an overlap) at byte ${second}. ${damaged}`,
    );
    expect(refuse(file({ a: f32([1], 0, 4), b: f32([1], 0, 4) }, 4))).toBe(
      `${op} tensor "b" must begin where the one before it ends, at data offset 4; got 0 (an overlap) at byte ${second}. ${damaged}`,
    );
  });

  it("must not leave a gap, at the beginning either", () => {
    expect(refuse(file({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12))).toBe(
      `${op} tensor "b" must begin where the one before it ends, at data offset 4; got 8 (a gap) at byte ${second}. ${damaged}`,
    );
    expect(refuse(file({ a: f32([1], 4, 8) }, 8))).toBe(
      `${op} tensor "a" must begin where the one before it ends, at data offset 0; got 4 (a gap) at byte 9. ${damaged}`,
    );
  });

  it("must end inside the file", () => {
    const header = { a: f32([2 ** 30], 0, 2 ** 32) };
    expect(refuse(file(header, 100))).toBe(
      `${op} tensor "a" must end inside the file, at data offset 100 or before; got 4294967296 at byte 9. The file may be truncated.`,
    );
  });

  it("must end the file", () => {
    const bytes = file({ a: f32([1], 0, 4) }, 7);
    expect(refuse(bytes)).toBe(
      `${op} the file must end with its last tensor; got 3 more at byte ${bytes.length - 3}. ${damaged}`,
    );
    expect(refuse(file({}, 1))).toBe(`${op} the file must end with its last tensor; got 1 more at byte 10. ${damaged}`);
  });

  it("may be listed in any order, and be empty anywhere", () => {
    const { tensors } = decodeSafetensors(
      file({ c: f32([0], 8, 8), b: f32([1], 4, 8), e: f32([0, 9], 4, 4), a: f32([], 0, 4) }, 8),
    );
    expect(Object.entries(tensors).map(([name, x]) => [name, x.shape])).toEqual([
      ["a", []],
      ["e", [0, 9]],
      ["b", [1]],
      ["c", [0]],
    ]);
  });
});
