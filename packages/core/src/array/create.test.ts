import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  empty,
  emptyLike,
  eye,
  fromFunction,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  zeros,
  zerosLike,
} from "../index.js";

describe("creation", () => {
  it("fills every dtype with 0, 1 and a value", () => {
    for (const dtype of [
      "bool",
      "int8",
      "uint8",
      "int16",
      "uint16",
      "int32",
      "uint32",
      "float32",
      "float64",
    ] as const) {
      expect(Array.from(zeros([2, 3], { dtype }).toTypedArray())).toEqual([0, 0, 0, 0, 0, 0]);
      expect(Array.from(ones([3], { dtype }).toTypedArray())).toEqual([1, 1, 1]);
      expect(full([2], 7, { dtype }).toTypedArray()[1]).toBe(dtype === "bool" ? 1 : 7);
      expect(onesLike(zerosLike(zeros([2], { dtype }))).dtype).toBe(dtype);
    }
  });

  it("likes take another dtype, and empty ones any memory", () => {
    const x = zeros([2, 3], { dtype: "int8" });
    expect(onesLike(x, { dtype: "float32" }).dtype).toBe("float32");
    expect(zerosLike(x).dtype).toBe("int8");
    expect(fullLike(x, 3, { dtype: "uint8" }).toArray()).toEqual([
      [3, 3, 3],
      [3, 3, 3],
    ]);
    expect([empty([2, 0]), emptyLike(x), emptyLike(x, { dtype: "bool" })].map((y) => [y.dtype, y.shape])).toEqual([
      ["float64", [2, 0]],
      ["int8", [2, 3]],
      ["bool", [2, 3]],
    ]);
    expect(() => empty([-1])).toThrow(ValueError);
    expect(() => emptyLike([1] as never)).toThrow(
      "emptyLike: x must be an NDArray; got a list. Make one with array(…).",
    );
  });

  it("eye has its ones on any diagonal", () => {
    for (let k = -4; k <= 4; k++) {
      const expected = fromFunction([3, 2], (i, j) => Number(j - i === k)).toArray();
      expect(eye(3, 2, { k }).toArray()).toEqual(expected);
    }
    expect(eye(2, { k: 1, dtype: "complex64" }).dtype).toBe("complex64");
    expect(() => eye(2, { k: 0.5 })).toThrow("eye: k must be an integer; got 0.5.");
  });

  it("counts, spaces evenly and ends exactly", () => {
    expect(arange(4).toArray()).toEqual([0, 1, 2, 3]);
    expect(arange(5, 0, -2).toArray()).toEqual([5, 3, 1]);
    expect(arange(3, 3).shape).toEqual([0]);
    expect(linspace(0, 0.3, 4).at(3).item()).toBe(0.3);
    expect(linspace(0, 1, 4, { endpoint: false }).toArray()).toEqual([0, 0.25, 0.5, 0.75]);
    expect(linspace(2, 3, 1).toArray()).toEqual([2]);
    expect(eye(2).toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(eye(2, 3, { dtype: "int32" }).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(fromFunction([2, 3], (i, j) => 10 * i + j).toArray()).toEqual([
      [0, 1, 2],
      [10, 11, 12],
    ]);
  });

  it("refuses shapes that are none, dtypes that are none, and endless ranges", () => {
    expect(() => zeros([2, -1])).toThrow(ValueError);
    expect(() => zeros([2, -1])).toThrow("zeros: dimensions must be integers in [0, 2147483647]; got [2, -1].");
    expect(() => ones([1.5])).toThrow("ones: dimensions must be integers in [0, 2147483647]; got [1.5].");
    expect(() => zeros([2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1])).toThrow(
      "zeros: the shape must be of a countable size",
    );
    expect(() => zeros([2], { dtype: "float16" as "float32" })).toThrow(DTypeError);
    expect(() => zeros([2], { dtype: "float16" as "float32" })).toThrow(
      'zeros: dtype must be a name that Linnet knows; got dtype "float16".',
    );
    expect(() => arange(0, Infinity)).toThrow(
      "arange: start, stop and step must be finite and step not 0; got 0, Infinity, 1.",
    );
  });

  it("an allocation that no machine has is a MemoryError, not a crash", () => {
    expect(() => zeros([2 ** 31 - 1, 1024])).toThrow("an array must fit in");
  });
});

describe("array", () => {
  it("takes nested lists, typed arrays and scalars, and copies them", () => {
    expect(
      array([
        [1, 2],
        [3, 4],
      ]).shape,
    ).toEqual([2, 2]);
    expect(array(5).shape).toEqual([]);
    expect(array([]).shape).toEqual([0]);
    expect(array([[], []]).shape).toEqual([2, 0]);
    expect(array([true, false]).toArray()).toEqual([true, false]);
    const source = Float32Array.of(1, 2, 3, 4);
    const x = array(source, { shape: [2, 2] });
    source[0] = 99;
    expect(x.dtype).toBe("float32");
    expect(x.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(array([1, 2], { dtype: "int32" }).dtype).toBe("int32");
  });

  it("refuses ragged lists and what is no number", () => {
    const ragged = [[1, 2], [3]] as number[][];
    expect(() => array(ragged)).toThrow(ShapeError);
    expect(() => array(ragged)).toThrow(
      "array: nested lists must be equally long: expected a list of 2 at [1], found a list of 1; got first [2, 2].",
    );
    expect(() => array([1, [2]])).toThrow("expected a number at [1], found a list of 1");
    expect(() => array(["1"] as unknown as number[])).toThrow(DTypeError);
    expect(() => array(["1"] as unknown as number[])).toThrow(
      'array: elements must be numbers or booleans; got element "1" at [0].',
    );
    expect(() => array(new Float32Array(3), { shape: [2, 2] })).toThrow(
      "array: 3 elements must fill the shape; got shape [2, 2].",
    );
    expect(() => array(new BigInt64Array(2) as unknown as Int32Array)).toThrow(
      "array: a typed array must hold 8- to 32-bit integers, or floats; got data BigInt64Array.",
    );
  });
});

describe("reading", () => {
  it("item takes exactly one element", () => {
    expect(array([[7]]).item()).toBe(7);
    expect(() => (zeros([2]) as NDArray).item()).toThrow(
      "item: x must have exactly one element; got x [2]. Index it first: x.at(i, j).",
    );
  });

  it("toTypedArray copies in row-major order, view does not copy", () => {
    const x = array([
      [1, 2],
      [3, 4],
    ]);
    expect(Array.from(x.T.toTypedArray())).toEqual([1, 3, 2, 4]);
    const copy = x.toTypedArray();
    copy[0] = 99;
    expect(x.at(0, 0).item()).toBe(1);
    expect(Array.from(x.view())).toEqual([1, 2, 3, 4]);
    expect(() => x.T.view()).toThrow("view: x must be contiguous; got x [2, 2]. Use toTypedArray(), which copies.");
  });
});
