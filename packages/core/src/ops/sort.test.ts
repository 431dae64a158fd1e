import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, IndexError, arange, array, zeros } from "../index.js";
import { checkVjp, floatViews } from "../testing.js";
import { argsort, sort } from "./sort.js";
import { takeAlongAxis } from "./take-along-axis.js";

const wild = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, -0, 0, Infinity, -Infinity));

describe("sort and argsort", () => {
  it("argsort is the stable order of the elements, NaN last, in either direction", () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 80 }), fc.boolean(), (values, descending) => {
        const rank = (x: number): number => (Number.isNaN(x) ? 1 : 0);
        const expected = values
          .map((_, i) => i)
          .sort((i, j) => {
            const [x, y] = [values[i], values[j]];
            if (rank(x) !== rank(y) || rank(x) === 1) return rank(x) - rank(y);
            return x === y ? 0 : x < y === !descending ? -1 : 1;
          });
        expect(argsort(array(Float64Array.from(values)), { descending }).toArray()).toEqual(expected);
      }),
    );
  });

  it("sort takes the elements in that order, along any axis of any view", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 3, maxLength: 4 }), fc.nat(), (x, n) => {
        const axis = (n % (2 * x.ndim)) - x.ndim;
        const y = sort(x, { axis });
        expect(y.toArray()).toEqual(takeAlongAxis(x, argsort(x, { axis }), { axis }).toArray());
        if (axis === -1) expect(sort(y, { axis }).toArray()).toEqual(y.toArray());
      }),
    );
  });

  it("sorts a long lane", () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1009);
    expect(sort(array(values)).toArray()).toEqual(values.toSorted((a, b) => a - b));
  });

  it("keeps the dtype, and sorts bools", () => {
    const x = array([3, -1, 2], { dtype: "int8" });
    expect(sort(x).toArray()).toEqual([-1, 2, 3]);
    expect(sort(x).dtype).toBe("int8");
    expect(argsort(x).dtype).toBe("int32");
    expect(sort(array([true, false, true])).toArray()).toEqual([false, true, true]);
  });

  it("of nothing is nothing", () => {
    expect(sort(zeros([2, 0])).shape).toEqual([2, 0]);
    expect(sort(zeros([0, 2])).shape).toEqual([0, 2]);
  });

  it("has the derivative that follows each element to its place", () => {
    checkVjp(
      (x) => sort(x, { axis: 0, descending: true }),
      array([
        [3, 1],
        [2, 5],
        [9, 4],
      ]),
    );
  });

  it("refuses what has no order, and an axis that is not there", () => {
    expect(() => sort(array([1], { dtype: "complex64" }))).toThrow(DTypeError);
    expect(() => sort(array([1], { dtype: "complex64" }))).toThrow(
      "sort: x must be real; got x complex64. Complex numbers have no order.",
    );
    expect(() => argsort(arange(3), { axis: 1 })).toThrow(IndexError);
    expect(() => argsort(arange(3), { axis: 1 })).toThrow(
      "argsort: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    );
    expect(() => sort(array(1))).toThrow("sort: there must be an axis to choose; got a 0-d array.");
  });
});
