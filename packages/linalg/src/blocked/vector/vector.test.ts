import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divide, dot, hypot, indexOfLargest, norm2 } from "./vector.js";

const u = 2 ** -53;
const vectors = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 20 });

describe("vector loops", () => {
  it("dot: error ≤ γₙ·Σ|xᵢ·yᵢ|", () => {
    fc.assert(
      fc.property(vectors, (list) => {
        const x = Float64Array.from(list);
        const y = x.map((v, i) => v * (i % 2 === 0 ? 1 : -0.5));
        const exact = x.reduce((s, v, i) => s + v * y[i], 0);
        const size = x.reduce((s, v, i) => s + Math.abs(v * y[i]), 0);
        expect(Math.abs(dot(x.length, x, 0, y, 0) - exact)).toBeLessThanOrEqual(2 * (x.length + 1) * u * size);
      }),
    );
  });

  it("norm2 is right at any scale, and 0 for an empty vector", () => {
    for (const scale of [1, 1e-300, 1e-320, 1e300]) {
      expect(norm2(2, Float64Array.of(9, 3 * scale, 4 * scale), 1) / scale).toBeCloseTo(5, 3);
    }
    expect(norm2(0, new Float64Array(0), 0)).toBe(0);
    expect(norm2(3, new Float64Array(3), 0)).toBe(0);
    expect(norm2(2, Float64Array.of(1, NaN), 0)).toBeNaN();
  });

  it("hypot is right at any scale", () => {
    expect(hypot(3e-200, 4e-200) / 5e-200).toBeCloseTo(1, 15);
    expect(hypot(3e200, -4e200) / 5e200).toBeCloseTo(1, 15);
    expect(hypot(0, 0)).toBe(0);
  });

  it("indexOfLargest takes the first of equals", () => {
    expect(indexOfLargest(4, Float64Array.of(1, -3, 3, 2), 0)).toBe(1);
  });

  it("divide works where the reciprocal overflows", () => {
    const x = Float64Array.of(3e-310);
    divide(1, 1e-310, x, 0);
    expect(x[0]).toBeCloseTo(3, 10);
  });
});
