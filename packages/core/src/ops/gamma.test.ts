import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, array, digamma, gamma, lgamma, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

describe("gamma, lgamma and digamma", () => {
  it("gamma of an integer is a factorial within 4 ulp, and exact as long as factorials are small", () => {
    let factorial = 1n;
    for (let n = 1; n <= 171; factorial *= BigInt(n), n++) {
      const y = gamma(array(n)).item();
      expect(Math.abs(y / Number(factorial) - 1)).toBeLessThanOrEqual(4 * Number.EPSILON);
      if (n <= 12) expect(y).toBe(Number(factorial));
    }
  });

  it("Γ(x + 1) = x·Γ(x) within 10·ε, on both sides of 0", () => {
    fc.assert(
      fc.property(fc.integer({ min: -150 * 64, max: 169 * 64 }), (n) => {
        if (n % 64 === 0 && n <= 0) return;
        const x = n / 64; // so that x + 1 is exact
        const [a, b] = gamma(array([x, x + 1])).toTypedArray();
        expect(Math.abs(b - x * a)).toBeLessThanOrEqual(10 * Number.EPSILON * Math.abs(b));
      }),
    );
  });

  it("lgamma(x + 1) = lgamma(x) + ln x within 8·ε of the largest of them, 1 included", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40 * 64, max: 1e6 }), (n) => {
        if (n % 64 === 0 && n <= 0) return;
        const x = n / 64;
        const [a, b] = lgamma(array([x, x + 1])).toTypedArray();
        const c = Math.log(Math.abs(x));
        const largest = Math.max(1, Math.abs(a), Math.abs(b), Math.abs(c), 4 * Math.abs(x));
        expect(Math.abs(a + c - b)).toBeLessThanOrEqual(8 * Number.EPSILON * largest);
      }),
    );
  });

  it("ψ(x + 1) = ψ(x) + 1/x within 32·ε of the largest of them, 1 included", () => {
    fc.assert(
      fc.property(fc.integer({ min: -15 * 64, max: 1e6 }), (n) => {
        if (n % 64 === 0 && n <= 0) return;
        const x = n / 64;
        const [a, b] = digamma(array([x, x + 1])).toTypedArray();
        const largest = Math.max(1, Math.abs(a), Math.abs(b), 1 / Math.abs(x));
        expect(Math.abs(a + 1 / x - b)).toBeLessThanOrEqual(32 * Number.EPSILON * largest);
      }),
    );
    expect(digamma(array(1)).item()).toBeCloseTo(-0.5772156649015329, 15); // −γ
  });

  it("are what they are at poles and at the ends", () => {
    const x = array([-Infinity, -3, -0, 0, 200, Infinity, Number.NaN]);
    const none = Number.NaN;
    expect(gamma(x).toArray()).toEqual([none, none, -Infinity, Infinity, Infinity, Infinity, none]);
    expect(lgamma(array([-Infinity, -3, 0, 1, 2, Infinity, none])).toArray()).toEqual([
      Infinity,
      Infinity,
      Infinity,
      0,
      0,
      Infinity,
      none,
    ]);
    expect(digamma(array([-1, 0, none])).toArray()).toEqual([none, none, none]);
    expect(gamma(array([-200.5, -201.5])).toArray()).toEqual([-0, 0]);
  });

  it("differentiate on views, on either side of 0", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: 0.3, high: 3 }), (x) => {
        for (const f of [gamma, lgamma, digamma]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
    const below = array([-0.4, -1.6, -30.4]);
    checkVjp(lgamma, below);
    checkVjp(digamma, below);
  });

  it("make floats of integers, work on empty arrays, and refuse bools", () => {
    expect(gamma(array([5, 3], { dtype: "int32" })).toArray()).toEqual([24, 2]);
    expect(lgamma(zeros([0], { dtype: "float32" })).dtype).toBe("float32");
    expect(() => digamma(array([true]))).toThrow(DTypeError);
    expect(() => digamma(array([true]))).toThrow(
      'digamma: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
  });
});
