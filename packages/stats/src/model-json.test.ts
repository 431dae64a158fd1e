import { type NDArray, ValueError, array, zeros } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelReader, writeModel } from "./model-json.js";

const written = (fields: Parameters<typeof writeModel>[1]): ModelReader =>
  new ModelReader("M", JSON.stringify(writeModel("M", fields)));

describe("models as JSON", () => {
  it("keep every float64 to the bit, through text", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (numbers) => {
        const x = array(Float64Array.from(numbers));
        const back = written({ x }).array("x", "n").toTypedArray();
        expect(back.length).toBe(numbers.length);
        numbers.forEach((v, i) => expect(back[i]).toBe(v)); // toBe tells −0 from 0, and takes NaN for NaN
      }),
    );
  });

  it("keep dtype and shape, empty ones too", () => {
    const reader = written({ a: zeros([2, 3], { dtype: "float32" }), b: zeros([0, 4], { dtype: "int32" }) });
    const [a, b]: NDArray[] = [reader.array("a", 2, "p"), reader.array("b", "n", 4)];
    expect([a.dtype, a.shape, b.dtype, b.shape]).toEqual(["float32", [2, 3], "int32", [0, 4]]);
  });

  it("hold numbers, words and lists, and leave out what is undefined", () => {
    const reader = written({ k: 3, whiten: true, solver: "full", names: ["a", "b"], gone: undefined });
    expect([reader.number("k"), reader.boolean("whiten"), reader.string("solver", "full", "auto")]).toEqual([
      3,
      true,
      "full",
    ]);
    expect([reader.strings("names"), reader.has("gone"), reader.has("k")]).toEqual([["a", "b"], false, true]);
  });

  it.each([
    ["{", "M.fromJSON: json must be well formed; got "],
    ["[]", "M.fromJSON: json must be an object; got a list."],
    ["null", "M.fromJSON: json must be an object; got null."],
    ['{"model":"PCA","version":1}', 'M.fromJSON: json must be of a M; got model "PCA".'],
    ['{"model":"M","version":2}', "M.fromJSON: version must be 1; got 2."],
  ])("refuses %s", (text, message) => {
    expect(() => new ModelReader("M", text)).toThrow(ValueError);
    expect(() => new ModelReader("M", text)).toThrow(message);
  });

  it.each([
    [{ dtype: "float64", shape: [2], data: [1] }, "x must be [2]; got shape [2] with 1 numbers."],
    [
      { dtype: "float64", shape: [1e9, 1e9], data: [1] },
      "x must be [p]; got shape [1000000000, 1000000000] with 1 numbers.",
    ],
    [{ dtype: "float64", shape: [-1], data: [] }, "x must be [p]; got shape [-1] with 0 numbers."],
    [{ dtype: "float64", shape: [1], data: ["one"] }, 'x must hold numbers; got "one" at 0.'],
    [{ dtype: "complex128", shape: [1], data: [1] }, "x must be an array { dtype, shape, data }; got an object."],
    [undefined, "x must be an array { dtype, shape, data }; got undefined."],
    [null, "x must be an array { dtype, shape, data }; got null."],
  ])("refuses the array %j", (x, message) => {
    const reader = new ModelReader("M", { model: "M", version: 1, x });
    expect(() => reader.array("x", "p")).toThrow(ValueError);
    expect(() => reader.array("x", "p")).toThrow(message);
  });

  it("refuses sizes that do not fit together, and fields of another kind", () => {
    const reader = written({ mean: zeros([3]), components: zeros([2, 4]), k: 1, solver: "none" });
    reader.array("mean", "p");
    expect(() => reader.array("components", "k", "p")).toThrow(
      "M.fromJSON: components must be [2, 3]; got shape [2, 4] with 8 numbers.",
    );
    expect(() => reader.boolean("k")).toThrow("M.fromJSON: k must be true or false; got 1.");
    expect(() => reader.number("solver")).toThrow('M.fromJSON: solver must be a number; got "none".');
    expect(() => reader.string("solver", "full", "auto")).toThrow(
      'M.fromJSON: solver must be "full" or "auto"; got "none".',
    );
    expect(() => reader.string("k")).toThrow("M.fromJSON: k must be a string; got 1.");
    expect(() => reader.strings("k")).toThrow("M.fromJSON: k must be a list of strings; got 1.");
  });
});
