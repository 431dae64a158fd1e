import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array, cos, sin } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

describe("sin and cos", () => {
  it("sin² + cos² = 1 within 8·ε, however large x is", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (value) => {
        const x = array(value);
        const one = sin(x).item() ** 2 + cos(x).item() ** 2;
        expect(Math.abs(one - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
      }),
    );
  });

  it("sin is odd, cos is even, bit for bit", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        const [[a, b], [c, d]] = [sin(array([x, -x])), cos(array([x, -x]))].map((y) => y.toTypedArray());
        expect(b).toBe(-a);
        expect(d).toBe(c);
      }),
    );
  });

  it("have no value at infinity", () => {
    expect(sin(array([Infinity, Number.NaN, -0])).toArray()).toEqual([Number.NaN, Number.NaN, -0]);
    expect(cos(array(-Infinity)).item()).toBeNaN();
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3 }), (x) => {
        for (const f of [sin, cos]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });
});
