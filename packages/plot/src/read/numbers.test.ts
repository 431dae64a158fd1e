import { DTypeError, ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { readNumbers, requireFinite } from "./numbers.js";

describe("readNumbers", () => {
  it("reads arrays, typed arrays and nested arrays alike, in row-major order", () => {
    const expected = { shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) };
    expect(readNumbers("chart", "x", [[1, 2], [3, 4]], 2)).toEqual(expected); // prettier-ignore
    expect(readNumbers("chart", "x", [Float32Array.of(1, 2), [3, 4]], 2)).toEqual(expected);
    expect(readNumbers("chart", "x", array([[1, 2], [3, 4]]), 2)).toEqual(expected); // prettier-ignore
    expect(readNumbers("chart", "x", array([[1, 3], [2, 4]], { dtype: "int32" }).T, 2)).toEqual(expected); // prettier-ignore
    expect(readNumbers("chart", "x", array([true, false]), 1).data).toEqual(Float64Array.of(1, 0));
  });

  it("copies, so that a chart does not change with its data", () => {
    const data = Float64Array.of(1, 2);
    expect(readNumbers("chart", "x", data, 1).data).not.toBe(data);
  });

  const refused: [what: string, value: unknown, axes: 1 | 2 | 3, type: unknown, message: string][] = [
    ["too few axes", [1, 2], 2, ShapeError, "chart: x must have two axes; got x [2]."],
    ["too many axes", [[[1]]], 2, ShapeError, "chart: x must have two axes; got x [1, 1, 1]."],
    ["an array of another rank", array([1, 2]), 3, ShapeError, "chart: x must have three axes; got x [2]."],
    ["nothing", [], 1, ShapeError, "chart: x must not be empty; got x [0]."],
    ["empty rows", [[], []], 2, ShapeError, "chart: x must not be empty; got x [2, 0]."],
    ["ragged rows", [[1, 2], [3, 4], [5]], 2, ShapeError, "chart: rows must have one length; got x[0] [2] and x[2] [1]."], // prettier-ignore
    ["ragged images", [[[1], [2]], [[3], [4, 5]]], 3, ShapeError, "chart: rows must have one length; got x[0][0] [1] and x[1][1] [2]."], // prettier-ignore
    ["a word", "abc", 1, ValueError, 'chart: x must be an array; got "abc".'],
    ["no argument", undefined, 1, ValueError, "chart: x must be an array; got undefined."],
    ["an object", { a: 1 }, 1, ValueError, "chart: x must be an array; got an object."],
    ["words inside", [1, "2"], 1, ValueError, 'chart: x must hold numbers; got "2" at index 1.'],
    ["holes", [1, null], 1, ValueError, "chart: x must hold numbers; got null at index 1."],
    ["big integers", BigInt64Array.of(1n), 1, ValueError, "chart: x must hold numbers; got 1 at index 0."],
    ["what no axis can span", [1, -1e301], 1, ValueError, "chart: x must be within ±1e300; got -1e+301 at index 1."],
    ["a row among numbers", [1, [2]], 1, ValueError, "chart: x must hold numbers; got an array of 1 at index 1."],
    ["a number among rows", [[1], 2], 2, ValueError, "chart: x[1] must be an array; got 2."],
  ];
  it.each(refused)("refuses %s", (_, value, axes, type, message) => {
    const read = () => readNumbers("chart", "x", value, axes);
    expect(read).toThrow(type as typeof ShapeError);
    expect(read).toThrow(message);
  });

  it("refuses complex numbers", () => {
    const z = { dtype: "complex128", shape: [1], toTypedArray: () => Float64Array.of(1, 2) };
    expect(() => readNumbers("chart", "x", z, 1)).toThrow(DTypeError);
    expect(() => readNumbers("chart", "x", z, 1)).toThrow(
      "chart: x must hold real numbers; got x complex128. Plot real(x), imag(x) or abs(x).",
    );
  });

  it("is not misled by its own name for a path", () => {
    expect(() => readNumbers("chart", "train[3]", [1, "b"], 1)).toThrow('chart: train[3] must hold numbers; got "b"');
  });
});

describe("requireFinite", () => {
  it("names the first element that is not", () => {
    expect(() => requireFinite("chart", "x", [1, 2])).not.toThrow();
    expect(() => requireFinite("chart", "x", [1, Number.NaN, Infinity])).toThrow(
      "chart: x must be finite; got NaN at index 1.",
    );
    expect(() => requireFinite("chart", "x", [-Infinity])).toThrow(
      "chart: x must be finite; got -Infinity at index 0.",
    );
  });
});
