import { ShapeError, array, cross as product } from "@linnet/core";
import { vectorNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT } from "../testing.js";
import { cross } from "./cross.js";

const triple = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 3, maxLength: 3 });

describe("cross", () => {
  it("ends with core's product, whose length is linalg's norm", () => {
    fc.assert(
      fc.property(triple, triple, (x, y) => {
        const story = cross(x, y);
        const found = product(array(x), array(y));
        expect(story.result("x×y").reshape([3]).toArray()).toEqual(found.toArray());
        const area: number = vectorNorm(found).item();
        expect(Math.abs(story.results.area[0][0].value - area)).toBeLessThanOrEqual(16 * UNIT * area);
      }),
    );
  });

  it("is orthogonal to both, and ‖x×y‖² + (x·y)² is ‖x‖²·‖y‖² (Lagrange)", () => {
    fc.assert(
      fc.property(triple, triple, (x, y) => {
        const { results } = cross(x, y);
        expect([results["x·(x×y)"], results["y·(x×y)"]].map(([[{ text }]]) => text)).toEqual(["0", "0"]);
        const dot = (a: readonly number[], b: readonly number[]): number =>
          a.reduce((sum, entry, i) => sum + entry * b[i], 0);
        const z = results["x×y"].map(([{ value }]) => value);
        expect(dot(z, z) + dot(x, y) ** 2).toBe(dot(x, x) * dot(y, y));
      }),
    );
  });

  it("tells each entry as a determinant, and parallel vectors", () => {
    const story = cross([1, 2, 3], [4, 5, -6]);
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Find entry 1 from entries 2 and 3",
      "Find entry 2 from entries 3 and 1",
      "Find entry 3 from entries 1 and 2",
      "It is orthogonal to both",
      "Its length is the area of the parallelogram",
    ]);
    expect(story.steps[1].latex).toBe(
      "\\begin{vmatrix} 3 & -6 \\\\ 1 & 4 \\end{vmatrix} = 3 \\cdot 4 - 1 \\cdot (-6) = 18",
    );
    expect(story.results.area[0][0].text).toBe("3√118");
    expect(cross([1, 2, 3], [2, 4, 6]).steps.at(-1)?.why).toBe(
      "The area is 0: x and y are parallel, or one of them is zero, and no direction is singled out.",
    );
  });

  it("says that rounding leaves an angle", () => {
    const story = cross([1.01, 0.777, 1.33], [1.17, 0.333, 0.919], { arithmetic: { digits: 3 } });
    expect(story.steps[3].why).toMatch(/^Its products with x and y are zero, but for rounding\./);
  });

  it("refuses vectors that are not in space", () => {
    expect(() => cross([1, 2], [1, 2, 3])).toThrow(
      new ShapeError("explain.cross", "x must have 3 entries", { x: [2] }),
    );
    expect(() => cross([1, 2, 3], [1])).toThrow(new ShapeError("explain.cross", "y must have 3 entries", { y: [1] }));
  });
});
