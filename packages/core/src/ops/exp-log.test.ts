import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array, exp, expm1, log, log10, log1p, log2 } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

describe("exp, expm1 and logarithms", () => {
  it("are inverse to each other: |log eˣ − x| ≤ 4·ε·max(1, |x|)", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (value) => {
        const x = array(value);
        const bound = 4 * Number.EPSILON * Math.max(1, Math.abs(value));
        expect(Math.abs(log(exp(x)).item() - value)).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("expm1 and log1p keep the digits of small numbers, and the sign of zero", () => {
    const x = array([1e-300, -1e-20, -0, 0]);
    expect(expm1(x).toArray()).toEqual([1e-300, -1e-20, -0, 0]);
    expect(log1p(x).toArray()).toEqual([1e-300, -1e-20, -0, 0]);
  });

  it("end where their domains end", () => {
    expect(exp(array([-Infinity, Infinity, 710, -746])).toArray()).toEqual([0, Infinity, Infinity, 0]);
    expect(log(array([0, -0, -1, Infinity])).toArray()).toEqual([-Infinity, -Infinity, Number.NaN, Infinity]);
    expect(log1p(array([-1, -2])).toArray()).toEqual([-Infinity, Number.NaN]);
    expect(expm1(array(-Infinity)).item()).toBe(-1);
  });

  it("log2 is exact for powers of two, subnormal ones too, in either dtype", () => {
    const exponents = Array.from({ length: 2098 }, (_, i) => i - 1074);
    expect(log2(array(exponents.map((k) => 2 ** k))).toArray()).toEqual(exponents);
    const narrow = exponents.filter((k) => k >= -149 && k <= 127);
    expect(
      log2(
        array(
          narrow.map((k) => 2 ** k),
          { dtype: "float32" },
        ),
      ).toArray(),
    ).toEqual(narrow);
  });

  it("log10 is exact for powers of ten that are exact", () => {
    const exponents = Array.from({ length: 23 }, (_, i) => i);
    expect(log10(array(exponents.map((k) => Number(`1e${k}`)))).toArray()).toEqual(exponents);
  });

  it("log2 and log10 end where log does", () => {
    const x = array([0, -0, -1, Infinity, Number.NaN]);
    const ends = [-Infinity, -Infinity, Number.NaN, Infinity, Number.NaN];
    for (const f of [log2, log10]) expect(f(x).toArray()).toEqual(ends);
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: 0.2, high: 3 }), (x) => {
        for (const f of [exp, expm1, log, log1p, log2, log10]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });
});
