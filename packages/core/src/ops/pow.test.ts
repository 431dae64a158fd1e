import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, array, pow, reciprocal, sqrt, square } from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

const slopes = (f: (...xs: NDArray[]) => NDArray, ...xs: number[]): number[] =>
  pullback(
    (ys) => [f(...ys)],
    xs.map((x) => array(x)),
    [array(1)],
  ).map((g) => g.item());

describe("pow", () => {
  it("follows IEEE 754 at its corners", () => {
    const power = (a: number, b: number): number => pow(array(a), array(b)).item();
    expect(power(0, 0)).toBe(1);
    expect(power(-8, 1 / 3)).toBeNaN();
    expect(power(2, -1074)).toBe(2 ** -1074);
    expect(power(-2, 3)).toBe(-8);
    expect(power(Number.NaN, 0)).toBe(1);
    expect(power(1, Number.NaN)).toBe(1);
    expect(power(-1, Infinity)).toBe(1);
    expect(power(0, -1)).toBe(Infinity);
  });

  it("agrees with square, sqrt and reciprocal bit for bit", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-100, max: 1e100 }), (value) => {
        const x = array(value);
        expect(pow(x, 2).item()).toBe(square(x).item());
        expect(pow(x, 0.5).item()).toBe(sqrt(x).item());
        expect(pow(x, -1).item()).toBe(reciprocal(x).item());
      }),
    );
  });

  it("differentiates by base and exponent where the base is positive", () => {
    fc.assert(
      fc.property(broadcastablePairs({ minLength: 1, maxAxes: 2, maxLength: 3, low: 0.3, high: 3 }), ([a, b]) => {
        checkVjp((x, y) => pow(x, y), [a, b]);
        checkJvp((x, y) => pow(x, y), [a, b]);
      }),
      { numRuns: 20 },
    );
  });

  it("has the right derivative at zero and below it", () => {
    expect(slopes((x) => pow(x, 3), -2)).toEqual([12]);
    expect(slopes((x) => pow(x, 2), 0)).toEqual([0]);
    expect(slopes((x) => pow(x, 1), 0)).toEqual([1]);
    expect(slopes((x) => pow(x, 0), 0)).toEqual([0]);
    expect(slopes((x) => pow(x, 0.5), 0)).toEqual([Infinity]);
    expect(slopes((a, b) => pow(a, b), 0, 2)).toEqual([0, 0]);
  });

  it("refuses integers to a negative power, which are fractions", () => {
    const x = array([1, 2], { dtype: "int32" });
    expect(pow(x, 2).toArray()).toEqual([1, 4]);
    expect(pow(x, -0.5).dtype).toBe("float64");
    expect(() => pow(x, -1)).toThrow(ValueError);
    expect(() => pow(x, -1)).toThrow(
      'pow: the exponent of integers must not be negative; got -1. Convert the array first: x.astype("float64").',
    );
  });
});

describe("square, sqrt and reciprocal", () => {
  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: 0.3, high: 3 }), (x) => {
        for (const f of [square, sqrt, reciprocal]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("have the slopes of their formulas at zero and infinity", () => {
    expect(slopes(square, 0)).toEqual([0]);
    expect(slopes(sqrt, 0)).toEqual([Infinity]);
    expect(slopes(reciprocal, Infinity)).toEqual([-0]);
  });
});
