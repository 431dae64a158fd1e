import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, acosh, array, asinh, atanh, cosh, sinh, square, sub, tanh } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

const EPSILON = Number.EPSILON;

describe("sinh and cosh", () => {
  it("cosh² − sinh² = 1 within 8·ε·cosh²", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (value) => {
        const x = array(value);
        const c = square(cosh(x)).item();
        expect(Math.abs(sub(square(cosh(x)), square(sinh(x))).item() - 1)).toBeLessThanOrEqual(8 * EPSILON * c);
      }),
    );
  });

  it("sinh is odd and cosh even, bit for bit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        const [[a, b], [c, d]] = [sinh(array([x, -x])), cosh(array([x, -x]))].map((y) => y.toTypedArray());
        expect(b).toBe(-a);
        expect(d).toBe(c);
      }),
    );
  });

  it("reach as far as their values: e⁷⁰⁹·⁷⁸ overflows, half of it does not", () => {
    const [largest, ulp] = [1.1169973830808555e308, 2 ** 971];
    const [a, b, c] = [sinh(array(710)), sinh(array(-710)), cosh(array(-710))].map((y) => Math.abs(y.item()));
    for (const y of [a, b, c]) expect(Math.abs(y - largest)).toBeLessThanOrEqual(2 * ulp);
    expect(sinh(array([711, -711])).toArray()).toEqual([Infinity, -Infinity]);
    expect(cosh(array([-710.5])).toArray()).toEqual([Infinity]);
    expect(sinh(array(new Float32Array([89, 90]))).toArray()).toEqual([Math.fround(Math.sinh(89)), Infinity]);
  });
});

describe("asinh, acosh and atanh", () => {
  it("are inverse to sinh, cosh and tanh: errors of the argument count as much as the inverse is steep", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 300, noNaN: true }), (y) => {
        const x = array(y);
        expect(Math.abs(asinh(sinh(x)).item() - y)).toBeLessThanOrEqual(4 * EPSILON * Math.max(1, y));
        expect(Math.abs(acosh(cosh(x)).item() - y)).toBeLessThanOrEqual(4 * EPSILON * (y + 1 / y + 1));
        const t = tanh(x).item();
        if (t < 1) {
          const slope = 1 / (1 - t * t);
          expect(Math.abs(atanh(tanh(x)).item() - y)).toBeLessThanOrEqual(4 * EPSILON * (y + slope));
        }
      }),
    );
  });

  it("keep the digits of small numbers, and end where their domains end", () => {
    const small = [1e-300, -1e-20, -0, 0, 5e-324];
    expect(asinh(array(small)).toArray()).toEqual(small);
    expect(atanh(array(small)).toArray()).toEqual(small);
    expect(acosh(array([1, 0.999])).toArray()).toEqual([0, Number.NaN]);
    expect(atanh(array([1, -1, 1.001])).toArray()).toEqual([Infinity, -Infinity, Number.NaN]);
    expect(asinh(array([1.7e308])).toArray()).toEqual([Math.log(1.7e308) + Math.LN2]);
  });
});

describe("hyperbolic functions", () => {
  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: -0.9, high: 0.9 }), (x) => {
        for (const f of [sinh, cosh, asinh, atanh]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
        checkVjp((y) => acosh(y.add(3)), x);
        checkJvp((y) => acosh(y.add(3)), x);
      }),
      { numRuns: 20 },
    );
  });

  it("make float64 of integers, and refuse bools", () => {
    expect(cosh(array([0], { dtype: "uint8" })).toArray()).toEqual([1]);
    for (const f of [sinh, cosh, asinh, acosh, atanh]) {
      expect(f(array([2], { dtype: "int16" })).dtype).toBe("float64");
      expect(() => f(array([true]))).toThrow(DTypeError);
    }
    expect(() => asinh(array([true]))).toThrow(
      'asinh: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
  });
});
