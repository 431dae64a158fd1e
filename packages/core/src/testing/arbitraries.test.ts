import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadcastShapes } from "../array/layout.js";
import { add } from "../ops/arithmetic.js";
import { broadcastablePairs, broadcastableShapes, floatArrays, floatViews, shapes } from "./arbitraries.js";

describe("arbitraries", () => {
  it("shapes keep their limits", () => {
    fc.assert(
      fc.property(shapes({ minAxes: 1, maxAxes: 3, minLength: 2, maxLength: 4 }), (shape) => {
        expect(shape.length).toBeGreaterThanOrEqual(1);
        expect(shape.length).toBeLessThanOrEqual(3);
        expect(shape.every((n) => n >= 2 && n <= 4)).toBe(true);
      }),
    );
  });

  it("broadcastable shapes meet in the shape that they are said to", () => {
    fc.assert(
      fc.property(broadcastableShapes(), ({ a, b, both }) => {
        expect(broadcastShapes("test", a, b)).toEqual(both);
      }),
    );
    fc.assert(fc.property(broadcastablePairs(), ([a, b]) => void add(a, b)));
  });

  it("arrays keep shape, range and dtype", () => {
    fc.assert(
      fc.property(floatArrays({ shape: [2, 3], low: 1, high: 2, dtype: "float32" }), (x) => {
        expect(x.shape).toEqual([2, 3]);
        expect(x.dtype).toBe("float32");
        expect([...x.toTypedArray()].every((value) => value >= 1 && value <= 2)).toBe(true);
      }),
    );
  });

  it("views are of every kind", () => {
    const kinds = { negative: 0, zero: 0, gaps: 0, transposed: 0 };
    for (const { layout } of fc.sample(floatViews({ minLength: 2 }), { numRuns: 200, seed: 1 })) {
      if (layout.strides.some((s) => s < 0)) kinds.negative++;
      if (layout.strides.some((s) => s === 0)) kinds.zero++;
      if (!layout.contiguous) kinds.gaps++;
      if (layout.strides[0] < (layout.strides.at(-1) ?? 0)) kinds.transposed++;
    }
    expect(Object.values(kinds).every((count) => count > 10)).toBe(true);
  });
});
