import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array, cbrt, exp2 } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

describe("exp2 and cbrt", () => {
  it("exp2 is exact for integers, subnormal powers too", () => {
    const exponents = Array.from({ length: 2098 }, (_, i) => i - 1074);
    let power = 2 ** -1074;
    const powers = exponents.map(() => (power *= 2) / 2);
    powers[powers.length - 1] = 2 ** 1023; // where twice the power is too large
    expect(exp2(array(exponents)).toArray()).toEqual(powers);
  });

  it("cbrt is odd, and its cube is x within 8·ε", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
        const [a, b] = cbrt(array([value, -value])).toTypedArray();
        expect(b).toBe(-a);
        expect(Math.abs(a * a * a - value)).toBeLessThanOrEqual(8 * Number.EPSILON * value);
      }),
    );
  });

  it("reach their limits, keep −0 and let NaN through", () => {
    const x = array([-Infinity, -0, 0, Infinity, Number.NaN]);
    expect(exp2(x).toArray()).toEqual([0, 1, 1, Infinity, Number.NaN]);
    expect(cbrt(x).toArray()).toEqual([-Infinity, -0, 0, Infinity, Number.NaN]);
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: 0.3, high: 3 }), (x) => {
        for (const f of [exp2, cbrt]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });
});
