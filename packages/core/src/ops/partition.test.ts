import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, ValueError, arange, array, takeAlongAxis, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { argpartition, partition, topK } from "./partition.js";

describe("partition and argpartition", () => {
  it("puts the element of rank kth in its place, none larger before and none smaller after", () => {
    const law = fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), fc.nat(), (list, n) => {
      const k = n % list.length;
      const x = array(Float64Array.from(list));
      const y = partition(x, k).toArray() as number[];
      expect(y[k]).toBe(list.toSorted((a, b) => a - b)[k]);
      expect(y.slice(0, k).every((v) => v <= y[k]) && y.slice(k).every((v) => v >= y[k])).toBe(true);
      expect(takeAlongAxis(x, argpartition(x, k)).toArray()).toEqual(y);
    });
    fc.assert(law);
  });

  it("refuses a rank that is not there", () => {
    expect(() => partition(arange(3), 3)).toThrow(IndexError);
    expect(() => partition(arange(3), 3)).toThrow("partition: kth must be an integer in [-3, 2] for axis 0; got 3.");
    expect(() => argpartition(arange(3), 0.5)).toThrow(
      "argpartition: kth must be an integer in [-3, 2] for axis 0; got 0.5.",
    );
  });
});

describe("topK", () => {
  it("finds the largest or smallest, the first of equals first, NaN last", () => {
    const x = array([2, NaN, 7, 7, -1]);
    const { values, indices } = topK(x, 3);
    expect([values.toArray(), indices.toArray()]).toEqual([
      [7, 7, 2],
      [2, 3, 0],
    ]);
    expect(topK(x, 2, { largest: false }).values.toArray()).toEqual([-1, 2]);
    expect(topK(zeros([2, 3]), 2, { axis: 0 }).indices.shape).toEqual([2, 3]);
    expect(topK(x, 0).values.shape).toEqual([0]);
  });

  it("has the derivative of what it takes", () => {
    const x = array([3, 1, 4, 1.5, 9]);
    checkVjp((y) => topK(y, 2).values, x);
    checkJvp((y) => topK(y, 2).values, x);
  });

  it("refuses more than there are", () => {
    expect(() => topK(arange(3), 4)).toThrow(ValueError);
    expect(() => topK(arange(3), 4)).toThrow("topK: k must be an integer in [0, 3], the length of axis 0; got 4.");
  });
});
