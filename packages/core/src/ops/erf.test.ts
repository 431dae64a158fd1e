import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, array, erf, erfc, gelu, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

const values = fc.double({ min: -30, max: 30, noNaN: true });

describe("erf, erfc and gelu", () => {
  it("erf is odd bit for bit, and erf x + erfc x = 1 within 3·ε", () => {
    fc.assert(
      fc.property(values, (value) => {
        const [a, b] = erf(array([value, -value])).toTypedArray();
        expect(b).toBe(-a);
        const whole = a + erfc(array(value)).item();
        expect(Math.abs(whole - 1)).toBeLessThanOrEqual(3 * Number.EPSILON);
      }),
    );
  });

  it("erfc x + erfc(−x) = 2 and gelu(x) − gelu(−x) = x, within 4·ε of the larger", () => {
    fc.assert(
      fc.property(values, (value) => {
        const [p, q] = erfc(array([value, -value])).toTypedArray();
        expect(Math.abs(p + q - 2)).toBeLessThanOrEqual(4 * Number.EPSILON);
        const [g, h] = gelu(array([value, -value])).toTypedArray();
        expect(Math.abs(g - h - value)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.max(2 ** -1022, Math.abs(value)));
      }),
    );
  });

  it("erfc keeps its digits far out: 2x²/(1 + 2x²) < √π·x·e^(x²)·erfc x < 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 26 }), (x) => {
        const y = erfc(array(x)).item() * Math.exp(x * x - 300) * Math.exp(300) * x * Math.sqrt(Math.PI);
        const slack = 16 * Number.EPSILON; // three roundings and two exponentials
        expect(y).toBeLessThanOrEqual(1 + slack);
        expect(y).toBeGreaterThanOrEqual((2 * x * x) / (1 + 2 * x * x) - slack);
      }),
    );
  });

  it("reach their limits, keep −0 and let NaN through", () => {
    const x = array([-Infinity, -0, 0, Infinity, Number.NaN]);
    expect(erf(x).toArray()).toEqual([-1, -0, 0, 1, Number.NaN]);
    expect(erfc(x).toArray()).toEqual([2, 1, 1, 0, Number.NaN]);
    expect(gelu(x).toArray()).toEqual([-0, -0, 0, Infinity, Number.NaN]);
    expect(erf(array([40, -40])).toArray()).toEqual([1, -1]);
    expect(erfc(array([30, -40])).toArray()).toEqual([0, 2]);
    expect(gelu(array([-50, 50])).toArray()).toEqual([-0, 50]);
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: -3, high: 3 }), (x) => {
        for (const f of [erf, erfc, gelu]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("make floats of integers, work on empty arrays, and refuse bools", () => {
    expect(gelu(array([0, 1], { dtype: "int8" })).dtype).toBe("float64");
    expect(erf(zeros([0, 3], { dtype: "float32" })).shape).toEqual([0, 3]);
    expect(() => erf(array([true]))).toThrow(DTypeError);
    expect(() => erf(array([true]))).toThrow(
      'erf: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
  });
});
