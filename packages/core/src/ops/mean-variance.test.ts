import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError, ValueError, array, mean, std, variance, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

describe("mean, variance and std", () => {
  it("mean is exact where every sum is: integers as float64, bools as shares", () => {
    expect(mean(array([1, 2, 4], { dtype: "int8" })).item()).toBe(7 / 3);
    expect(mean(array([true, false, true, true])).item()).toBe(0.75);
    expect(mean(zeros([2, 3], { dtype: "float32" }), { axis: 0 }).dtype).toBe("float32");
  });

  it("variance does not lose the digits of a large mean", () => {
    const x = array([1, 2, 3, 4]).add(1e9);
    expect(variance(x, { ddof: 1 }).item()).toBe(5 / 3);
    expect(std(array([2, 4, 4, 4, 5, 5, 7, 9])).item()).toBe(2);
  });

  it("variance is that of the negatives, and of a shift by a power of two", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 8 }), (values) => {
        const x = array(values);
        expect(variance(x.neg()).item()).toBe(variance(x).item());
        expect(std(x).item()).toBe(Math.sqrt(variance(x).item()));
        expect(variance(x, { keepDims: true }).shape).toEqual([1]);
      }),
    );
  });

  it("differentiate over one axis and over all", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 2, maxAxes: 3, minLength: 2, maxLength: 3 }), (x) => {
        checkVjp((y) => mean(y, { axis: 0 }), x);
        checkJvp((y) => mean(y), x);
        checkVjp((y) => variance(y, { axis: -1 }), x);
        checkJvp((y) => variance(y, { keepDims: true }), x);
      }),
      { numRuns: 20 },
    );
    checkVjp((y) => std(y, { ddof: 1 }), array([1, 2, 4]));
  });

  it("refuse nothing to average, and too few degrees of freedom", () => {
    expect(() => mean(zeros([0]))).toThrow(ShapeError);
    expect(() => mean(zeros([0]))).toThrow("mean: the reduced axes must not be empty; got x [0].");
    expect(() => variance(array([1]), { ddof: 1 })).toThrow(ValueError);
    expect(() => variance(array([1]), { ddof: 1 })).toThrow("variance: n − ddof must be positive; got n 1 and ddof 1.");
    expect(() => std(array([1]), { ddof: Number.NaN })).toThrow(
      "std: n − ddof must be positive; got n 1 and ddof NaN.",
    );
  });
});
