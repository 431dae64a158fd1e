import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, array, take, zeros } from "../index.js";
import { floatViews } from "../testing.js";
import { uniqueAll, uniqueCounts, uniqueInverse, uniqueValues } from "./unique.js";

describe("the unique family", () => {
  it("values ascend, inverse rebuilds x, indices are the first, counts add up", () => {
    const law = fc.property(floatViews({ maxAxes: 3, maxLength: 4, low: -2, high: 2 }), (drawn) => {
      const x = drawn.astype("int32");
      const { values, indices, inverseIndices, counts } = uniqueAll(x);
      const flat = Array.from(x.toTypedArray());
      const list = values.toArray() as number[];
      expect(list).toEqual([...new Set(flat)].toSorted((a, b) => a - b));
      expect(take(values, inverseIndices).toArray()).toEqual(x.toArray());
      expect(indices.toArray()).toEqual(list.map((v) => flat.indexOf(v)));
      expect(counts.toArray()).toEqual(list.map((v) => flat.filter((y) => y === v).length));
    });
    fc.assert(law);
  });

  it("keeps every NaN and one zero, and the dtype", () => {
    const x = array([NaN, 0, -0, NaN]);
    expect(uniqueCounts(x).counts.toArray()).toEqual([2, 1, 1]);
    expect(uniqueValues(x).toArray()).toEqual([0, NaN, NaN]);
    expect(uniqueValues(array([true, true])).dtype).toBe("bool");
    expect(uniqueInverse(zeros([0, 2])).inverseIndices.shape).toEqual([0, 2]);
    expect(uniqueValues(array(3)).toArray()).toEqual([3]);
  });

  it("refuses complex numbers", () => {
    expect(() => uniqueValues(array([1], { dtype: "complex64" }))).toThrow(DTypeError);
    expect(() => uniqueValues(array([1], { dtype: "complex64" }))).toThrow(
      "uniqueValues: x must be real; got x complex64.",
    );
  });
});
