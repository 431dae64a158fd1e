import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { powerOfTwoScale } from "./scaling.js";

describe("powerOfTwoScale", () => {
  it("brings any magnitude within a factor of 2 of 1, as far as 2^±1000 reaches", () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -1000, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        const scaled = x * powerOfTwoScale(x);
        expect(scaled).toBeGreaterThanOrEqual(0.5);
        expect(scaled).toBeLessThan(2 ** 25);
      }),
    );
  });

  it("is 1 for zero and finite with its reciprocal for the smallest number", () => {
    expect(powerOfTwoScale(0)).toBe(1);
    expect(powerOfTwoScale(Number.MIN_VALUE)).toBe(2 ** 1000);
    expect(powerOfTwoScale(Number.MAX_VALUE)).toBe(2 ** -1000);
  });
});
