import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IntegerOverflowError, type NDArray, ShapeError, ValueError, arange, array, concat, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { cumulativeSum, diff } from "./cumulative.js";

describe("cumulativeSum", () => {
  it("adds up from the start of each lane", () => {
    const x = arange(6).reshape([2, 3]);
    expect(cumulativeSum(x, { axis: 0 }).toArray()).toEqual([
      [0, 1, 2],
      [3, 5, 7],
    ]);
    expect(cumulativeSum(x, { axis: -1 }).toArray()).toEqual([
      [0, 1, 3],
      [3, 7, 12],
    ]);
    expect(cumulativeSum(array([1, 2, 3])).toArray()).toEqual([1, 3, 6]);
    expect(cumulativeSum(zeros([0])).toArray()).toEqual([]);
    expect(cumulativeSum(zeros([2, 0]), { axis: 0 }).shape).toEqual([2, 0]);
  });

  it("is undone by diff, for integers of any layout", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 3, minLength: 1 }), fc.nat(), (x, n) => {
        const axis = n % x.ndim;
        const whole: NDArray = x.astype("int32");
        const tail = whole.shape.map((_: number, i: number) => (i === axis ? "1:" : ":"));
        expect(diff(cumulativeSum(whole, { axis }), { axis }).toArray()).toEqual(whole.slice(...tail).toArray());
      }),
    );
  });

  it("counts bools, widens small integers, adds float32 in float64", () => {
    expect(cumulativeSum(array([true, false, true])).toArray()).toEqual([1, 1, 2]);
    const bytes = cumulativeSum(array([200, 100], { dtype: "uint8" }));
    expect(bytes.dtype).toBe("uint32");
    expect(bytes.toArray()).toEqual([200, 300]);
    const tiny = cumulativeSum(array([1, ...new Array<number>(1000).fill(2 ** -25)], { dtype: "float32" }));
    expect(tiny.at(1000).item()).toBe(Math.fround(1 + 1000 * 2 ** -25));
  });

  it("has the derivatives of a triangle of ones", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 2, maxLength: 4 }), (x) => {
        checkVjp((y) => cumulativeSum(y, { axis: 0 }), x);
        checkJvp((y) => cumulativeSum(y, { axis: -1 }), x);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses to guess an axis, and to wrap integers", () => {
    expect(() => cumulativeSum(zeros([2, 2]))).toThrow(ValueError);
    expect(() => cumulativeSum(zeros([2, 2]))).toThrow(
      "cumulativeSum: axis must be given unless x has one axis; got x of 2 axes.",
    );
    const large = array([2 ** 31 - 1, 1], { dtype: "int32" });
    expect(() => cumulativeSum(large)).toThrow(IntegerOverflowError);
    expect(() => cumulativeSum(large)).toThrow(
      'cumulativeSum: the result must fit in int32; got 2147483648. Convert to float64 first: x.astype("float64").',
    );
  });
});

describe("diff", () => {
  it("is repeated n times", () => {
    const squares = array([0, 1, 4, 9, 16]);
    expect(diff(squares).toArray()).toEqual([1, 3, 5, 7]);
    expect(diff(squares, { n: 2 }).toArray()).toEqual([2, 2, 2]);
    expect(diff(squares, { n: 0 }).toArray()).toEqual([0, 1, 4, 9, 16]);
    expect(diff(squares, { n: 9 }).toArray()).toEqual([]);
    expect(diff(arange(6).reshape([2, 3]), { axis: 0 }).toArray()).toEqual([[3, 3, 3]]);
  });

  it("starts and ends with what is put before and behind", () => {
    const x = arange(6).reshape([2, 3]);
    expect(diff(x, { prepend: zeros([2, 1]) }).toArray()).toEqual(
      concat([x.slice(":", "0:1"), diff(x)], { axis: 1 }).toArray(),
    );
    expect(diff(array([1, 4]), { append: array([9, 16]) }).toArray()).toEqual([3, 5, 7]);
    expect(diff(x, { axis: 0, n: 2, prepend: zeros([1, 3]) }).shape).toEqual([1, 3]);
    expect(() => diff(x, { prepend: zeros([3, 1]) })).toThrow(ShapeError);
  });

  it("refuses an n that is no count", () => {
    expect(() => diff(zeros([2]), { n: -1 })).toThrow(ValueError);
    expect(() => diff(zeros([2]), { n: -1 })).toThrow("diff: n must be an integer ≥ 0; got -1.");
  });
});
