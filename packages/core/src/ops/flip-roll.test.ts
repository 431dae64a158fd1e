import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ValueError, arange, zeros } from "../index.js";
import { checkVjp, floatViews } from "../testing.js";
import { flip, roll } from "./flip-roll.js";

describe("flip", () => {
  it("twice is the identity, and all axes reverse the row-major order", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 3 }), fc.nat(), (x, n) => {
        const axis = n % x.ndim;
        expect(flip(flip(x, { axis }), { axis: axis - x.ndim }).toArray()).toEqual(x.toArray());
        expect(flip(x).toTypedArray()).toEqual(x.toTypedArray().reverse());
      }),
    );
  });

  it("reverses the axes given", () => {
    const x = arange(6).reshape([2, 3]);
    expect(flip(x, { axis: 1 }).toArray()).toEqual([
      [2, 1, 0],
      [5, 4, 3],
    ]);
    expect(flip(x, { axis: [0, 1] }).toArray()).toEqual([
      [5, 4, 3],
      [2, 1, 0],
    ]);
    expect(flip(zeros([])).item()).toBe(0);
  });

  it("refuses an axis that is not there", () => {
    expect(() => flip(zeros([2]), { axis: 1 })).toThrow(IndexError);
    expect(() => flip(zeros([2]), { axis: 1 })).toThrow(
      "flip: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    );
  });
});

describe("roll", () => {
  it("moves element k to k + shift, counted round", () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: -15, max: 15 }), (n, shift) => {
        const values = Array.from({ length: n }, (_, k) => (k - shift + 30 * n) % n);
        expect(roll(arange(n), shift, { axis: 0 }).toArray()).toEqual(values);
      }),
    );
  });

  it("without an axis rolls the row-major order, and along one its lanes", () => {
    const x = arange(6).reshape([2, 3]);
    expect(roll(x, 2).toArray()).toEqual([
      [4, 5, 0],
      [1, 2, 3],
    ]);
    expect(roll(x, -1, { axis: -1 }).toArray()).toEqual([
      [1, 2, 0],
      [4, 5, 3],
    ]);
  });

  it("rolls several axes at once, by one shift or one for each", () => {
    const x = arange(6).reshape([2, 3]);
    const both = roll(roll(x, 1, { axis: 0 }), 2, { axis: 1 }).toArray();
    expect(roll(x, [1, 2], { axis: [0, 1] }).toArray()).toEqual(both);
    expect(roll(x, 1, { axis: [0, 1] }).toArray()).toEqual(roll(x, [1, 1], { axis: [0, 1] }).toArray());
    expect(roll(x, [1, 1], { axis: [1, 1] }).toArray()).toEqual(roll(x, 2, { axis: 1 }).toArray());
    expect(roll(x, [1, 1]).toArray()).toEqual(roll(x, 2).toArray());
    expect(roll(x, [], { axis: [] })).not.toBe(x);
    expect(roll(zeros([0]), 3).shape).toEqual([0]);
    expect(() => roll(x, [1, 2], { axis: 0 })).toThrow("roll: there must be one shift for each axis; got 2 and 1.");
    expect(() => roll(x, 1, { axis: 2 })).toThrow(IndexError);
  });

  it("passes derivatives to where elements came from", () => {
    const x: NDArray = arange(6).reshape([2, 3]);
    checkVjp((y) => roll(y, 2, { axis: 1 }), x);
    checkVjp((y) => roll(flip(y), 5), x);
  });

  it("refuses a fraction", () => {
    expect(() => roll(zeros([2]), 0.5)).toThrow(ValueError);
    expect(() => roll(zeros([2]), 0.5)).toThrow("roll: shift must be an integer; got 0.5.");
  });
});
