import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ArrayRecord,
  DTypeError,
  DisposedError,
  type NDArray,
  ValueError,
  arange,
  array,
  asarray,
  inspect,
  toRecord,
} from "../index.js";
import { floatViews } from "../testing.js";

const dtypes = [...inspect().dtypes.numeric, "bool"] as const;

describe("toRecord", () => {
  it.each(dtypes)("and array are inverse to one another: %s", (dtype) => {
    const x: NDArray = arange(6).reshape([2, 3]).astype(dtype).T;
    const back: NDArray = array(toRecord(x) as ArrayRecord);
    expect([back.dtype, back.shape]).toEqual([dtype, [3, 2]]);
    expect(back.toTypedArray()).toEqual(x.toTypedArray());
  });

  it("survives a structured clone, and hands its buffer over", () => {
    fc.assert(
      fc.property(floatViews({ minLength: 0 }), (x) => {
        const record = toRecord(x);
        expect((array(structuredClone(record)) as NDArray).toArray()).toEqual(x.toArray());
        const message = structuredClone(record, { transfer: [record.data.buffer as ArrayBuffer] });
        expect((array(message) as NDArray).toArray()).toEqual(x.toArray());
        expect(record.data.length).toBe(0); // it changed hands
        expect(x.size).toBe(message.data.length);
      }),
      { numRuns: 40 },
    );
  });

  it("owns its data", () => {
    const x = arange(3);
    const record = toRecord(x);
    record.data[0] = 99;
    expect(x.toArray()).toEqual([0, 1, 2]);
    expect(record.data.buffer.byteLength).toBe(24);
  });

  it("refuses what is no array, and what was given back", () => {
    expect(() => toRecord([1] as unknown as NDArray)).toThrow(
      "toRecord: x must be an NDArray; got a list. Make one with array(…).",
    );
    const x = arange(3);
    x.dispose();
    expect(() => toRecord(x)).toThrow(DisposedError);
  });
});

/** A record over 24 numbers whose elements all lie within. */
const records = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: -4, max: 4 })), { maxLength: 3 }).map((axes) => {
  const shape = axes.map(([n]) => n);
  const strides = axes.map(([, step]) => step);
  const low = axes.reduce((sum, [n, step]) => sum - Math.min(0, step) * Math.max(0, n - 1), 0);
  return { data: Float64Array.from({ length: 48 }, (_, i) => i), shape, strides, offset: low };
});

describe("array of a record", () => {
  it("reads any strides: element (i, j, …) is data[offset + i·s₀ + j·s₁ + …]", () => {
    fc.assert(
      fc.property(records, ({ data, shape, strides, offset }) => {
        const expected = (axis: number, at: number): unknown =>
          axis === shape.length
            ? data[at]
            : Array.from({ length: shape[axis] }, (_, i) => expected(axis + 1, at + i * strides[axis]));
        const x: NDArray = array({ data, shape: shape as readonly number[], strides, offset });
        expect(x.toArray()).toEqual(expected(0, offset));
        expect(x.shape).toEqual(shape);
      }),
    );
  });

  it("is row-major without strides, keeps the dtype of the data, and copies", () => {
    const data = Int16Array.of(1, 2, 3, 4, 5);
    const x = array({ data, shape: [2, 2], offset: 1 });
    data[1] = 99;
    expect(x.dtype).toBe("int16");
    expect(x.toArray()).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(array({ data, shape: [1] }, { dtype: "float32" }).dtype).toBe("float32");
    expect(asarray({ data, shape: [5] }).shape).toEqual([5]);
  });

  it("reads pairs as complex numbers, and bytes as bools", () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    const z = array({ data, shape: [2], strides: [-2], offset: 2, dtype: "complex64" });
    expect([z.dtype, Array.from(z.toTypedArray())]).toEqual(["complex64", [5, 6, 1, 2]]);
    const held = array({ data: Uint8Array.of(0, 7), shape: [2], dtype: "bool" });
    expect(held.toArray()).toEqual([false, true]);
    expect(Array.from(held.toTypedArray())).toEqual([0, 1]);
  });

  const data = new Float64Array(6);
  it.each<[string, unknown, new (...args: never[]) => Error, string]>([
    [
      "strides past the end",
      { data, shape: [2, 3], strides: [4, 1] },
      ValueError,
      "array: shape, strides and offset must stay within the data; got elements 0 to 6 of 6.",
    ],
    [
      "strides before the beginning",
      { data, shape: [3], strides: [-1], offset: 1 },
      ValueError,
      "array: shape, strides and offset must stay within the data; got elements -1 to 1 of 6.",
    ],
    [
      "a shape larger than the data",
      { data, shape: [7] },
      ValueError,
      "array: shape, strides and offset must stay within the data; got elements 0 to 6 of 6.",
    ],
    [
      "one stride for two axes",
      { data, shape: [2, 3], strides: [1] },
      ValueError,
      "array: there must be one stride for each axis; got 1 for the shape [2, 3].",
    ],
    [
      "strides that are fractions",
      { data, shape: [2], strides: [0.5] },
      ValueError,
      "array: strides and offset must be integers, in elements; got strides [0.5] and offset 0.",
    ],
    [
      "strides that are no list",
      { data, shape: [2], strides: 1 },
      ValueError,
      "array: strides must be a list; got 1. Write [1].",
    ],
    ["a shape that is none", { data }, ValueError, "array: shape must be a list; got undefined."],
    [
      "negative lengths",
      { data, shape: [-1] },
      ValueError,
      "array: dimensions must be integers in [0, 2147483647]; got [-1].",
    ],
    [
      "data of another class than the dtype's",
      { data, shape: [3], dtype: "complex64" },
      DTypeError,
      "array: data must be a Float32Array; got data Float64Array and dtype complex64. The dtype of a record says what its data are; convert them with array(record, { dtype }).",
    ],
    [
      "half a complex number",
      { data: new Float64Array(5), shape: [2], dtype: "complex128" },
      ValueError,
      "array: complex data must hold pairs of numbers; got 5 numbers.",
    ],
    [
      "64-bit integers",
      { data: new BigInt64Array(2), shape: [2] },
      DTypeError,
      "array: a typed array must hold 8- to 32-bit integers, or floats; got data BigInt64Array.",
    ],
  ])("refuses %s", (_, record, error, message) => {
    const made = (): NDArray => array(record as ArrayRecord);
    expect(made).toThrow(error);
    expect(made).toThrow(message);
  });
});

