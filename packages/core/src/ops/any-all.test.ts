import { describe, expect, it } from "vitest";
import { DTypeError, ShapeError, all, any, argmax, argmin, array, flip, zeros } from "../index.js";

describe("any and all", () => {
  it("over nothing are false and true", () => {
    expect(any(zeros([0])).item()).toBe(0);
    expect(all(zeros([0])).item()).toBe(1);
    expect(all(zeros([2, 0]), { axis: 1 }).toArray()).toEqual([true, true]);
  });

  it("take what is not zero for true, NaN too", () => {
    expect(any(array([0, Number.NaN])).toArray()).toBe(true);
    expect(any(array([0, -0])).toArray()).toBe(false);
    expect(
      all(
        array([
          [1, 0],
          [2, 3],
        ]),
        { axis: 1 },
      ).toArray(),
    ).toEqual([false, true]);
  });
});

describe("argmax and argmin", () => {
  const x = array([
    [3, 1, 3],
    [0, Number.NaN, 9],
  ]);

  it("answer the first of equals; a NaN wins", () => {
    expect(argmax(x, { axis: 1 }).toArray()).toEqual([0, 1]);
    expect(argmin(x, { axis: 1 }).toArray()).toEqual([1, 1]);
    expect(argmax(x).item()).toBe(4);
    expect(argmax(flip(x, { axis: 1 }), { axis: 1, keepDims: true }).toArray()).toEqual([[0], [1]]);
    expect(argmin(array([true, false])).item()).toBe(1);
    expect(argmax(array([0, -0])).item()).toBe(0);
  });

  it("refuse nothing to choose from", () => {
    expect(() => argmax(zeros([0]))).toThrow(ShapeError);
    expect(() => argmax(zeros([0]))).toThrow("argmax: the reduced axis must not be empty; got x [0].");
    expect(argmax(zeros([0, 2]), { axis: 1 }).shape).toEqual([0]);
    expect(() => argmin(x.astype("complex64"))).toThrow(DTypeError);
  });
});
