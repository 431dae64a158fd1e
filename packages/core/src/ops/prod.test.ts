import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IntegerOverflowError, array, prod, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

describe("prod", () => {
  it("multiplies each group: relative error ≤ 2·n·ε, 1 over nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { maxLength: 20 }), (values) => {
        const exact = values.reduce((a, b) => a * b, 1);
        const bound = 2 * values.length * Number.EPSILON * exact;
        expect(Math.abs(prod(array(values)).item() - exact)).toBeLessThanOrEqual(bound);
      }),
    );
    expect(prod(zeros([0, 2]), { axis: 0 }).toArray()).toEqual([1, 1]);
  });

  it("multiplies integers exactly, and refuses to wrap", () => {
    expect(prod(array([100, 100, 3], { dtype: "uint8" })).item()).toBe(30000);
    const large = array([65536, 65536], { dtype: "int32" });
    expect(() => prod(large)).toThrow(IntegerOverflowError);
    expect(() => prod(large)).toThrow(
      'prod: the result must fit in int32; got 4294967296. Convert to float64 first: x.astype("float64").',
    );
  });

  it("differentiates over one axis and several, on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 2, maxAxes: 3, minLength: 1, maxLength: 3, low: -2, high: 2 }), (x) => {
        checkVjp((y) => prod(y, { axis: 0 }), x);
        checkJvp((y) => prod(y, { axis: [0, 1], keepDims: true }), x);
      }),
      { numRuns: 20 },
    );
    checkVjp((y) => prod(y, { axis: 0 }), zeros([0, 2]));
  });

  it.each([
    [
      [2, 3, 4],
      [12, 8, 6],
    ],
    [
      [0, 3, 4],
      [12, 0, 0],
    ],
    [
      [0, 3, 0],
      [0, 0, 0],
    ],
  ])("the slope at each element of %j is the product of the others", (values, slopes) => {
    const [g] = pullback(([x]) => [prod(x)], [array(values)], [array(1)]);
    expect(g.toArray()).toEqual(slopes);
  });
});
