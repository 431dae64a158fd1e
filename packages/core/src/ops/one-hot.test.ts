import { describe, expect, it } from "vitest";
import { DTypeError, IndexError, ValueError, array, zeros } from "../index.js";
import { oneHot } from "./one-hot.js";

describe("oneHot", () => {
  it("has a 1 at each index, along a new last axis", () => {
    expect(oneHot([0, 2], 3).toArray()).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
    const labels = array([[1], [0]], { dtype: "uint8" });
    const y = oneHot(labels, 2, { dtype: "float32" });
    expect(y.toArray()).toEqual([[[0, 1]], [[1, 0]]]);
    expect(y.dtype).toBe("float32");
    expect(oneHot(array(1, { dtype: "int32" }), 2, { dtype: "bool" }).toArray()).toEqual([false, true]);
  });

  it("of no indices is empty", () => {
    expect(oneHot(zeros([0], { dtype: "int32" }), 3).shape).toEqual([0, 3]);
    expect(oneHot([], 0).shape).toEqual([0, 0]);
  });

  it("refuses an index outside [0, n), a negative one too", () => {
    expect(() => oneHot([0, -1], 3)).toThrow(IndexError);
    expect(() => oneHot([0, -1], 3)).toThrow("oneHot: indices must lie in [0, 2]; got -1 at position [1].");
    expect(() => oneHot([0], 0)).toThrow("oneHot: there must be no indices; got 0 at position [0].");
  });

  it("refuses an n that is no count, and a dtype that is none", () => {
    expect(() => oneHot([0], -1)).toThrow(ValueError);
    expect(() => oneHot([0], -1)).toThrow("oneHot: n must be an integer in [0, 2³¹); got -1.");
    expect(() => oneHot([0], 1, { dtype: "half" as "float32" })).toThrow(DTypeError);
  });
});
