import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aroundPoint, rounded, shortest } from "./decimal.js";

const positive = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const single = fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }).map(Math.fround);
const text = (x: number, { digits, exponent } = shortest(x, false)): string =>
  `${digits[0]}.${digits.slice(1)}e${exponent}`;

describe("decimals", () => {
  it("shortest digits read back as the same float64", () => {
    fc.assert(
      fc.property(positive, (x) => {
        expect(Number(text(x))).toBe(x);
      }),
    );
  });

  it("shortest digits read back as the same float32, and one digit fewer does not", () => {
    fc.assert(
      fc.property(single, (x) => {
        const decimal = shortest(x, true);
        expect(Math.fround(Number(text(x, decimal)))).toBe(x);
        const n = decimal.digits.length;
        if (n > 1) expect(Math.fround(Number(text(x, rounded(x, n - 1))))).not.toBe(x);
      }),
    );
  });

  it("rounded is within half a unit of the last digit kept", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-10, max: 1e10, noNaN: true }), fc.integer({ min: 1, max: 12 }), (x, keep) => {
        const decimal = rounded(x, keep);
        expect(decimal.digits.length).toBeLessThanOrEqual(keep);
        const unit = 10 ** (Math.floor(Math.log10(x) + 1e-9) - keep + 1);
        // half a unit, and a few roundings of this very check
        expect(Math.abs(Number(text(x, decimal)) - x)).toBeLessThanOrEqual(0.5 * unit + 4 * Number.EPSILON * x);
      }),
    );
  });

  it.each([
    [0.125, 2, "12", -1],
    [0.375, 2, "38", -1],
    [2.5, 1, "2", 0],
    [3.5, 1, "4", 0],
    [0.5, 1, "5", -1],
    [99.5, 2, "1", 2],
    [98.5, 2, "98", 1],
    [0.1 + 0.2, 17, "30000000000000004", -1],
  ])("rounds %d to %d digits, exact halves to an even digit", (x, keep, digits, exponent) => {
    expect(rounded(x, keep)).toEqual({ digits, exponent });
  });

  it("places the point", () => {
    expect(aroundPoint({ digits: "125", exponent: 1 })).toEqual(["12", "5"]);
    expect(aroundPoint({ digits: "1", exponent: 3 })).toEqual(["1000", ""]);
    expect(aroundPoint({ digits: "25", exponent: -3 })).toEqual(["0", "0025"]);
    expect(aroundPoint(shortest(0, false))).toEqual(["0", ""]);
  });
});