describe("array of typed arrays", () => {
  it("takes 64-bit integers where a dtype holds each", () => {
    expect(array(new BigInt64Array([1n, -2n]), { dtype: "int8" }).toArray()).toEqual([1, -2]);
    expect(array(new BigUint64Array([2n ** 53n, 0n]), { shape: [2, 1], dtype: "float64" }).toArray()).toEqual([
      [2 ** 53],
      [0],
    ]);
    expect(array(new BigInt64Array([1n, 0n]), { dtype: "bool" }).toArray()).toEqual([true, false]);
    expect(Array.from(array(new BigInt64Array([3n]), { dtype: "complex64" }).toTypedArray())).toEqual([3, 0]);
  });

  it("refuses 64-bit integers that would change, and says where", () => {
    const large = new BigInt64Array([1n, 2n ** 53n + 1n]);
    const made = (): NDArray => array(large, { dtype: "float64" });
    expect(made).toThrow(ValueError);
    expect(made).toThrow("array: every number must be one that float64 holds; got 9007199254740993 at [1].");
    expect(() => array(new BigInt64Array([300n]), { dtype: "uint8" })).toThrow(
      "array: every number must be one that uint8 holds; got 300 at [0].",
    );
    expect(() => array(new BigInt64Array([2n]), { dtype: "bool" })).toThrow(
      "array: every number must be one that bool holds; got 2 at [0].",
    );
    expect(() => array(large as unknown as Int32Array)).toThrow(
      'array: a typed array must hold 8- to 32-bit integers, or floats; got data BigInt64Array. Name a dtype that holds its numbers: { dtype: "int32" }.',
    );
    expect(() => array(new DataView(new ArrayBuffer(8)) as unknown as Int32Array, { dtype: "int8" })).toThrow(
      "array: a typed array must hold 8- to 32-bit integers, or floats; got data DataView.",
    );
  });

  it("refuses a buffer that was transferred away", () => {
    const data = new Float64Array(4);
    structuredClone(data, { transfer: [data.buffer] });
    const contract = "data must be in memory; got a Float64Array whose buffer is detached";
    const hint = "Copy it before its buffer is transferred.";
    expect(() => array(data)).toThrow(ValueError);
    expect(() => array(data)).toThrow(`array: ${contract}. ${hint}`);
    expect(() => array({ data, shape: [0] })).toThrow(`array: ${contract}. ${hint}`);
    expect(array(new Float64Array(0)).shape).toEqual([0]);
  });
});
