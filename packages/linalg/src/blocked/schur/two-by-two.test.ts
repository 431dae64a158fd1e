import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallerSingularValue, twoByTwo } from "./two-by-two.js";

const u = 2 ** -53;
const sizes = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.double({ min: 1, max: 2, noNaN: true }), fc.boolean());
const entry = sizes.map(([e, m, negative]) => (negative ? -1 : 1) * m * 2 ** e);

describe("twoByTwo", () => {
  it("diagonalizes [[f, g], [0, h]]: entrywise error ≤ 20·u·s₁, s₁·s₂ = |f·h| to 20·u relative", () => {
    fc.assert(
      fc.property(entry, fc.oneof(entry, fc.constant(0)), entry, (f, g, h) => {
        const r = twoByTwo(f, g, h);
        const size = Math.abs(r.larger);
        // rows rotated by the left rotation, columns by the right one
        const [a, b] = [r.cosLeft * f, r.cosLeft * g + r.sinLeft * h];
        const [c, d] = [-r.sinLeft * f, -r.sinLeft * g + r.cosLeft * h];
        const bound = 20 * u * size;
        expect(Math.abs(a * r.cosRight + b * r.sinRight - r.larger)).toBeLessThanOrEqual(bound);
        expect(Math.abs(-a * r.sinRight + b * r.cosRight)).toBeLessThanOrEqual(bound);
        expect(Math.abs(c * r.cosRight + d * r.sinRight)).toBeLessThanOrEqual(bound);
        expect(Math.abs(-c * r.sinRight + d * r.cosRight - r.smaller)).toBeLessThanOrEqual(bound);
        expect(Math.abs(r.larger * r.smaller - f * h)).toBeLessThanOrEqual(20 * u * Math.abs(f * h));
        expect(Math.abs(smallerSingularValue(f, g, h) - Math.abs(r.smaller))).toBeLessThanOrEqual(
          20 * u * Math.abs(r.smaller),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("handles zeros", () => {
    expect(twoByTwo(0, 0, 0)).toMatchObject({ larger: 0, smaller: 0 });
    expect(twoByTwo(0, 2, 0)).toMatchObject({ larger: 2, smaller: 0 });
    expect(Math.abs(twoByTwo(0, 3, 4).larger)).toBeCloseTo(5, 14);
    expect(Math.abs(twoByTwo(3, 4, 0).larger)).toBeCloseTo(5, 14);
    expect(smallerSingularValue(0, 1, 1)).toBe(0);
  });
});
