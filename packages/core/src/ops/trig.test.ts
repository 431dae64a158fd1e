import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array, cos, div, sin, tan } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

describe("sin, cos and tan", () => {
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

  it("tan = sin / cos within 3·ε, and is odd bit for bit", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        const x = array([value, -value]);
        const [t, q] = [tan(x), div(sin(x), cos(x))].map((y) => y.toTypedArray());
        expect(Math.abs(t[0] - q[0])).toBeLessThanOrEqual(3 * Number.EPSILON * Math.abs(t[0]));
        expect(t[1]).toBe(-t[0]);
      }),
    );
  });

  it("agree with Math in float32, however large x is: errors below 0.61 ulp, of tan 0.51", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const x = array(Float32Array.from(values));
        const bounds = [0.61, 0.61, 0.51];
        [sin(x), cos(x), tan(x)].forEach((y, k) => {
          y.toTypedArray().forEach((actual, i) => {
            const exact = [Math.sin, Math.cos, Math.tan][k](values[i]);
            const ulp = 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(exact)))) - 23);
            expect(Math.abs(actual - exact)).toBeLessThanOrEqual(bounds[k] * ulp);
          });
        });
      }),
    );
  });

  it("have no value at infinity", () => {
    expect(sin(array([Infinity, Number.NaN, -0])).toArray()).toEqual([Number.NaN, Number.NaN, -0]);
    expect(cos(array(-Infinity)).item()).toBeNaN();
    expect(tan(array(Infinity)).item()).toBeNaN();
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: -1.2, high: 1.2 }), (x) => {
        for (const f of [sin, cos, tan]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });
});
